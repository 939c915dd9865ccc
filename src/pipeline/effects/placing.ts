import type { Command, Context, Script } from '../../syntax/script/tree';
import { isCertain, isUnconditional } from './guards';
import { plainName, withoutScope } from './scriptValues';
import type { Turn } from './turns';
import { Turns } from './turns';

/** Something that stands in a script: a command, a method call, an assignment. */
export interface Placed {
  readonly span: { readonly start: number; readonly end: number };
  readonly context: readonly Context[];
}

/** The body in which something stands: that of a function by its name, of a block by its variable, or `''` for the script. */
type Body = string;

interface Surroundings {
  readonly body: Body;
  /** From that body on. */
  readonly blocks: readonly Context[];
}

interface Exit {
  readonly end: number;
  readonly statement: number;
  readonly turn: Turn;
}

/** Where things stand in a script: in which function or kept block, behind which decisions, as the last or not. */
export class Placing {
  private readonly turns = new Turns();
  /** The blocks that are kept in variables, by where they start. */
  private readonly kept = new Map<number, string>();
  /** What stands in one block has one list of the blocks around it. */
  private readonly surroundings = new Map<readonly Context[], Surroundings>();
  private readonly lastStart = new Map<Body, number>();
  private readonly exits = new Map<Context | Body, Exit[]>();
  /** Where a shell script ends in some guests, and goes on in others; of each body the first such place. */
  private readonly mayEnd = new Map<Body, number>();

  constructor(script: Script) {
    for (const { name, value } of script.assignments)
      if (value?.kind === 'scriptblock') this.kept.set(value.span.start, plainName(name));
    for (const command of script.commands) {
      const body = this.bodyOf(command);
      this.lastStart.set(body, Math.max(this.lastStart.get(body) ?? 0, command.span.start));
      if (!endsScript(command, this.blocksOf(command))) continue;
      this.addExit(command, body);
      if (script.language === 'shell' && !this.mayEnd.has(body) && !this.runs(command))
        this.mayEnd.set(body, command.span.end);
    }
  }

  /** `''` for the script itself. */
  bodyOf({ context }: Placed): Body {
    return this.around(context).body;
  }

  /** The blocks around something, from its function on. */
  blocksOf({ context }: Placed): readonly Context[] {
    return this.around(context).blocks;
  }

  private around(context: readonly Context[]): Surroundings {
    let known = this.surroundings.get(context);
    if (!known) {
      const at = this.ownerIn(context);
      const owner = context[at];
      known = {
        body: owner ? this.ownerName(owner) : '',
        blocks: at < 0 ? context : context.slice(at + 1),
      };
      this.surroundings.set(context, known);
    }
    return known;
  }

  isLast(placed: Placed): boolean {
    return (this.lastStart.get(this.bodyOf(placed)) ?? -1) < placed.span.end;
  }

  isCertain(placed: Placed): boolean {
    return this.runs(placed) && placed.span.start < (this.mayEnd.get(this.bodyOf(placed)) ?? Infinity);
  }

  /** Whether no condition stands around something. */
  private runs(placed: Placed): boolean {
    const command = 'connector' in placed ? (placed as Command) : undefined;
    return !command?.isGuarded && isCertain(this.blocksOf(placed), command?.connector);
  }

  /** The way to something within its function. */
  turnsTo(placed: Placed): readonly Turn[] {
    const turns: Turn[] = [];
    let block: Context | Body = this.bodyOf(placed);
    for (const context of [...this.blocksOf(placed), undefined]) {
      for (const { end, statement, turn } of this.exits.get(block) ?? [])
        if (end <= placed.span.start && !(context?.kind === 'branch' && context.statement === statement))
          turns.push(turn);
      if (!context) break;
      if (context.kind === 'branch') turns.push(this.turns.into(context));
      block = context;
    }
    return turns;
  }

  private addExit(command: Command, body: Body): void {
    const blocks = this.blocksOf(command);
    const at = blocks.findLastIndex((context) => !isUnconditional(context));
    const branch = blocks[at];
    // What ends a loop or an error handler may be passed again.
    if (branch?.kind !== 'branch') return;
    const around = blocks[at - 1] ?? body;
    const known = this.exits.get(around) ?? [];
    this.exits.set(around, known);
    known.push({
      end: branch.span.end,
      statement: branch.statement ?? branch.span.start,
      turn: this.turns.past(branch),
    });
  }

  private ownerIn(context: readonly Context[]): number {
    return context.findLastIndex(
      (block) =>
        block.kind === 'function' || (block.kind === 'scriptblock' && this.kept.has(block.span.start)),
    );
  }

  private ownerName({ kind, name, span }: Context): Body {
    return kind === 'function' ? functionName(name ?? '') : `$${this.kept.get(span.start) ?? ''}`;
  }
}

/** A function without its scope, in lower case. */
export const functionName = (written: string): string => withoutScope(written.toLowerCase());

/** Whether a command ends the script or function that it stands in, because there is nothing left to do. */
function endsScript({ name, args }: Command, blocks: readonly Context[]): boolean {
  const word = name.value?.toLowerCase();
  // Outside of loops it ends the script.
  if (word === 'break') return blocks.every(({ kind, keyword }) => kind !== 'loop' && keyword !== 'switch');
  const first = args[0]?.value?.toLowerCase();
  if (word === 'goto') return first === ':eof' || first === 'eof';
  // With a code of its own it has failed; PowerShell returns values.
  if (word === 'exit') return args.every(({ value }) => /^(?:\/b|0)$/i.test(value ?? ''));
  return word === 'return' && (first === undefined || first === '0');
}
