import type { Span } from '../text/span';

/** What can be written at a place of a text. */
export interface Completions {
  /** What is replaced: what is typed of it, and what stands behind the cursor of the same word. */
  readonly word: Span;
  readonly items: readonly Completion[];
}

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is written. */
  readonly insert: string;
  /** `insert` has places to fill in, in the syntax that VS Code and the Language Server Protocol share. */
  readonly isSnippet?: boolean;
  /** In a line beside the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is compared with the word, where that is not the label. */
  readonly filter?: string;
  /** What it is sorted by, where that is not the label. */
  readonly sort?: string;
  /** Whoever types one of these takes the completion. */
  readonly commitCharacters?: readonly string[];
  readonly deprecated?: boolean;
}

export type CompletionKind =
  | 'class'
  | 'enumMember'
  | 'field'
  | 'file'
  | 'folder'
  | 'function'
  | 'keyword'
  | 'method'
  | 'module'
  | 'property'
  | 'reference'
  | 'snippet'
  | 'value'
  | 'variable';

/** Keeps a list in the order of a table, which says what is usual first. */
export const inOrder = (index: number): string => String(index).padStart(3, '0');
