import type { Span } from '../../../text/span';
import type { HashValue, Item, RubyValue } from './rubyValue';

/** An object that the program which reads the Ruby file hands to it: what is done to it is what the file says. */
export interface HostObject {
  call(call: HostCall): RubyValue;
}

/** A call of a method of a host object. `a.b = 1` calls `b=`, `a["b"] = 1` calls `[]=`. */
export interface HostCall {
  readonly name: string;
  readonly nameSpan: Span;
  /** Without the options. */
  readonly arguments: readonly Item[];
  /** Keyword arguments, or a hash in the last place. */
  readonly options: HashValue | undefined;
  readonly block: Block | undefined;
  readonly span: Span;
  /** It may not be called at all: it stands in a branch or loop of which reading can't tell whether it runs. */
  readonly conditional: boolean;
}

/** A block of code given to a call. */
export interface Block {
  /** How many parameters it takes. */
  readonly parameters: number;
  /** Runs it now. */
  run(values: readonly RubyValue[]): RubyValue;
  /** Runs it once the code that is running has ended; what it does then is `conditional` as given. */
  later(values: readonly RubyValue[], conditional: boolean): void;
}
