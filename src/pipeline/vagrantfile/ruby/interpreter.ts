import type { SourceText } from '../../../text/sourceText';
import type { Budget } from '../../budget';
import type { Span } from '../../../text/span';
import type { Location, Node, RubyTree } from '../../../syntax/ruby/rubyTree';
import { handleAssignments } from './assignments';
import { handleCalls } from './calls';
import { handleControlFlow } from './controlFlow';
import { dirname } from './filePaths';
import { enter, type Frame, Leave, type Unit } from './frame';
import type { HostObject } from './hostObject';
import { handleLiterals } from './literals';
import { handleModules } from './modules';
import type { OwnMethod } from './ownMethods';
import { nil, type RubyValue, unknown, weightOf } from './rubyValue';
import { type Scope, Variables } from './variables';

/** What the program that reads the file gives to it. */
export interface Surroundings {
  /** Constants like `Vagrant`, by their full names. */
  readonly constants: ReadonlyMap<string, HostObject>;
  /** Opens a file of the project. @param path absolute, with slashes @returns undefined for one that others may not have */
  open(path: string): SourceText | undefined;
  /** Whether something of the project stands at a path; undefined where that can't be told. */
  exists(path: string): true | undefined;
  parse(text: string): RubyTree;
  /** Code that can't be followed gets hold of a host object, or is loaded from elsewhere: anything may happen. */
  hidden(span: Span): void;
}

/** A class or module of the file. */
interface OwnModule {
  /** The full names of classes whose methods it has, too; empty for one that is not known. */
  readonly bases: readonly string[];
  /** Whether what its objects have is its own, too. */
  readonly isItself: boolean;
}

/**
 * Follows a Ruby program by reading it: literals, variables, loops over known values, methods of the file itself.
 * Where a condition can't be told, every branch is read, and what it does is conditional. What can't be told at all
 * is unknown. It runs nothing, and reads no other files than those of the project.
 */
export class Interpreter {
  readonly variables = new Variables();
  /** Constants, globals and instance variables: there is one of each name. */
  readonly shared = this.variables.newScope();
  frame: Frame;
  /** How many branches are open of which it can't be told whether they run. */
  branches = 0;
  /** Methods that are defined, by their names; undefined for those that can't be followed. */
  readonly methods = new Map<string, OwnMethod>();
  /** Classes and modules that are defined, by their full names. */
  readonly modules = new Map<string, OwnModule>();
  /** How often another file or text was parsed. */
  parses = 0;
  /** The paths of files that were required. */
  readonly required = new Set<string>();
  /** Methods that read the instance variable of their name. */
  readonly attributes = new Set<string>();
  private readonly handlers = new Map<unknown, (node: Node) => RubyValue>();
  private readonly queue: (() => void)[] = [];
  private givenUp = false;

  constructor(
    private readonly main: Unit,
    readonly surroundings: Surroundings,
    private readonly budget: Budget,
  ) {
    this.frame = enter('method', this.variables.newScope(), 0, { unit: main });
    handleLiterals(this);
    handleAssignments(this);
    handleControlFlow(this);
    handleCalls(this);
    handleModules(this);
  }

  run(): void {
    this.contained(() => this.evaluate(this.main.tree.program));
    // Tasks add others to the end.
    for (const task of this.queue) this.contained(task);
  }

  /** Runs it once the code that is running has ended. */
  later(task: () => void): void {
    this.queue.push(task);
  }

  /** The file whose code runs. */
  get unit(): Unit {
    return this.frame.unit;
  }

  /** The folder in which relative paths of Ruby's own methods start, as Vagrant is usually started there. */
  get workingFolder(): string {
    return dirname(slashed(this.main.source.path));
  }

  /** The folder of the file whose code runs. */
  get folder(): string {
    return dirname(slashed(this.unit.source.path));
  }

  /** The code of another file, which has no local variables in common with this one. */
  runFile(unit: Unit): void {
    const { calls } = this.frame;
    const scope = this.variables.newScope();
    const frame = enter('method', scope, this.branches, { unit, calls: calls + 1 });
    this.contained(() => this.within(frame, () => this.evaluate(unit.tree.program)));
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
    return this.place(location);
  }

  /** Where something stands; of another file the call that loads it. */
  place(location: Location): Span {
    return this.unit.at ?? this.unit.tree.toSpan(location);
  }

  /** An early end of this code ends nothing else. */
  contained(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
    }
  }
}

/** As Ruby writes paths on every platform. */
export const slashed = (path: string): string => path.replace(/\\/g, '/');
