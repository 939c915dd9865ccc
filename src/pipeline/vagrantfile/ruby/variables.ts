import { type RubyValue, unknown } from './rubyValue';

/** A variable. */
interface Cell {
  value: RubyValue;
  /** How many branches were open when the scope began that it belongs to. */
  readonly depth: number;
}

/** The local variables of a block or method. */
export class Scope {
  private readonly cells = new Map<string, Cell>();

  /** @param parent the scope around a block; a method has none */
  constructor(
    private readonly depth: number,
    private readonly parent?: Scope,
  ) {}

  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.parent?.find(name);
  }

  declare(name: string): Cell {
    const cell: Cell = { value: unknown, depth: this.depth };
    this.cells.set(name, cell);
    return cell;
  }
}

/**
 * The values of variables while code runs of which some may not run. Inside such a branch a variable has what the
 * branch gave it; after the branch it is unknown.
 */
export class Variables {
  private readonly branches: Map<Cell, RubyValue>[] = [];

  newScope(parent?: Scope): Scope {
    return new Scope(this.branches.length, parent);
  }

  read(cell: Cell): RubyValue {
    for (let i = this.branches.length - 1; i >= 0; i--) {
      const value = this.branches[i]?.get(cell);
      if (value) return value;
    }
    return cell.value;
  }

  write(cell: Cell, value: RubyValue): void {
    const branch = this.branches.at(-1);
    // What belongs to a scope inside the branch ends with it.
    if (branch && cell.depth < this.branches.length) branch.set(cell, value);
    else cell.value = value;
  }

  /** Runs code that may not run. */
  branch<T>(run: () => T): T {
    const written = new Map<Cell, RubyValue>();
    this.branches.push(written);
    try {
      return run();
    } finally {
      this.branches.pop();
      for (const cell of written.keys()) this.write(cell, unknown);
    }
  }
}
