import type { CommandView } from '../commandView';
import type { Fact, PlainKind } from '../fact';
import type { CatalogueRow } from './row';
import { reboot } from './row';

const shell = ['shell'] as const;

/** Whether all words of a call are no more than questions. */
const asks = ({ words }: CommandView): boolean =>
  words.some((word) => /^(?:-h|--help|--version|-V)$/.test(word));

const fact = (kind: PlainKind): Fact => ({ kind });

/** What follows the options. */
const verbOf = ({ words }: CommandView): string => words.find((word) => !word.startsWith('-')) ?? '';

/** What managers of services call what they do. */
const serviceVerbs: Readonly<Record<string, PlainKind>> = {
  start: 'startsService',
  restart: 'startsService',
  reload: 'startsService',
  'reload-or-restart': 'startsService',
  'try-restart': 'startsService',
  onestart: 'startsService',
  stop: 'stopsService',
  onestop: 'stopsService',
  enable: 'enablesService',
  unmask: 'enablesService',
  preset: 'enablesService',
  disable: 'disablesService',
  mask: 'disablesService',
};

/** Of a target, `start` and `isolate` do something else: see linux.ts. */
function serviceFacts(view: CommandView, verb: string): Fact[] {
  const kind = Object.hasOwn(serviceVerbs, verb) ? serviceVerbs[verb] : undefined;
  if (!kind || /\.target$/.test(view.words.at(-1) ?? '')) return [];
  const now = view.words.includes('--now');
  return [
    fact(kind),
    ...(now && kind === 'enablesService' ? [fact('startsService')] : []),
    ...(now && kind === 'disablesService' ? [fact('stopsService')] : []),
  ];
}

export const linuxSystemRows: readonly CatalogueRow[] = [
  {
    facts: [fact('account')],
    languages: shell,
    names: [
      'useradd',
      'adduser',
      'usermod',
      'passwd',
      'chpasswd',
      'chage',
      'gpasswd',
      'groupadd',
      'addgroup',
    ],
    when: (view) => !asks(view),
    source: 'https://man7.org/linux/man-pages/man8/useradd.8.html',
  },
  {
    facts: [fact('account')],
    languages: shell,
    names: ['pw'],
    // `-V` and `-R` in front take a folder: `pw -V /etc useradd builder`.
    when: ({ words }) =>
      words.some((word) => /^(?:user|group)(?:add|mod)$/.test(word)) ||
      (/^(?:user|group)$/.test(words[0] ?? '') && /^(?:add|mod)$/.test(words[1] ?? '')),
    source: 'https://man.freebsd.org/cgi/man.cgi?query=pw',
  },
  {
    facts: [fact('accountRemoved')],
    languages: shell,
    names: ['pw'],
    when: ({ words }) =>
      words.some((word) => /^(?:user|group)del$/.test(word)) ||
      (/^(?:user|group)$/.test(words[0] ?? '') && words[1] === 'del'),
    source: 'https://man.freebsd.org/cgi/man.cgi?query=pw&sektion=8',
  },
  {
    facts: [fact('accountRemoved')],
    languages: shell,
    names: ['userdel', 'deluser', 'rmuser'],
    when: (view) => !asks(view),
    source: 'https://man7.org/linux/man-pages/man8/userdel.8.html',
  },
  {
    facts: (view) => serviceFacts(view, verbOf(view)),
    languages: shell,
    names: ['systemctl'],
    source: 'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html',
  },
  {
    facts: (view) => serviceFacts(view, view.words.filter((word) => !word.startsWith('-'))[1] ?? ''),
    languages: shell,
    names: ['service', 'rc-service', 'invoke-rc.d', 'rcctl'],
    source: 'https://manpages.debian.org/stable/init-system-helpers/service.8.en.html',
  },
  {
    facts: ({ words }) => [fact(/^(?:add|-a)$/.test(words[0] ?? '') ? 'enablesService' : 'disablesService')],
    languages: shell,
    names: ['rc-update'],
    when: ({ words }) => /^(?:add|-a|del|delete|-d)$/.test(words[0] ?? ''),
    source: 'https://man.archlinux.org/man/rc-update.8.en',
  },
  {
    facts: ({ words }) => [fact(words.includes('off') ? 'disablesService' : 'enablesService')],
    languages: shell,
    names: ['chkconfig'],
    when: ({ words }) => words.includes('on') || words.includes('off'),
    source: 'https://github.com/fedora-sysv/chkconfig/blob/main/chkconfig.8',
  },
  {
    // Which words mean yes: checkyesno() of rc.subr.
    facts: ({ words }) => [
      fact(
        words.some((word) => /^\w+_enable=["']?(?:yes|true|on|1)\b/i.test(word))
          ? 'enablesService'
          : 'disablesService',
      ),
    ],
    languages: shell,
    names: ['sysrc'],
    when: ({ words }) => words.some((word) => /^\w+_enable=/.test(word)),
    source: 'https://github.com/freebsd/freebsd-src/blob/main/libexec/rc/rc.subr',
  },
  {
    facts: [fact('cloudInitWait')],
    languages: shell,
    names: ['cloud-init'],
    when: ({ words }) => words[0] === 'status' && words.some((word) => /^(?:-w|--wait)$/.test(word)),
    source: 'https://docs.cloud-init.io/en/latest/reference/cli.html#status',
  },
  {
    // With `--machine-id` /etc/machine-id becomes `uninitialized`; with `--configs` it takes away its own settings, too.
    facts: ({ words }) => [
      fact('cloudInitReset'),
      ...(words.includes('--machine-id') ? [fact('machineId')] : []),
      ...(words.some((word) => /^(?:-r|--reboot)$/.test(word)) ? [reboot('now')] : []),
    ],
    languages: shell,
    names: ['cloud-init'],
    when: ({ words }) => words[0] === 'clean',
    source: 'https://docs.cloud-init.io/en/latest/reference/cli.html#clean',
  },
  {
    facts: [fact('hostKeysMade')],
    languages: shell,
    names: ['ssh-keygen'],
    when: ({ words }) => words.includes('-A') || words.some((word) => /^\/etc\/ssh\/ssh_host_/.test(word)),
    source: 'https://man.openbsd.org/ssh-keygen',
  },
  {
    facts: [fact('hostKeysMade')],
    languages: shell,
    names: ['dpkg-reconfigure'],
    when: ({ words }) => words.includes('openssh-server'),
    // It makes those that are missing.
    source: 'https://salsa.debian.org/ssh-team/openssh/-/blob/debian/latest/debian/openssh-server.postinst',
  },
  {
    facts: [fact('freesSpace')],
    languages: shell,
    names: ['fstrim', 'zerofree', 'sfill'],
    when: (view) => !asks(view),
    source: 'https://man7.org/linux/man-pages/man8/fstrim.8.html',
  },
  {
    facts: [fact('freesSpace')],
    languages: shell,
    names: ['dd', 'cat'],
    when: ({ words }) => words.some((word) => /^(?:if=)?\/dev\/zero$/.test(word)),
    source: 'https://github.com/boxcutter/centos/blob/master/script/zerodisk.sh',
  },
];
