import type * as vscode from 'vscode';
import { ToolMissing, WorkspaceUntrusted } from '../../../../tools/toolRunner';
import type { MachineStatus } from '../../../../tools/vagrant/status';
import { VagrantFailure } from '../../../../tools/vagrant/vagrantFailure';
import type { AllMachines, MachineStore } from './machineStore';

/** What Vagrant has reported is taken for true so long when the user comes back to the window or the view. */
const freshForMs = 60_000;

/** A provider that does not respond is waited for so long: everything else that is asked of Vagrant waits, too. */
export const responseTimeoutMs = 120_000;

/** What the status of machines is asked for with. */
interface StatusOptions {
  /** Asks Vagrant for the states of the machines of a folder. @throws VagrantFailure, ToolMissing, WorkspaceUntrusted */
  readonly ask: (folder: string, signal: AbortSignal) => Promise<readonly MachineStatus[]>;
  readonly store: Pick<MachineStore, 'read' | 'saveStatus' | 'forget'>;
  /** Whether some Vagrant does something with a machine of a folder. */
  readonly isWorkedOn: (folder: string) => boolean;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/**
 * Decides when Vagrant is asked for the status of machines, which the disk can't tell: one Vagrantfile after the other,
 * while the view is seen. There is no timer: it is asked when the view or the window comes to the front, when the disk
 * changes and when Vagrant has done something. Two Vagrants can get into each other's way, and then the user's may be the
 * one that fails (its `MachineLocked`): nothing is asked while one works.
 */
export class StatusRefresher implements vscode.Disposable {
  private readonly waiting = new Set<string>();
  private readonly ended = new AbortController();
  private visible = false;
  private asking = false;
  /** Ends with the last question or command that has been taken on. */
  private last: Promise<unknown> = Promise.resolve();
  /** The folder that Vagrant is asked about just now. */
  private asked: string | undefined;
  /** How many commands of the user wait for their turn, or have it. */
  private commands = 0;

  constructor(private readonly options: StatusOptions) {}

  dispose(): void {
    this.ended.abort();
  }

  /** Whether somebody sees the machines: only then Vagrant is asked. */
  setVisible(visible: boolean): void {
    this.visible = visible;
  }

  /**
   * Runs what the user has asked for, one after the other, when no question is open; meanwhile none is asked. What is
   * run must not be enqueued again.
   */
  async enqueue<T>(run: () => PromiseLike<T>): Promise<T> {
    this.commands++;
    try {
      return await this.next(run);
    } finally {
      this.commands--;
      this.ask([]);
    }
  }

  /** Vagrant has done something with machines of a folder: what it said before counts no more, nor what it says just now. */
  refresh(folder: string): void {
    this.options.store.forget(folder);
    this.ask([folder]);
  }

  /** Asks for what has not been asked, or holds no more. */
  refreshUnknown({ workspace }: AllMachines): void {
    this.ask(
      workspace
        // A view that is redrawn meanwhile makes no answer old.
        .filter((one) => one.needsVagrant && one.askedAt === undefined && one.folder !== this.asked)
        .map(({ folder }) => folder),
    );
  }

  /** The user is back: what has been said a while ago may have changed outside. */
  async refreshOld(): Promise<void> {
    if (!this.visible) return;
    const { workspace } = await this.options.store.read();
    const old = Date.now() - freshForMs;
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
        if (this.commands || !this.visible || this.ended.signal.aborted) return;
        this.waiting.delete(folder);
        // The end of that asks anyway.
        if (this.options.isWorkedOn(folder)) continue;
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
    const response = await this.options
      .ask(folder, AbortSignal.timeout(responseTimeoutMs))
      .catch((error: unknown) => error);
    if (this.ended.signal.aborted) return;
    if (response instanceof ToolMissing || response instanceof WorkspaceUntrusted) {
      // The view says so itself; when that changes, there is a reason to ask again.
      this.waiting.clear();
      return;
    }
    // Another Vagrant has an entry of the index in its hand for a moment: nothing is wrong with the Vagrantfile.
    const isBusy = response instanceof VagrantFailure && /Locked(Error)?$/.test(response.kind ?? '');
    if (!isBusy && (response instanceof VagrantFailure || Array.isArray(response))) {
      if (this.waiting.has(folder)) return;
      await this.options.store.saveStatus(folder, response as VagrantFailure);
    } else this.options.log.warn(`vagrant status in ${folder}: ${String(response)}`);
  }
}
