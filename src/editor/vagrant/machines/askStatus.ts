import type * as vscode from 'vscode';
import { ToolMissing, WorkspaceUntrusted } from '../../../tools/toolRunner';
import type { ToolRunner } from '../../../tools/toolRunner';
import { status } from '../../../tools/vagrant/status';
import { VagrantFailure } from '../../../tools/vagrant/vagrantFailure';
import type { AllMachines, MachineStore } from './machineStore';
import type { RunningTasks } from './runningTasks';

/** What Vagrant said holds for so long when the user comes back to the window or the view. Milliseconds. */
const lasting = 60_000;

/** A provider that does not answer is waited for so long. Milliseconds. */
const patience = 120_000;

/**
 * Asks Vagrant for what the disk can't know, one Vagrantfile after the other, while the view is seen. There is no timer:
 * it is asked when the view or the window comes to the front, when the disk changes and when a task ends.
 */
export class StatusQuestions implements vscode.Disposable {
  private readonly waiting = new Set<string>();
  private readonly ended = new AbortController();
  private asking = false;

  constructor(
    private readonly runner: ToolRunner,
    private readonly store: MachineStore,
    private readonly running: Pick<RunningTasks, 'on'>,
    private readonly isVisible: () => boolean,
    private readonly onAnswer: () => void,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {}

  dispose(): void {
    this.ended.abort();
  }

  /** Asks for what has not been asked, or holds no more. */
  askWhatIsOpen({ workspace }: AllMachines): void {
    this.ask(
      workspace.filter((one) => one.needsVagrant && one.askedAt === undefined).map(({ folder }) => folder),
    );
  }

  /**
   * A task has worked with machines of a folder. What Vagrant says of one outside of the workspace gets into the index,
   * from which it is read.
   */
  async askAfterTask(folder: string): Promise<void> {
    const { others } = await this.store.read();
    if (others.some((machine) => machine.folder === folder && !machine.stale)) this.ask([folder]);
  }

  /** The user is back: what has been said a while ago may have changed outside. */
  async askAgain(): Promise<void> {
    if (!this.isVisible()) return;
    const { workspace } = await this.store.read();
    const old = Date.now() - lasting;
    this.ask(
      workspace
        .filter(({ needsVagrant, askedAt }) => needsVagrant && (askedAt ?? 0) < old)
        .map(({ folder }) => folder),
    );
  }

  private ask(folders: readonly string[]): void {
    for (const folder of folders) this.waiting.add(folder);
    if (!this.asking) void this.work();
  }

  private async work(): Promise<void> {
    this.asking = true;
    try {
      for (const folder of this.waiting) {
        if (!this.isVisible() || this.ended.signal.aborted) return;
        this.waiting.delete(folder);
        // The end of a task asks anyway.
        if (!this.running.on(folder)) await this.askOne(folder);
      }
    } finally {
      this.asking = false;
    }
  }

  private async askOne(folder: string): Promise<void> {
    const signal = AbortSignal.any([this.ended.signal, AbortSignal.timeout(patience)]);
    const said = await this.runner.run(status({ folder }), signal).catch((error: unknown) => error);
    if (this.ended.signal.aborted) return;
    if (said instanceof ToolMissing || said instanceof WorkspaceUntrusted) {
      // The view says so itself; when that changes, there is a reason to ask again.
      this.waiting.clear();
      return;
    }
    // Another Vagrant has an entry of the index in its hand for a moment: nothing is wrong with the Vagrantfile.
    const isBusy = said instanceof VagrantFailure && /Locked(Error)?$/.test(said.kind ?? '');
    if (!isBusy && (said instanceof VagrantFailure || Array.isArray(said))) {
      await this.store.answer(folder, said as VagrantFailure);
      this.onAnswer();
    } else this.log.warn(`vagrant status in ${folder}: ${String(said)}`);
  }
}
