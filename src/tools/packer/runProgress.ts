import { BuildOutput } from './buildOutput';
import type { BuildOutcome, OutputLine } from './buildOutput';
import type { RunStep } from './runRecord';

/** What a template would run in a build; the output is matched with it. */
export interface ExpectedBuild {
  readonly name: string;
  /** The types of its provisioners, in order. */
  readonly provisioners: readonly string[];
}

/** Follows the output of a run, line by line: which steps there were, which go on, how it ended. */
export class RunProgress {
  private readonly output = new BuildOutput();
  private readonly found: RunStep[] = [];

  constructor(private readonly expected: readonly ExpectedBuild[] = []) {}

  /**
   * @param line without its end
   * @param at when it came, milliseconds since 1970; the time that the line itself bears counts more
   */
  line(line: string, at: number): OutputLine {
    const read = this.output.line(line);
    if (read.kind === 'say' && read.build !== undefined) {
      this.end(at, read.build);
      this.found.push({ build: read.build, kind: 'prepare', text: read.text, began: at });
    }
    return read;
  }

  /** Everything is over. */
  finish(at: number): void {
    for (const build of new Set(this.found.map((step) => step.build))) this.end(at, build);
  }

  /** In the order in which they began. */
  get steps(): readonly RunStep[] {
    return this.found;
  }

  /** Of each build that runs, the step that it is in. */
  get current(): readonly RunStep[] {
    return this.found.filter(({ ended }) => ended === undefined);
  }

  get outcome(): BuildOutcome {
    return this.output.outcome;
  }

  private end(at: number, build: string): void {
    const last = this.found.findLastIndex((step) => step.build === build && step.ended === undefined);
    const step = this.found[last];
    if (step) this.found[last] = { ...step, ended: at };
  }
}
