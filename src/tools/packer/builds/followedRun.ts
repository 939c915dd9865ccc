import { followFile } from '../../followFile';
import type { FollowedFile } from '../../followFile';
import { LineSplitter } from '../../lineSplitter';
import type { OutputLine } from '../output/buildOutput';
import { RunProgress } from '../output/runProgress';
import type { ExpectedBuild } from '../output/runProgress';
import { statusOf } from '../runs/exitCode';
import type { BuildEnd } from '../runs/exitCode';
import type { RunRecord } from '../runs/runRecord';

/** A complete line of the output. */
export type LineListener = (line: string, read: OutputLine) => void;

/** What a run is followed with. */
export interface FollowOptions {
  /** What the template runs, for the output to be matched with. */
  readonly expected?: readonly ExpectedBuild[];
  readonly onLine?: LineListener | undefined;
  /** More output was read, or more became known. */
  readonly onChange?: () => void;
}

/** Reads the log of a run from its beginning to its end. */
export class FollowedRun {
  readonly progress: RunProgress;
  private file: FollowedFile | undefined;
  private readonly lines: LineSplitter;
  private readonly onChange: () => void;

  constructor(
    private facts: RunRecord,
    { expected = [], onLine, onChange = () => undefined }: FollowOptions = {},
  ) {
    this.progress = new RunProgress(expected);
    this.onChange = onChange;
    this.lines = new LineSplitter((line) => {
      const read = this.progress.line(line, Date.now());
      onLine?.(line, read);
    });
  }

  /** What is known of the run so far, with its steps. */
  get record(): RunRecord {
    const { artifacts, errors } = this.progress.outcome;
    const finished = this.progress.builds.flatMap(({ name, ended, failed }) =>
      ended !== undefined && !failed ? [name] : [],
    );
    return { ...this.facts, steps: this.progress.steps, artifacts, errors, finished };
  }

  /** Adds what became known of the run. */
  know(more: Partial<RunRecord>): void {
    this.facts = { ...this.facts, ...more };
    this.onChange();
  }

  /** @throws Error of the file system when the log can't be read */
  async follow(log: string): Promise<void> {
    this.file = await followFile(log, (text) => {
      this.lines.push(text);
      this.onChange();
    });
  }

  /** Reads what is left, and tells how the run ended. */
  async finish(end: BuildEnd): Promise<RunRecord> {
    await this.file?.end();
    this.lines.end();
    // The clock may have gone back.
    const ended = Math.max(end.at, this.facts.began);
    this.progress.finish(ended);
    this.know({
      status: statusOf(end, this.progress.outcome),
      ended,
      ...(end.exitCode !== undefined && { exitCode: end.exitCode }),
    });
    return this.record;
  }
}
