import type { CatalogueRow } from './row';
import { hasWord, reboot } from './row';

const shell = ['shell'] as const;
const source = 'https://www.freedesktop.org/software/systemd/man/latest/systemctl.html';
const asksOnly = (words: readonly string[]) =>
  words.some((word) => /^(?:--help|-w|--wtmp-only|--version)$/.test(word));

export const linuxRows: readonly CatalogueRow[] = [
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
    facts: ({ words }) => (words.some(isRestart) ? [reboot('now')] : [reboot('off')]),
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
    facts: ({ words }) => [reboot(words.includes('0') ? 'off' : 'now')],
    languages: shell,
    names: ['init', 'telinit'],
    when: ({ words }) => words.some((word) => /^[06]$/.test(word)),
    source: 'https://www.freedesktop.org/software/systemd/man/latest/telinit.html',
  },
];

const isRestart = (word: string): boolean => /^(?:-[a-zA-Z]*r[a-zA-Z]*|--reboot|\/r)$/.test(word);
