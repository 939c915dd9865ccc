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

/** Ranges of UTF-16 units beyond ASCII that can start a name, as XML 1.0 (fifth edition) has them. */
const starts = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
] as const;
/** What can stand in a name, but not start one. */
const others = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
] as const;

export const isBlank = (code: number): boolean => code < 128 && ((ascii[code] ?? 0) & blank) !== 0;

export const isNameStart = (text: string, at: number): boolean => nameUnits(text, at, nameStart) > 0;

/** The end of the name that starts at an offset, or the offset itself when none does. */
export function endOfName(text: string, start: number): number {
  let at = start + nameUnits(text, start, nameStart);
  if (at === start) return at;
  for (let length = 1; length > 0; at += length) length = nameUnits(text, at, nameCharacter);
  return at;
}

/** How many UTF-16 units the character of a name has that stands at an offset; 0 where none does. */
function nameUnits(text: string, at: number, kind: typeof nameStart | typeof nameCharacter): 0 | 1 | 2 {
  const code = text.charCodeAt(at);
  if (code < 128) return (ascii[code] ?? 0) & kind ? 1 : 0;
  if (isIn(starts, code) || (kind === nameCharacter && isIn(others, code))) return 1;
  // All beyond 16 bits but what is for private use.
  return code >= 0xd800 && code <= 0xdb7f && isLowSurrogate(text.charCodeAt(at + 1)) ? 2 : 0;
}

const isIn = (ranges: readonly (readonly [number, number])[], code: number): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last);

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

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
