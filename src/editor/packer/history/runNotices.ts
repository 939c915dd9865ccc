import * as vscode from 'vscode';
import { withProgress } from '../../notify';
import type { ExpectedBuild } from '../../../tools/packer/output/runProgress';
import { failedStep } from '../../../tools/packer/runs/failedStep';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { BuildService } from '../builds/buildService';
import type { RunningBuild } from '../builds/runningBuild';
import { describeProgress } from './describeProgress';
import type { FailedPlace } from './failedPlaces';
import { RunStatusItem } from './runStatusItem';
import { showResult } from './showResult';

/** A build prints faster than anybody reads. Milliseconds. */
const shortest = 250;
/** Times go on when nothing is printed. Milliseconds. */
const longest = 5000;

/**
 * Tells of builds while they run and when they end: a notification with progress for each, the item in the status bar,
 * and how it ended.
 */
export class RunNotices implements vscode.Disposable {
  readonly status: RunStatusItem;
  /** What had ended before is told by who finds it. */
  private readonly since = Date.now();
  private readonly watched = new Set<RunningBuild>();
  private readonly subscriptions: vscode.Disposable[];
  private ticker: NodeJS.Timeout | undefined;
  private pending: NodeJS.Timeout | undefined;
  private forgetting: NodeJS.Timeout | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Something was printed, or some time has passed. */
  readonly onDidUpdate = this.changed.event;

  /** @param placesOf where the steps of a run stand that failed */
  constructor(
    private readonly builds: BuildService,
    private readonly placesOf: (record: RunRecord) => Promise<readonly FailedPlace[]>,
  ) {
    this.status = new RunStatusItem(builds);
    this.subscriptions = [
      this.status,
      this.changed,
      builds.onDidChange(() => this.look()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        // Who comes back sees the item and the notification for a while.
        if (focused && !this.builds.all.length) this.forgetLater();
      }),
    ];
    this.look();
  }

  dispose(): void {
    clearInterval(this.ticker);
    clearTimeout(this.pending);
    clearTimeout(this.forgetting);
    for (const one of this.subscriptions) one.dispose();
  }

  private look(): void {
    for (const running of this.builds.all)
      if (!this.watched.has(running) && (running.outlived || running.record.began >= this.since))
        this.watch(running);
    clearInterval(this.ticker);
    if (this.builds.all.length) this.ticker = setInterval(() => this.update(), longest);
    this.update();
  }

  private watch(running: RunningBuild): void {
    this.watched.add(running);
    const subscription = running.onDidChange(() => this.updateSoon());
    void running.finished.then((record) => {
      subscription.dispose();
      this.watched.delete(running);
      if (!vscode.window.state.focused) this.status.keep(record);
      void this.showResult(record, running.progress.expected);
    });
    // The message that it was found again leads to all that can be done with it; the status bar shows the rest.
    if (running.outlived) return;
    void withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Building {0}…', vscode.workspace.asRelativePath(running.record.template)),
        cancellable: true,
      },
      (progress, cancelled) => {
        let percent = 0;
        const report = () => {
          const described = describeProgress(running, this.status.usualOf(running), Date.now());
          // Estimates may rise; a bar that goes back confuses.
          const increment = Math.max(0, (described.percent ?? 0) - percent);
          percent += increment;
          progress.report({ message: described.text, ...(increment && { increment }) });
        };
        report();
        const reporting = this.changed.event(report);
        cancelled.onCancellationRequested(() => running.stop());
        return running.finished.then(() => {
          reporting.dispose();
        });
      },
    );
  }

  private async showResult(record: RunRecord, expected: readonly ExpectedBuild[]): Promise<void> {
    const places = record.status === 'failed' ? await this.placesOf(record) : [];
    const failed = failedStep(record);
    const place = places.find(({ step }) => step === failed);
    const script = place?.line ?? (place?.script === undefined ? undefined : { path: place.script, line: 1 });
    await showResult(record, { expected, script });
  }

  private updateSoon(): void {
    this.pending ??= setTimeout(() => {
      this.pending = undefined;
      this.update();
    }, shortest);
  }

  private update(): void {
    this.status.update();
    this.changed.fire();
  }

  private forgetLater(): void {
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => this.status.seen(), 60_000);
  }
}
