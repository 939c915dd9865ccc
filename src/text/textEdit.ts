import type { Span } from './span';

/** Replaces a stretch of one file's text. An insertion has an empty span. */
export interface TextEdit {
  readonly path: string;
  readonly span: Span;
  readonly newText: string;
}

/**
 * Applies the edits of one file to its text, in any order.
 * @throws RangeError when two edits overlap: the result would depend on their order
 */
export function applyEdits(text: string, edits: readonly Pick<TextEdit, 'span' | 'newText'>[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let at = 0;
  for (const { span, newText } of sorted) {
    if (span.start < at) throw new RangeError('Two edits overlap.');
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
