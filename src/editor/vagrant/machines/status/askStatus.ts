import type * as vscode from 'vscode';
import { ToolMissing, WorkspaceUntrusted } from '../../../../tools/toolRunner';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { status } from '../../../../tools/vagrant/status';
import { VagrantFailure } from '../../../../tools/vagrant/vagrantFailure';
import type { AllMachines, MachineStore } from './machineStore';

/** What Vagrant said holds for so long when the user comes back to the window or the view. Milliseconds. */
const lasting = 60_000;

/** A provider that does not answer is waited for so long: everything else that is asked of Vagrant waits, too. Milliseconds. */
export const patience = 120_000;

/**
 * Asks Vagrant for what the disk can't know, one Vagrantfile after the other, while the view is seen. There is no timer:
 * it is asked when the view or the window comes to the front, when the disk changes and when Vagrant has done something.
 * Two Vagrants can get into each other's way, and then the user's may be the one that fails (its `MachineLocked`): nothing
 * is asked while one works.
 */
export class StatusQuestions implements vscode.Disposable {
  private readonly waiting = new Set<string>();
  private readonly ended = new AbortController();
  private asking = false;
  /** Ends with the last question or command that has been taken on. */
  private last: Promise<unknown> = Promise.resolve();
  /** The folder that Vagrant is asked about just now. */
  private asked: string | undefined;
  /** How many commands of the user wait for their turn, or have it. */
  private commands = 0;

  constructor(
    private readonly runner: ToolRunner,
    private readonly store: MachineStore,
    /** Whether some Vagrant does something with a machine of a folder. */
    private readonly isWorkedOn: (folder: string) => boolean,
    private readonly isVisible: () => boolean,
    private readonly onAnswer: () => void,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {}

  dispose(): void {
    this.ended.abort();
  }

  /**
   * Runs what the user has asked for, one after the other, when no question is open; meanwhile none is asked. What is
   * run must not wait for another turn.
   */
  async inTurn<T>(run: () => PromiseLike<T>): Promise<T> {
    this.commands++;
    try {
      return await this.next(run);
    } finally {
      this.commands--;
      this.ask([]);
    }
  }

  /** Vagrant has done something with machines of a folder: what it said before counts no more, nor what it says just now. */
  again(folder: string): void {
    this.store.forget(folder);
    this.ask([folder]);
  }

  /** Asks for what has not been asked, or holds no more. */
  askWhatIsOpen({ workspace }: AllMachines): void {
    this.ask(
      workspace
        // A view that is redrawn meanwhile makes no answer old.
        .filter((one) => one.needsVagrant && one.askedAt === undefined && one.folder !== this.asked)
        .map(({ folder }) => folder),
    );
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

  private next<T>(run: () => PromiseLike<T>): Promise<T> {
    const turn = this.last.then(run);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private ask(folders: readonly string[]): void {
    for (const folder of folders) this.waiting.add(folder);
    if (!this.asking) void this.work();
  }

  private async work(): Promise<void> {
    this.asking = true;
    try {
      for (const folder of this.waiting) {
        if (this.commands || !this.isVisible() || this.ended.signal.aborted) return;
        this.waiting.delete(folder);
        // The end of that asks anyway.
        if (this.isWorkedOn(folder)) continue;
        this.asked = folder;
        await this.next(() => this.askOne(folder));
      }
    } finally {
      this.asked = undefined;
      this.asking = false;
    }
  }

  private async askOne(folder: string): Promise<void> {
    // At the end of the window it is not ended with it: it may be writing the machine index.
    const said = await this.runner
      .run(status({ folder }), AbortSignal.timeout(patience))
      .catch((error: unknown) => error);
    if (this.ended.signal.aborted) return;
    if (said instanceof ToolMissing || said instanceof WorkspaceUntrusted) {
      // The view says so itself; when that changes, there is a reason to ask again.
      this.waiting.clear();
      return;
    }
    // Another Vagrant has an entry of the index in its hand for a moment: nothing is wrong with the Vagrantfile.
    const isBusy = said instanceof VagrantFailure && /Locked(Error)?$/.test(said.kind ?? '');
    if (!isBusy && (said instanceof VagrantFailure || Array.isArray(said))) {
      if (this.waiting.has(folder)) return;
      await this.store.answer(folder, said as VagrantFailure);
      this.onAnswer();
    } else this.log.warn(`vagrant status in ${folder}: ${String(said)}`);
  }
}
