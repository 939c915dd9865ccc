import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** The three languages that are read into the one tree below: Windows PowerShell, cmd.exe, POSIX sh and bash. */
export type ScriptLanguage = 'powershell' | 'batch' | 'shell';

/** What one script runs, flat and in source order; nesting is said by each command's `context`. */
export interface Script {
  readonly language: ScriptLanguage;
  /** Sorted by the start of their spans; commands nested in another's arguments follow it. */
  readonly commands: readonly Command[];
  /** Method calls such as `(Get-Item x).Delete()`; PowerShell only. */
  readonly invocations: readonly Invocation[];
  readonly functions: readonly FunctionDefinition[];
  readonly assignments: readonly Assignment[];
  /** `:name` lines; cmd only. */
  readonly labels: readonly Label[];
  readonly comments: readonly Span[];
  readonly problems: readonly SyntaxProblem[];
}

/**
 * A piece of text as the shell hands it on. Quotes and escapes are gone from `value`; what the shell would fill
 * in (variables, substitutions) makes `value` undefined and leaves the literal text around it.
 */
export interface Word {
  readonly span: Span;
  readonly value: string | undefined;
  /** When dynamic: the literal text before the first filled-in part, possibly empty. */
  readonly literalPrefix: string | undefined;
  /** When dynamic: the literal text after the last filled-in part, possibly empty. */
  readonly literalSuffix: string | undefined;
  /** Where the text between the quotes stands, if it stands there letter for letter (no escapes). */
  readonly content: Span | undefined;
  /** When dynamic, and with escapes: the literal texts and, in between, where what is filled in stands. */
  readonly pieces: readonly (string | Span)[] | undefined;
  /** The variable's name, scope included (`env:TEMP`), when the word is nothing but that variable. */
  readonly variable: string | undefined;
}

export type ArgumentKind = 'word' | 'parameter' | 'string' | 'expression' | 'scriptblock';

export interface Argument extends Word {
  readonly kind: ArgumentKind;
  /** PowerShell's `-Name` and `-Name:value`. A value after a blank is the next argument. */
  readonly parameter: Parameter | undefined;
  /** The parts of `a, b, c` and of `@(a, b)`; undefined for everything else. */
  readonly elements: readonly Argument[] | undefined;
}

interface Parameter {
  /** As written, without the dash. */
  readonly name: string;
  readonly value: Argument | undefined;
}

/**
 * How a command is joined to the one before it in its block. `start` is the first one of a block, a
 * substitution or the script.
 */
export type Connector = 'start' | 'newline' | ';' | '&&' | '||' | '|' | '&';

export interface Command {
  readonly name: Word;
  readonly args: readonly Argument[];
  /** From the call operator or the first `A=b` to the end of the last argument or redirection. */
  readonly span: Span;
  /** What it is nested in, the outermost first. Commands of one block share the array. */
  readonly context: readonly Context[];
  readonly pipeline: Pipeline;
  readonly connector: Connector;
  /** Whether a command before it in its list decides if it runs: `test -e x && reboot`, `a || { b; }`; sh only. */
  readonly isGuarded: boolean;
  /** Whether the script goes on while it runs: `reboot &`, `(sleep 5; reboot) &`; sh only. */
  readonly isBackground: boolean;
  /** PowerShell's `&` and `.`; sh's `.` is an ordinary command. */
  readonly invocation: '&' | '.' | undefined;
  /** `A=b command`: variables for this one command; sh only. */
  readonly environment: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  /** `@name`: there are arguments that the text doesn't show. */
  readonly hasSplat: boolean;
}

interface Pipeline {
  readonly index: number;
  /** Counts the elements that are expressions too (`$x | Command`). */
  readonly length: number;
}

export interface Redirection {
  /** As written: `>`, `2>>`, `2>&1`, `<<-`. */
  readonly operator: string;
  readonly target: Argument | undefined;
  /** The lines of a here-document, without the line of its end. */
  readonly body: Span | undefined;
  readonly span: Span;
}

export type ContextKind =
  | 'function'
  | 'branch'
  | 'condition'
  | 'loop'
  | 'try'
  | 'catch'
  | 'finally'
  | 'trap'
  | 'block'
  | 'scriptblock'
  | 'subexpression'
  | 'substitution'
  | 'hashtable'
  | 'param'
  | 'class'
  | 'configuration'
  | 'node'
  | 'group'
  | 'subshell'
  | 'heredoc';

export interface Context {
  readonly kind: ContextKind;
  /** The word that opened it, in lower case: `elseif`, `until`, `case`, `begin`. */
  readonly keyword: string | undefined;
  /** Of a function, class, configuration; of a script block the command that it was given to. */
  readonly name: string | undefined;
  /** Of a branch or loop, without its parentheses: what decides whether the commands run. */
  readonly condition: Span | undefined;
  /** Of a branch: where the statement starts of whose branches one runs, or none. */
  readonly statement: number | undefined;
  readonly span: Span;
}

/** `target.member(args)` or `[target]::member(args)`. */
export interface Invocation {
  /** Undefined when the name itself is dynamic. */
  readonly member: string | undefined;
  readonly memberSpan: Span;
  readonly target: Span;
  readonly isStatic: boolean;
  readonly args: readonly Argument[];
  readonly span: Span;
  readonly context: readonly Context[];
}

export interface FunctionDefinition {
  readonly name: string;
  readonly span: Span;
  /** With its braces. */
  readonly bodySpan: Span;
}

/** `$x = 1`, `X=1`, `set X=1`, and the entries of hash tables and of configurations. */
export interface Assignment {
  /** As written, without a type before it: `$global:x`, `$x.y`, `X`. */
  readonly name: string;
  readonly operator: string;
  /** Undefined when a command, or more than one expression, gives the value. */
  readonly value: Argument | undefined;
  readonly span: Span;
  readonly context: readonly Context[];
}

export interface Label {
  readonly name: string;
  readonly span: Span;
}
