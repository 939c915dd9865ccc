import type { SourceText } from '../../../text/sourceText';
import type { Budget } from '../../budget';
import type { Span } from '../../../text/span';
import type { Location, Node, RubyTree } from '../../../syntax/ruby/rubyTree';
import { handleAssignments } from './assignments';
import { handleCalls } from './calls';
import { handleControlFlow } from './controlFlow';
import { enter, type Frame, Leave } from './frame';
import type { HostObject } from './hostObject';
import { handleLiterals } from './literals';
import { nil, type RubyValue, unknown, weightOf } from './rubyValue';
import { type Scope, Variables } from './variables';

/** What the program that reads the file gives to it. */
export interface Surroundings {
  /** Constants like `Vagrant`, by their full names. */
  readonly constants: ReadonlyMap<string, HostObject>;
  /** Code that can't be followed gets hold of a host object, or is loaded from elsewhere: anything may happen. */
  hidden(span: Span): void;
}

/**
 * Follows a Ruby program by reading it: literals, variables, loops over known values, methods of the file itself.
 * Where a condition can't be told, every branch is read, and what it does is conditional. What can't be told at all
 * is unknown. It runs nothing and reads no other file.
 */
export class Interpreter {
  readonly variables = new Variables();
  /** Constants, globals and instance variables: there is one of each name. */
  readonly shared = this.variables.newScope();
  frame: Frame = enter('method', this.variables.newScope(), 0);
  /** How many branches are open of which it can't be told whether they run. */
  branches = 0;
  private readonly handlers = new Map<unknown, (node: Node) => RubyValue>();
  private readonly queue: (() => void)[] = [];
  private givenUp = false;

  constructor(
    readonly tree: RubyTree,
    readonly source: SourceText,
    readonly surroundings: Surroundings,
    private readonly budget: Budget,
  ) {
    handleLiterals(this);
    handleAssignments(this);
    handleControlFlow(this);
    handleCalls(this);
  }

  run(): void {
    this.contained(() => this.evaluate(this.tree.program));
    // Tasks add others to the end.
    for (const task of this.queue) this.contained(task);
  }

  /** Runs it once the code that is running has ended. */
  later(task: () => void): void {
    this.queue.push(task);
  }

  /** Says how a kind of node is evaluated. */
  on<T extends Node>(type: new (...args: never[]) => T, handler: (node: T) => RubyValue): void {
    this.handlers.set(type, handler as (node: Node) => RubyValue);
  }

  /** @throws Leave where the code certainly leaves its block or method */
  evaluate(node: Node | null | undefined): RubyValue {
    if (!node) return nil;
    const value = this.budget.within(() => this.handle(node));
    if (value && this.budget.spend(weightOf(value))) return value;
    if (!this.givenUp) this.surroundings.hidden(this.span(node));
    this.givenUp = true;
    return unknown;
  }

  private handle(node: Node): RubyValue {
    const handler = this.handlers.get(node.constructor);
    if (handler) return handler(node);
    // Something that isn't followed: what stands inside is still read, as something that may happen.
    for (const child of node.compactChildNodes()) this.evaluateMaybe(child);
    return unknown;
  }

  /** Reads code of which it can't be told whether it runs. */
  branch(run: () => void): void {
    this.branches++;
    try {
      this.variables.branch(() => this.contained(run));
    } finally {
      this.branches--;
    }
  }

  evaluateMaybe(node: Node | null | undefined): void {
    this.branch(() => this.evaluate(node));
  }

  /** Runs code in a frame, and comes back to this one however it ends. */
  within<T>(frame: Frame, run: () => T): T {
    const outer = this.frame;
    this.frame = frame;
    try {
      return run();
    } finally {
      this.frame = outer;
    }
  }

  read(name: string, scope: Scope): RubyValue {
    const cell = scope.find(name);
    return cell ? this.variables.read(cell) : unknown;
  }

  write(name: string, scope: Scope, value: RubyValue): RubyValue {
    this.variables.write(scope.find(name) ?? scope.declare(name), value);
    return value;
  }

  /** A new variable of the running block or method, whatever is outside of it. */
  declare(name: string, value: RubyValue): void {
    this.variables.write(this.frame.scope.declare(name), value);
  }

  span({ location }: { readonly location: Location }): Span {
    return this.tree.toSpan(location);
  }

  /** An early end of this code ends nothing else. */
  private contained(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
    }
  }
}
