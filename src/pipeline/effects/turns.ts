import type { Context } from '../../syntax/script/tree';

/**
 * One step on the way to a command: into a branch of a statement, behind a branch that ends the script, or into a function
 * from one of its calls. Two commands with the same turns run together; where theirs part, they may exclude each other.
 */
export interface Turn {
  /** What was decided here: the same object for all branches of one statement; undefined for a call. */
  readonly statement: object | undefined;
  /** The branch that is run; undefined where the branches that end the script are passed by. */
  readonly branch: object | undefined;
  /** The branches that would have ended the script or function, where they are passed by. */
  readonly passed: readonly object[];
}

/** Into a called function or script: each call has a turn of its own. */
export const callTurn = (): Turn => ({ statement: undefined, branch: undefined, passed: none });

const none: readonly object[] = [];

/** Whether no run of the scripts comes past both places. */
export const exclude = (a: readonly Turn[], b: readonly Turn[]): boolean => exclusionAt(a, b) >= 0;

/** At which turn two places exclude each other; -1 where a run may come past both. */
function exclusionAt(a: readonly Turn[], b: readonly Turn[]): number {
  const at = a.findIndex((turn, index) => turn !== b[index]);
  const [one, other] = [a[at], b[at]];
  if (!one || !other || one.statement === undefined || one.statement !== other.statement) return -1;
  if (one.branch && other.branch) return at;
  const [branch, passed] = one.branch ? [one.branch, other.passed] : [other.branch, one.passed];
  return branch !== undefined && passed.includes(branch) ? at : -1;
}

/** The last decision on the way to a place; undefined where none is made. */
export const lastDecision = (turns: readonly Turn[]): Turn | undefined =>
  turns.findLast(({ statement }) => statement !== undefined);

/** Makes the turns of the branches of one script. */
export class Turns {
  private readonly statements = new Map<number, object>();
  private readonly branches = new Map<Context, Turn>();

  /** Into a branch. */
  into(branch: Context): Turn {
    const known = this.branches.get(branch);
    if (known) return known;
    const turn: Turn = { statement: this.statement(branch), branch, passed: none };
    this.branches.set(branch, turn);
    return turn;
  }

  /** Past a branch that ends the script. */
  past(branch: Context): Turn {
    return { statement: this.statement(branch), branch: undefined, passed: [branch] };
  }

  private statement({ statement, span }: Context): object {
    const start = statement ?? span.start;
    const known = this.statements.get(start) ?? {};
    this.statements.set(start, known);
    return known;
  }
}

/** The ways to several places, made to ask of another way whether it leads past all of them. */
export class Ways {
  private readonly root = newNode();

  add(turns: readonly Turn[]): void {
    let node = this.root;
    for (const turn of turns) {
      const next = node.next.get(turn) ?? newNode();
      node.next.set(turn, next);
      decide(turn, node);
      node = next;
    }
  }

  /** Whether a way parts from these by a decision, after which no run comes to any of them. */
  excludes(turns: readonly Turn[]): boolean {
    let node = this.root;
    for (const turn of turns) {
      const next = node.next.get(turn);
      if (!next) return isDecided(turn, node);
      node = next;
    }
    return false;
  }
}

/** Where ways part. */
interface Node {
  readonly next: Map<Turn, Node>;
  /** By the statements at which it is decided. */
  readonly decisions: Map<object, { readonly branches: Set<object>; readonly passed: Set<object> }>;
}

const newNode = (): Node => ({ next: new Map(), decisions: new Map() });

function decide({ statement, branch, passed }: Turn, { decisions }: Node): void {
  if (statement === undefined) return;
  const decision = decisions.get(statement) ?? { branches: new Set(), passed: new Set() };
  decisions.set(statement, decision);
  if (branch) decision.branches.add(branch);
  for (const one of passed) decision.passed.add(one);
}

/** Whether a turn that no way takes decides against those that part there. */
function isDecided({ statement, branch, passed }: Turn, { decisions }: Node): boolean {
  const decision = statement && decisions.get(statement);
  if (!decision) return false;
  return branch
    ? decision.branches.size > 0 || decision.passed.has(branch)
    : passed.some((one) => decision.branches.has(one));
}
