import * as vscode from 'vscode';
import { followFile } from '../../../tools/followFile';
import type { FollowedFile } from '../../../tools/followFile';
import { LineSplitter } from '../../../tools/lineSplitter';
import type { OutputLine } from '../../../tools/packer/output/buildOutput';
import { RunProgress } from '../../../tools/packer/output/runProgress';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import type { RunRecord, RunStatus } from '../../../tools/packer/runs/runRecord';

/** A run whose output is read as it comes. */
export interface RunningBuild {
  /** What is known of it so far, with its steps. */
  readonly record: RunRecord;
  readonly progress: RunProgress;
  /** It is known from an earlier start of the editor, and Packer lives still. */
  readonly outlived: boolean;
  /** More output was read, or more became known. */
  readonly onDidChange: vscode.Event<void>;
  /** The end; never rejected. */
  readonly finished: Promise<RunRecord>;
  /** Asks Packer to cancel and clean up; asked again, ends it and all that it started. */
  stop(): void;
}

/** A complete line of the output. */
export type LineListener = (line: string, read: OutputLine) => void;

/** How Packer ended, as far as anybody saw it. */
export interface RunEnd {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Undefined when a signal ended Packer, or nobody was there. */
  readonly exitCode?: number | undefined;
  readonly seen: boolean;
  /** The user asked for it. */
  readonly stopped: boolean;
}

/** Reads the log of a run from its beginning to its end. */
export class FollowedRun {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  readonly progress: RunProgress;
  private file: FollowedFile | undefined;
  private readonly lines: LineSplitter;

  constructor(
    private facts: RunRecord,
    expected: readonly ExpectedBuild[],
    onLine: LineListener = () => undefined,
  ) {
    this.progress = new RunProgress(expected);
    this.lines = new LineSplitter((line) => onLine(line, this.progress.line(line, Date.now())));
  }

  get record(): RunRecord {
    const { artifacts, errors } = this.progress.outcome;
    return { ...this.facts, steps: this.progress.steps, artifacts, errors };
  }

  /** Adds what became known of the run. */
  know(more: Partial<RunRecord>): void {
    this.facts = { ...this.facts, ...more };
    this.changed.fire();
  }

  /** @throws Error of the file system when the log can't be read */
  async follow(log: string): Promise<void> {
    this.file = await followFile(log, (text) => {
      this.lines.push(text);
      this.changed.fire();
    });
  }

  /** Reads what is left, and tells how the run ended. */
  async finish(end: RunEnd): Promise<RunRecord> {
    await this.file?.end();
    this.lines.end();
    this.progress.finish(end.at);
    this.know({
      status: this.statusAt(end),
      ended: end.at,
      ...(end.exitCode !== undefined && { exitCode: end.exitCode }),
    });
    this.changed.dispose();
    return this.record;
  }

  /** Packer's exit code is 0 also when no build had the wanted name (before 1.8.4): then nothing was made. */
  private statusAt({ exitCode, seen, stopped }: RunEnd): RunStatus {
    const { cancelled, artifacts, errors } = this.progress.outcome;
    if (cancelled || stopped) return 'cancelled';
    if (seen) return exitCode === 0 && artifacts.length ? 'succeeded' : 'failed';
    if (errors.length) return 'failed';
    return artifacts.length ? 'succeeded' : 'abandoned';
  }
}
