import type { Span } from '../text/span';

/** The lines by which Git and others mark both versions of what they could not merge, in their order. */
const marks = [/^<{7} [^\r\n]+/gm, /^={7}(?=\r?$)/gm, /^>{7} [^\r\n]+/gm];

/** The first merge conflict that is left in a text. */
export interface MergeConflict {
  /** Of the line with which it begins. */
  readonly mark: Span;
  /** Where the last of the conflicts ends. */
  readonly end: number;
}

export function mergeConflictIn(text: string): MergeConflict | undefined {
  // Nearly all texts have none.
  if (!text.includes('<<<<<<< ')) return undefined;
  let first: Span | undefined;
  let end = 0;
  for (;;) {
    const found = conflictFrom(text, end);
    if (!found) return first && { mark: first, end };
    first ??= found.mark;
    end = found.end;
  }
}

function conflictFrom(text: string, from: number): MergeConflict | undefined {
  let mark: Span | undefined;
  let at = from;
  for (const pattern of marks) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) return undefined;
    at = match.index + match[0].length;
    mark ??= { start: match.index, end: at };
  }
  return mark && { mark, end: at };
}
