import type { Location, ProgramNode } from '@ruby/prism/src/nodes.js';
import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** Prism's own node classes: `node instanceof nodes.CallNode`. Their locations count bytes; see `toSpan`. */
export * as nodes from '@ruby/prism/src/nodes.js';
export type { Location, Node } from '@ruby/prism/src/nodes.js';

/** A Ruby text as a tree. After a mistake the tree holds what could still be read. */
export interface RubyTree {
  /** Undefined when the text could not be read at all: too large, or nested too deeply. */
  readonly program: ProgramNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Where a node's location stands in the text. */
  toSpan(location: Location): Span;
}
