import type * as vscode from 'vscode';
import type { DscStep } from '../../../../tools/packer/dsc/packerDsc';
import { duration } from '../../../duration';

/** How often the time is told. Milliseconds. */
const interval = 1000;

/** Shows in a notification which step runs, for how long, and what its tool has printed last. */
export class StepProgress {
  private step: DscStep | undefined;
  private began = 0;
  private detail = '';
  private readonly ticker = setInterval(() => this.report(), interval);

  constructor(
    private readonly progress: vscode.Progress<{ readonly message: string }>,
    private readonly titleOf: (step: DscStep) => string,
    private readonly now: () => number = Date.now,
  ) {}

  dispose(): void {
    clearInterval(this.ticker);
  }

  /** @param detail what a tool is doing; the last one stays until the next step */
  tell(step: DscStep, detail?: string): void {
    if (step !== this.step) {
      this.step = step;
      this.began = this.now();
      this.detail = '';
    }
    if (detail !== undefined) this.detail = detail;
    this.report();
  }

  private report(): void {
    if (!this.step) return;
    const elapsed = this.now() - this.began;
    const time = elapsed < interval ? '' : duration(elapsed);
    this.progress.report({
      message: [this.titleOf(this.step), time, this.detail].filter(Boolean).join(' · '),
    });
  }
}
