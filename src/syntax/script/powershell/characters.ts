import * as Char from '../char';
import { isNameChar } from '../charClass';

// PowerShell takes typographic quotes and dashes, which word processors put into pasted commands, for plain ones.
export const isSingleQuote = (c: number): boolean => c === Char.SingleQuote || (c >= 0x2018 && c <= 0x201b);
export const isDoubleQuote = (c: number): boolean => c === Char.DoubleQuote || (c >= 0x201c && c <= 0x201e);
export const isQuote = (c: number): boolean => isSingleQuote(c) || isDoubleQuote(c);
export const isDash = (c: number): boolean => c === Char.Dash || (c >= 0x2013 && c <= 0x2015);

export const isNewline = (c: number): boolean => c === Char.LineFeed || c === Char.Return;

export const isBlank = (c: number): boolean =>
  c === Char.Space ||
  c === Char.Tab ||
  c === 11 ||
  c === 12 ||
  (c > 127 && (c === 0x85 || c === 0xa0 || c === 0x3000 || c === 0xfeff || (c >= 0x2000 && c <= 0x200b)));

/** What a variable's name is made of, when it stands without braces. */
export const isVariableChar = (c: number): boolean => isNameChar(c) || c === Char.Question;

/** Whether a bare word ends before this character; -1 is the end of the text. */
export function endsWord(c: number): boolean {
  switch (c) {
    case -1:
    case 0:
    case Char.LineFeed:
    case Char.Return:
    case Char.Ampersand:
    case Char.OpenParen:
    case Char.CloseParen:
    case Char.Comma:
    case Char.Semicolon:
    case Char.Less:
    case Char.Greater:
    case Char.OpenBrace:
    case Char.Pipe:
    case Char.CloseBrace:
      return true;
    default:
      return isBlank(c);
  }
}

/** What a backquote and this character stand for. */
export function escaped(c: number): string {
  switch (c) {
    case 48:
      return '\0';
    case 97:
      return '\x07';
    case 98:
      return '\b';
    case 101:
      return '\x1b';
    case 102:
      return '\f';
    case 110:
      return '\n';
    case 114:
      return '\r';
    case 116:
      return '\t';
    case 118:
      return '\v';
    default:
      return String.fromCharCode(c);
  }
}
