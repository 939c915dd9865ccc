const START = 1;
const CONTINUE = 2;

/** For ASCII: which characters start a name and which go on with it. */
const ascii = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const char = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(char)) ascii[c] = START | CONTINUE;
  else if (/[0-9-]/.test(char)) ascii[c] = CONTINUE;
}

export const isAsciiNameStart = (c: number): boolean => ascii[c] === (START | CONTINUE);

const isStart = /^\p{ID_Start}$/u;
const isContinue = /^\p{ID_Continue}$/u;

/** The end of the name that starts at an offset, or the offset itself when none does. Dashes belong to names. */
export function endOfName(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const c = text.charCodeAt(at);
    if (c < 128) {
      if (!((ascii[c] ?? 0) & (at === start ? START : CONTINUE))) break;
      at++;
    } else {
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
      if (!(at === start ? isStart : isContinue).test(char)) break;
      at += char.length;
    }
  }
  return at;
}

export const isDigit = (c: number): boolean => c >= 48 && c <= 57;

/** What Go's unicode.IsSpace takes for a blank, which is not quite what JavaScript does. */
export const isSpace = (c: number): boolean =>
  c === 32 ||
  (c >= 9 && c <= 13) ||
  c === 0x85 ||
  c === 0xa0 ||
  c === 0x1680 ||
  (c >= 0x2000 && c <= 0x200a) ||
  c === 0x2028 ||
  c === 0x2029 ||
  c === 0x202f ||
  c === 0x205f ||
  c === 0x3000;

/** Where the blanks at the start of a text end. */
export function endOfBlanks(text: string): number {
  let at = 0;
  while (isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Where the blanks at the end of a text start. */
export function startOfBlanks(text: string): number {
  let end = text.length;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}
