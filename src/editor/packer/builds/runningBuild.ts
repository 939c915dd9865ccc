import type * as vscode from 'vscode';
import type { RunProgress } from '../../../tools/packer/output/runProgress';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';

/** A build that this window follows: its output is read as it comes. */
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
