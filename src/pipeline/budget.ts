/** What the evaluation of one template or Vagrantfile may cost. */
export interface Limits {
  /** Nodes that are evaluated, and the weight of what they give. */
  readonly steps: number;
  /** Evaluations inside one another. The stack of Node and of VS Code holds some five times as many. */
  readonly depth: number;
}

/**
 * Bounds an evaluation whose result can be far larger than its text: a kilobyte of names that name two others each makes
 * values that no memory holds. What no longer fits is unknown to whoever evaluates, as is what only the build knows.
 */
export class Budget {
  private left: number;
  private depth = 0;

  constructor(private readonly limits: Limits) {
    this.left = limits.steps;
  }

  /** Whether nothing more is evaluated. It stays so: the same text always ends at the same place. */
  get isSpent(): boolean {
    return this.left <= 0;
  }

  /** How many steps there were, for tests. */
  get steps(): number {
    return this.limits.steps - this.left;
  }

  /** Takes steps. @returns whether there were as many */
  spend(steps = 1): boolean {
    this.left -= steps;
    return this.left >= 0;
  }

  /** Does something one level down, for one step. @returns undefined where it is not done any more */
  within<Result>(work: () => Result): Result | undefined {
    if (this.depth >= this.limits.depth || !this.spend()) return undefined;
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }
}
