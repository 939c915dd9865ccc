import type { Block } from './hostObject';
import type { RubyValue } from './rubyValue';
import type { Scope } from './variables';

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
  /** A `next`, `break` or `return` stood in a branch: what follows it may not run. */
  mayHaveLeft: boolean;
  mayHaveBroken: boolean;
  mayHaveReturned: boolean;
}

export const enter = (
  kind: Frame['kind'],
  scope: Scope,
  depth: number,
  { outer, block, calls }: { outer?: Frame; block?: Block | undefined; calls?: number } = {},
): Frame => ({
  kind,
  scope,
  depth,
  outer,
  block,
  calls: calls ?? outer?.calls ?? 0,
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
