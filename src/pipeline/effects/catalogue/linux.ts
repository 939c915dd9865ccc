import type { Command, Script } from '../../../syntax/script/tree';
import type { CatalogueRow } from './row';
import { hasWord, reboot } from './row';

const shell = ['shell'] as const;
const source = 'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html';
const asksOnly = (words: readonly string[]) =>
  words.some((word) => /^(?:--help|-w|--wtmp-only|--version)$/.test(word));

export const linuxRows: readonly CatalogueRow[] = [
  {
    // A setting of cloud-init, which is read as a command: see bootstrapSteps.ts.
    facts: [reboot('maybe')],
    languages: shell,
    names: ['package_reboot_if_required', 'apt_reboot_if_required'],
    source: 'https://docs.cloud-init.io/en/latest/reference/modules.html#package-update-upgrade-install',
  },
  {
    facts: [reboot('now')],
    languages: shell,
    names: ['reboot'],
    when: ({ words }) => !asksOnly(words),
    source,
  },
  {
    facts: [reboot('off')],
    languages: shell,
    names: ['poweroff', 'halt'],
    when: ({ words }) => !asksOnly(words),
    source,
  },
  {
    // `-k` only warns, `-c` cancels; without `-r` it switches off. Cygwin has the switches of Windows.
    facts: ({ words }) => (words.some(isRestart) ? [reboot('now', delayOf(words))] : [reboot('off')]),
    languages: shell,
    names: ['shutdown'],
    when: ({ words }) =>
      words.length > 0 &&
      !words.some((word) => /^(?:-[a-zA-Z]*[ck]|--help|--show|\/a)$/.test(word)) &&
      words.some((word) => /^(?:now|\+?\d[\d:]*|[-/][a-zA-Z]+|--\w+)$/.test(word)),
    source: 'https://www.freedesktop.org/software/systemd/man/latest/shutdown.html',
  },
  {
    facts: (command) => (hasWord(command, 'poweroff', 'halt') ? [reboot('off')] : [reboot('now')]),
    languages: shell,
    names: ['systemctl'],
    when: ({ words }) =>
      /^(?:reboot|soft-reboot|kexec|poweroff|halt)$/.test(words.find((word) => !word.startsWith('-')) ?? ''),
    source,
  },
  {
    // `start` of a target reaches it as well.
    facts: ({ words }) =>
      /^(?:reboot|kexec)\.target$/.test(words.at(-1) ?? '') ? [reboot('now')] : [reboot('off')],
    languages: shell,
    names: ['systemctl'],
    when: ({ words }) =>
      words.some((word) => word === 'isolate' || word === 'start') &&
      /^(?:reboot|kexec|poweroff|halt)\.target$/.test(words.at(-1) ?? ''),
    source: 'https://www.freedesktop.org/software/systemd/man/latest/systemd.special.html',
  },
  {
    facts: [reboot('now')],
    languages: shell,
    names: ['kexec'],
    when: ({ words }) => words.some((word) => /^(?:-e|--exec)$/.test(word)),
    source: 'https://man7.org/linux/man-pages/man8/kexec.8.html',
  },
  {
    // `echo b > /proc/sysrq-trigger` restarts at once, without writing anything to the disks.
    facts: ({ words }) => (words.includes('b') ? [reboot('now')] : [reboot('off')]),
    languages: shell,
    names: ['echo', 'printf'],
    when: ({ words, command, script }) => /^[bo]$/.test(words.at(-1) ?? '') && writesSysrq(command, script),
    source: 'https://docs.kernel.org/admin-guide/sysrq.html',
  },
  {
    facts: ({ words }) => [reboot(words.includes('0') ? 'off' : 'now')],
    languages: shell,
    names: ['init', 'telinit'],
    when: ({ words }) => words.some((word) => /^[06]$/.test(word)),
    // Newer releases of systemd come without it.
    source: 'https://github.com/systemd/systemd/blob/v255/man/telinit.xml',
  },
];

/** Without a time systemd waits a minute. */
function delayOf(words: readonly string[]): { delay?: number } {
  const time = words.findLast((word) => /^(?:now|\+?\d+|\d+:\d+)$/.test(word));
  const minutes = time === undefined ? 1 : Number(time.replace(/^now$/, '0'));
  return minutes > 0 ? { delay: minutes * 60 } : {};
}

const trigger = /\/proc\/sysrq-trigger$/;

/** By a redirection, or by `| sudo tee`. */
function writesSysrq(command: Command, { commands }: Script): boolean {
  const { redirections, pipeline, span } = command;
  const next =
    pipeline.index + 1 < pipeline.length ? commands.find((other) => other.span.start > span.end) : undefined;
  return (
    redirections.some(
      ({ operator, target }) => operator.includes('>') && trigger.test(target?.value ?? ''),
    ) || (next?.args ?? []).some(({ value }) => trigger.test(value ?? ''))
  );
}

const isRestart = (word: string): boolean => /^(?:-[a-qs-zA-Z]*r[a-zA-Z]*|--reboot|\/r)$/.test(word);
