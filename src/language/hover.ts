import type { Span } from '../text/span';

/** What is shown under the mouse. */
export interface Hover {
  /** What it is about, in the text of the file. */
  readonly span: Span;
  /** One below the other. */
  readonly contents: readonly HoverText[];
}

export interface HoverText {
  readonly kind: 'markdown' | 'plain';
  readonly text: string;
}

export const markdown = (text: string): HoverText => ({ kind: 'markdown', text });

export const plain = (text: string): HoverText => ({ kind: 'plain', text });
