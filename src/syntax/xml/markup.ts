import { isNameStart } from './characters';

/** What a `<` begins. */
export type Markup = 'openTag' | 'closeTag' | 'comment' | 'cdata' | 'documentType' | 'instruction';

/** What begins at an offset; undefined where no `<` stands, or one that begins nothing, as in `1 < 2`. */
export function markupAt(text: string, at: number): Markup | undefined {
  if (text[at] !== '<') return undefined;
  switch (text[at + 1]) {
    case '/':
      return isNameStart(text, at + 2) ? 'closeTag' : undefined;
    case '?':
      return 'instruction';
    case '!':
      if (text.startsWith('--', at + 2)) return 'comment';
      if (text.startsWith('[CDATA[', at + 2)) return 'cdata';
      return text.startsWith('DOCTYPE', at + 2) ? 'documentType' : undefined;
    default:
      return isNameStart(text, at + 1) ? 'openTag' : undefined;
  }
}
