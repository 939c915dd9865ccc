import type { Span } from '../../text/span';
import type {
  Argument,
  Assignment,
  Command,
  Connector,
  Context,
  ContextKind,
  FunctionDefinition,
  Invocation,
  Label,
  Redirection,
  Script,
  ScriptLanguage,
} from './tree';
import type { SyntaxProblem } from '../syntaxProblem';

/** A node that is still being read. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type CommandDraft = Omit<Draft<Command>, 'args' | 'redirections' | 'pipeline' | 'span'> & {
  args: Argument[];
  redirections: Redirection[];
  pipeline: Draft<Command['pipeline']>;
  span: Draft<Span>;
};
export type ContextDraft = Omit<Draft<Context>, 'span'> & { span: Draft<Span> };

/** Deeper than any real script, far from the end of the call stack. */
const maximumDepth = 100;

/** Enough to show; hostile text must not turn into a million objects. */
const maximumErrors = 100;

/** Shared by all that have none of something, and never added to. */
export const none: never[] = [];
const alone = { index: 0, length: 1 };

/** A list with one more in it: a new list instead of `none`, else the same one. */
export function added<T>(list: T[], item: T): T[] {
  if (list === none) return [item];
  list.push(item);
  return list;
}

/** Ends the reading of a script that nests too deep; never leaves this file. */
class TooDeep extends Error {}

/** The parser's position in a text and the tree that it has read so far. */
export abstract class TreeBuilder {
  protected at = 0;
  /** Where reading stops: the end of the text or, inside backquotes, of the part being read. */
  protected end: number;
  protected context: readonly Context[] = none;
  /** The contexts around the present one; the commands of a block share one array, before and after a nest. */
  private readonly around: (readonly Context[])[] = [];
  protected readonly commands: CommandDraft[] = [];
  protected readonly invocations: Invocation[] = [];
  protected readonly functions: FunctionDefinition[] = [];
  protected readonly assignments: Assignment[] = [];
  protected readonly labels: Label[] = [];
  private readonly comments: Span[] = [];
  private readonly problems: SyntaxProblem[] = [];
  /** Whether what is read now runs only where a command before it says so. */
  protected isGuarded = false;
  private depth = 0;
  private lastStart = 0;
  private isSorted = true;

  constructor(protected readonly text: string) {
    this.end = text.length;
  }

  /** Reads the whole text. Never throws: what can't be read is said in `problems`. */
  build(language: ScriptLanguage): Script {
    try {
      this.script();
    } catch (error) {
      if (!(error instanceof TooDeep)) throw error;
      this.error('Nested too deep; the rest was not read.', { start: this.at, end: this.text.length });
    }
    const { commands, invocations, functions, assignments, labels, comments, problems } = this;
    if (!this.isSorted) this.commands.sort((a, b) => a.span.start - b.span.start);
    return { language, commands, invocations, functions, assignments, labels, comments, problems };
  }

  /** Reads the text from `at` to `end`. */
  protected abstract script(): void;

  /** The character at the position, or -1 at the end. */
  protected peek(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.end ? this.text.charCodeAt(at) : -1;
  }

  protected error(message: string, span: Span, more?: Pick<SyntaxProblem, 'spreads'>): void {
    if (this.problems.length < maximumErrors) this.problems.push({ message, span, ...more });
  }

  /**
   * Something is open that nothing closes, or the other way round: of this these parsers are certain. Other mistakes may
   * be what they do not know.
   */
  protected unpaired(message: string, span: Span): void {
    this.error(message, span, { spreads: true });
  }

  /** Comments may be passed over twice, when looking ahead; they count once. */
  protected comment(start: number, end: number): void {
    if (start >= (this.comments.at(-1)?.end ?? 0)) this.comments.push({ start, end });
  }

  protected deeper(): void {
    if (++this.depth > maximumDepth) throw new TooDeep();
  }

  protected shallower(): void {
    this.depth--;
  }

  /** Opens a nest; its span reaches to the end of the text until `leave`. */
  protected enter(kind: ContextKind, start: number, more?: Partial<Omit<Context, 'kind' | 'span'>>) {
    this.deeper();
    const context: ContextDraft = {
      kind,
      keyword: more?.keyword,
      name: more?.name,
      condition: more?.condition,
      statement: more?.statement,
      span: { start, end: this.text.length },
    };
    this.around.push(this.context);
    this.context = [...this.context, context];
    return context;
  }

  protected leave(context: ContextDraft): void {
    context.span.end = this.at;
    this.context = this.around.pop() ?? none;
    this.shallower();
  }

  /** Adds a command; its arguments are filled in afterwards, so that nested commands come after it. */
  protected command(
    name: Command['name'],
    start: number,
    connector: Connector,
    index: number,
    invocation?: '&' | '.',
  ): CommandDraft {
    const command: CommandDraft = {
      name,
      args: [],
      span: { start, end: name.span.end },
      context: this.context,
      pipeline: { index, length: index + 1 },
      connector,
      isGuarded: this.isGuarded,
      isBackground: false,
      invocation,
      environment: none,
      redirections: [],
      hasSplat: false,
    };
    this.add(command);
    return command;
  }

  /**
   * Adds a command that shares what most commands have alike, for texts with a million of them: its lists are
   * replaced, not added to, while they are `none`, and so is its pipeline.
   */
  protected leanCommand(
    name: Command['name'],
    start: number,
    connector: Connector,
    index: number,
    redirections: Redirection[],
  ): CommandDraft {
    const command: CommandDraft = {
      name,
      args: none,
      span: { start, end: name.span.end },
      context: this.context,
      pipeline: index === 0 ? alone : { index, length: index + 1 },
      connector,
      isGuarded: this.isGuarded,
      isBackground: false,
      invocation: undefined,
      environment: none,
      redirections,
      hasSplat: false,
    };
    this.add(command);
    return command;
  }

  private add(command: CommandDraft): void {
    const { start } = command.span;
    if (start < this.lastStart) this.isSorted = false;
    this.lastStart = start;
    this.commands.push(command);
  }

  /** Says of the commands from an index on that the script goes on while they run. */
  protected inBackground(first: number): void {
    for (let i = first; i < this.commands.length; i++) {
      const command = this.commands[i];
      if (command) command.isBackground = true;
    }
  }

  /** Says how long the pipeline is whose commands are those of this block from an index on. */
  protected endPipeline(first: number, block: readonly Context[], length: number): void {
    if (length === 1) return;
    for (let i = first; i < this.commands.length; i++) {
      const command = this.commands[i];
      if (command?.context === block) command.pipeline = { index: command.pipeline.index, length };
    }
  }
}
