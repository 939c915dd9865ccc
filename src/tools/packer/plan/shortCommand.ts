import { maskSecrets } from '../../../pipeline/effects/maskSecrets';

/** The beginning of a command line that starts a program, perhaps by its path. @param rest what must follow it */
const starting = (names: string, rest: string): RegExp =>
  new RegExp(
    `^(?:"(?:[^"]*[\\\\/])?(?:${names})(?:\\.exe)?"|(?:[^\\s"]*[\\\\/])?(?:${names})(?:\\.exe)?)${rest}`,
    'i',
  );

/** How command lines begin that only start another one; the rest says what is done. */
const wrappers: readonly RegExp[] = [
  // cmd.exe /s /c
  starting('cmd', String.raw`(?:\s+\/[a-z](?::\w+)?)*?\s+\/[ck]\s+`),
  // start "title" /wait
  /^start\s+(?:"[^"]*"\s+)?(?:\/\w+\s+)*/i,
  // powershell.exe -NoProfile -ExecutionPolicy Bypass -File
  starting(
    'powershell|pwsh',
    String.raw`\s+(?:[-/](?!(?:c|command|f|file)\b)\w+(?:\s+(?![-/])[^\s"]+)?\s+)*(?:[-/](?:c|command|f|file)\s+)?`,
  ),
  /^sudo\s+(?:-\w+\s+)*/,
  /^(?:\/bin\/)?(?:ba)?sh\s+-\w*c\s+/,
];

/** A program or script by its path, in quotes or not; an address of the web is none. */
const byPath =
  /^(?:"(?:[^"]*[\\/])?([^"\\/]+)"|'(?:[^']*[\\/])?([^'\\/]+)'|(?!\w{2,}:\/\/)[^\s"']*[\\/]([^\\/\s"']+))(?=\s|$)/;

/** Lines of a script that do nothing yet. */
const preparations =
  /^\s*(?:$|#|::|rem\b|@?echo\s+off\b|set\s+[-+][a-z]|\$\w+Preference\s*=|\$(?:Error|Progress)\w+\s*=)/i;

/** No row shows more. UTF-16 units. */
const longest = 1000;

/** A command line as it is short enough for a row: what it runs, without what starts it and without folders. */
export function shortCommand(command: string): string {
  let text = maskSecrets(command.slice(0, longest)).replace(/\s+/g, ' ').trim();
  for (let before = ''; before !== text;) {
    before = text;
    for (const wrapper of wrappers) text = text.replace(wrapper, '');
    text = unquoted(text);
  }
  return text.replace(byPath, '$1$2$3') || command;
}

/** The first command of a script that does something; undefined where there is none. */
export const firstCommand = (script: string): string | undefined => {
  const line = script.split(/\r?\n/).find((one) => !preparations.test(one));
  return line === undefined ? undefined : shortCommand(line);
};

/** Without the quotes around all of it. */
function unquoted(text: string): string {
  const [, quote, inner = ''] = /^(["'])(.*)\1$/.exec(text) ?? [];
  return quote !== undefined && !inner.includes(quote) ? inner.trim() : text;
}
