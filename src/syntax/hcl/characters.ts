const START = 1;
const CONTINUE = 2;

/** For ASCII: which characters start a name and which go on with it. */
const ascii = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const char = String.fromCharCode(c);
  if (/[A-Za-z_]/.test(char)) ascii[c] = START | CONTINUE;
  else if (/[0-9-]/.test(char)) ascii[c] = CONTINUE;
}

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

const notSpace = /[^\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u;

/** Where the blanks at the start of a text end. Blank is what Go's unicode.IsSpace takes for it, not JavaScript's. */
export function endOfBlanks(text: string): number {
  const at = text.search(notSpace);
  return at < 0 ? text.length : at;
}

/** Where the blanks at the end of a text start, by the same rule. */
export function startOfBlanks(text: string): number {
  let end = text.length;
  while (end > 0 && !notSpace.test(text.charAt(end - 1))) end--;
  return end;
}
