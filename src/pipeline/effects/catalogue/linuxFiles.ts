import type { Argument } from '../../../syntax/script/tree';
import type { CommandView } from '../commandView';
import type { Fact, PlainKind } from '../fact';
import { knownText } from '../scriptValues';
import type { CatalogueRow } from './row';

/** A file of a system that says something of the image, and what it means that a command writes, or empties, or removes it. */
interface FileRow {
  readonly path: RegExp;
  readonly written?: PlainKind;
  /** Where emptying is not the same as writing. */
  readonly emptied?: PlainKind;
  readonly removed?: PlainKind;
  readonly source: string;
}

const fileRows: readonly FileRow[] = [
  {
    path: /(?:^|\/)etc\/(?:sudoers(?:\.d\/[^/]*)?|doas\.conf)$/,
    written: 'sudoRights',
    removed: 'sudoRightsRemoved',
    source: 'https://www.sudo.ws/docs/man/sudoers.man/',
  },
  {
    path: /(?:^|\/)etc\/ssh\/sshd_config(?:\.d\/[^/]*)?$/,
    written: 'sshdSettings',
    removed: 'sshdSettings',
    source: 'https://man.openbsd.org/sshd_config',
  },
  {
    path: /\/\.ssh\/authorized_keys2?$/,
    written: 'sshKeys',
    emptied: 'sshKeysRemoved',
    removed: 'sshKeysRemoved',
    source: 'https://man.openbsd.org/sshd.8#AUTHORIZED_KEYS_FILE_FORMAT',
  },
  {
    path: /(?:^|\/)(?:etc|var\/lib\/dbus)\/machine-id$/,
    written: 'machineId',
    removed: 'machineId',
    source: 'https://www.freedesktop.org/software/systemd/man/latest/machine-id.html',
  },
  {
    path: /(?:^|\/)etc\/ssh\/(?:ssh_host_|\*_?key|\*host)/,
    removed: 'hostKeysRemoved',
    source: 'https://man.openbsd.org/sshd.8#FILES',
  },
  {
    path: /(?:^|\/)var\/(?:lib\/(?:dhcp|dhclient|dhcpcd|NetworkManager|wicked)(?:\/[^/]*)?|db\/dhclient\.leases[^/]*)$/,
    removed: 'dhcpLeases',
    source: 'https://manpages.ubuntu.com/manpages/trusty/man5/dhclient.leases.5.html',
  },
  {
    path: /(?:^|\/)var\/lib\/cloud(?:\/(?:\*|data|instances?|sem)?\/?)?$/,
    removed: 'cloudInitReset',
    source: 'https://docs.cloud-init.io/en/latest/reference/cli.html#clean',
  },
];

/** What a command does with the files that it names. */
type Handling = 'written' | 'emptied' | 'removed';

interface Handled {
  readonly path: string;
  readonly how: Handling;
}

/** Programs by what they do with the files in their arguments. */
const handlers: Readonly<Record<string, (view: CommandView) => readonly Handled[]>> = {
  rm: (view) => all(view, 'removed'),
  unlink: (view) => all(view, 'removed'),
  shred: (view) => (view.words.some((word) => /^-[a-z]*u|^--remove/.test(word)) ? all(view, 'removed') : []),
  truncate: (view) => all(view, 'emptied'),
  tee: (view) => all(view, 'written'),
  sed: (view) =>
    view.words.some((word) => /^-[a-zA-Z]*i|^--in-place/.test(word)) ? all(view, 'written') : [],
  // With a source that is empty they empty the other.
  cp: (view) => last(view, view.words.includes('/dev/null') ? 'emptied' : 'written'),
  install: (view) => last(view, 'written'),
  mv: (view) => [...last(view, 'written'), ...all(view, 'removed').slice(0, -1)],
  cat: (view) => (view.words.includes('/dev/null') ? [{ path: '', how: 'emptied' }] : []),
  ':': () => [{ path: '', how: 'emptied' }],
  true: () => [{ path: '', how: 'emptied' }],
  echo: (view) => (saysNothing(view) ? [{ path: '', how: 'emptied' }] : []),
  printf: (view) => (saysNothing(view) ? [{ path: '', how: 'emptied' }] : []),
};

export const linuxFileRows: readonly CatalogueRow[] = [
  {
    facts: factsOf,
    languages: ['shell'],
    names: Object.keys(handlers),
    source: 'https://www.gnu.org/software/coreutils/manual/coreutils.html',
  },
];

function factsOf(view: CommandView): readonly Fact[] {
  const named = handlers[view.name]?.(view) ?? [];
  // What is redirected is written, unless the command has nothing to say.
  const empties = named.some(({ path, how }) => path === '' && how === 'emptied');
  const redirected = view.command.redirections.flatMap(({ operator, target }): Handled[] =>
    /^1?>[>|]?$/.test(operator) && target
      ? [{ path: pathOf(target, view), how: empties && !operator.includes('>>') ? 'emptied' : 'written' }]
      : [],
  );
  const kinds = [...named, ...redirected].flatMap(({ path, how }) =>
    fileRows.flatMap((row) =>
      row.path.test(path) ? (row[how] ?? (how === 'emptied' ? row.written : undefined) ?? []) : [],
    ),
  );
  return [...new Set(kinds)].map((kind) => ({ kind }));
}

const saysNothing = ({ command: { args } }: CommandView): boolean =>
  args.every(({ value }) => value === '' || value === '-n');

const filesIn = (view: CommandView): string[] =>
  view.command.args.flatMap((argument) => {
    const path = pathOf(argument, view);
    return path.startsWith('-') || path === '' ? [] : [path];
  });

const all = (view: CommandView, how: Handling): Handled[] => filesIn(view).map((path) => ({ path, how }));

/** Behind the folder that is given by `-t` nobody looks. */
const last = (view: CommandView, how: Handling): Handled[] => all(view, how).slice(-1);

/** As it is written; a part that is filled in is a `?`: `$HOME/.ssh/authorized_keys`, `/etc/sudoers.d/$user`. */
function pathOf(argument: Argument, { script }: CommandView): string {
  const { literalPrefix = '', literalSuffix = '' } = argument;
  return knownText(argument, script) ?? `${literalPrefix}?${literalSuffix}`;
}
