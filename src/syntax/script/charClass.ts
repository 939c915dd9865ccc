import * as Char from './char';

export const isDigit = (c: number): boolean => c >= 48 && c <= 57;
export const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
/** Letters, digits, `_`, and everything beyond ASCII. */
export const isNameChar = (c: number): boolean =>
  isLetter(c) || isDigit(c) || c === Char.Underscore || c >= 0xc0;

/** A table of the ASCII characters that aren't among these: a word runs through the others without a look. */
export function othersThan(special: string): Uint8Array {
  const table = new Uint8Array(128).fill(1);
  for (const c of special) table[c.charCodeAt(0)] = 0;
  return table;
}
