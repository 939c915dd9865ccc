const nameStart = 1;
const nameCharacter = 2;
const blank = 4;

/** What each character of ASCII can be. */
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_:]/.test(character)) return nameStart | nameCharacter;
  if (/[-.0-9]/.test(character)) return nameCharacter;
  return /[\t\n\r ]/.test(character) ? blank : 0;
});

/** Beyond ASCII, as XML 1.0 (fifth edition) has it. Pairs are written out, as the flag `u` makes a search slower. */
const starts =
  '\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
const pair = '[\\uD800-\\uDB7F][\\uDC00-\\uDFFF]';
const startBeyondAscii = new RegExp(`[${starts}]|${pair}`, 'y');
const nameBeyondAscii = new RegExp(
  `(?:[-.0-9:A-Z_a-z\\u00B7\\u0300-\\u036F\\u203F\\u2040${starts}]|${pair})*`,
  'y',
);

export const isBlank = (code: number): boolean => code < 128 && ((ascii[code] ?? 0) & blank) !== 0;

export function isNameStart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return ((ascii[code] ?? 0) & nameStart) !== 0;
  startBeyondAscii.lastIndex = at;
  return startBeyondAscii.test(text);
}

/** The end of the name that starts at an offset, or the offset itself when none does. */
export function endOfName(text: string, start: number): number {
  if (!isNameStart(text, start)) return start;
  let at = start;
  let code = text.charCodeAt(at);
  while (code < 128 && (ascii[code] ?? 0) & nameCharacter) code = text.charCodeAt(++at);
  if (!(code >= 128)) return at;
  nameBeyondAscii.lastIndex = at;
  return at + (nameBeyondAscii.exec(text)?.[0].length ?? 0);
}

/** Where the blanks that start at an offset end. */
export function endOfBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Where the blanks that end at an offset start, but not before `from`. */
export function startOfBlanks(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Where the line of an offset ends, without its line end. */
export function endOfLine(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) break;
  }
  return at;
}
