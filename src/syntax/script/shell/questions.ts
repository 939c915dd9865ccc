import type { CommandDraft } from '../treeBuilder';

/** Commands that are asked something: what stands behind `&&` runs only in some guests, or in some states of them. */
const asks = new Set(
  `test [ [[ grep egrep fgrep zgrep pgrep pidof which command type hash id getent diff cmp mountpoint needs-restarting
  false lsmod cloud-id systemd-detect-virt dpkg-query is-enabled`.split(/\s+/),
);

/** Programs that ask with some of their arguments only. */
const asksWith: Readonly<Record<string, RegExp>> = {
  dpkg: /^(?:-[slSL]|--status|--list|--compare-versions)$/,
  rpm: /^(?:-q\w*|--query)$/,
  apk: /^info$/,
  pkg: /^info$/,
  systemctl: /^is-\w+$/,
  modinfo: /./,
  uname: /./,
};

const takesCommand = /^(?:sudo|doas|env|time|nice)$/;

/** Whether a command asks for something, by its name and the words behind it; one whose name is not known may. */
export function isQuestion({ name, args }: CommandDraft): boolean {
  const words = [name, ...args].map(({ value }) => value);
  let at = 0;
  while (takesCommand.test(words[at] ?? '')) {
    at++;
    while (/^-|=/.test(words[at] ?? '')) at++;
  }
  const word = words[at]?.replace(/^.*\//s, '');
  if (word === undefined) return true;
  const pattern = Object.hasOwn(asksWith, word) ? asksWith[word] : undefined;
  return (
    asks.has(word) ||
    (pattern !== undefined && words.slice(at + 1).some((given) => pattern.test(given ?? '')))
  );
}
