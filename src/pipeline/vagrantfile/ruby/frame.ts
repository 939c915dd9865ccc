import type { RubyTree } from '../../../syntax/ruby/rubyTree';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import type { Block } from './hostObject';
import type { RubyValue } from './rubyValue';
import type { Scope } from './variables';

/** A file whose code is read. */
export interface Unit {
  readonly tree: RubyTree;
  readonly source: SourceText;
  /** The call that loads it, which stands for all of its places; undefined for the file that is read itself. */
  readonly at?: Span;
}

/** What `self` is, and whose constants come first. */
export interface Self {
  /** The full name of a class or module. */
  readonly module: string;
  /** The instance variables of an object of the class; undefined for the class or module itself. */
  readonly variables: Scope | undefined;
}

/** The body of a class or module, in which methods are defined. */
export interface Body {
  readonly module: string;
  /** Whether methods are those of the class or module itself. */
  readonly isSingleton: boolean;
}

/** A block or method that is running, or one turn of a `for`. */
export interface Frame {
  readonly kind: 'block' | 'method';
  readonly scope: Scope;
  /** How many branches were open when it began. */
  readonly depth: number;
  /** The frame around a block. */
  readonly outer: Frame | undefined;
  /** The block that a method got. */
  readonly block: Block | undefined;
  /** How many methods of the file called each other to get here. */
  readonly calls: number;
  readonly unit: Unit;
  readonly self: Self | undefined;
  readonly body: Body | undefined;
  /** A `next`, `break` or `return` stood in a branch: what follows it may not run. */
  mayHaveLeft: boolean;
  mayHaveBroken: boolean;
  mayHaveReturned: boolean;
}

export const enter = (
  kind: Frame['kind'],
  scope: Scope,
  depth: number,
  {
    outer,
    block,
    calls,
    unit,
    self,
    body,
  }: Pick<Frame, 'unit'> & {
    outer?: Frame;
    block?: Block | undefined;
    calls?: number;
    self?: Self | undefined;
    body?: Body;
  },
): Frame => ({
  kind,
  scope,
  depth,
  outer,
  block,
  calls: calls ?? outer?.calls ?? 0,
  unit,
  self,
  body,
  mayHaveLeft: false,
  mayHaveBroken: false,
  mayHaveReturned: false,
});

/** The method in which a frame's code is written. */
export function methodOf(frame: Frame): Frame {
  let method = frame;
  while (method.kind === 'block' && method.outer) method = method.outer;
  return method;
}

export const mayHaveEnded = (frame: Frame): boolean =>
  frame.mayHaveLeft || frame.mayHaveBroken || frame.mayHaveReturned;

/** How code leaves a block or method before its end. */
export class Leave extends Error {
  constructor(
    readonly how: 'next' | 'break' | 'return',
    readonly value: RubyValue,
  ) {
    super(how);
  }
}
