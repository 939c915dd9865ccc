import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { ToolRunner } from '../../../tools/toolRunner';
import { boxOutdated } from '../../../tools/vagrant/box';
import type { Outdated } from '../../../tools/vagrant/box';
import { compareVersions } from '../../../tools/vagrant/readBoxes';
import type { Box } from '../../../tools/vagrant/readBoxes';
import { settings } from '../../settings';
import { canRun } from '../canRun';
import { isSamePath } from '../../../text/pathKey';

/** What was learned last, kept for all windows. */
interface Learned extends Outdated {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The Vagrant home whose boxes it was about. */
  readonly home: string;
}

const key = 'boxwright.newerBoxes';
/** How often the catalogs are asked without being told to. Milliseconds. */
const interval = 24 * 60 * 60 * 1000;

/** Which boxes have a newer version in their catalog. Only the catalog knows it: Vagrant is asked, and its answer kept. */
export class NewerBoxes implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private background: AbortController | undefined;

  constructor(
    private readonly runner: ToolRunner,
    private readonly memory: vscode.Memento,
    private readonly home: string,
    private readonly log: Pick<vscode.LogOutputChannel, 'info'>,
  ) {}

  dispose(): void {
    this.stopLooking();
    this.changed.dispose();
  }

  /** The versions that a catalog has and this computer has not, by provider, for the boxes of one name. */
  of(boxes: readonly Box[]): { readonly provider: string; readonly version: string }[] {
    const known = this.learned();
    return (known?.newest ?? []).filter(({ name, provider, version }) => {
      const here = boxes.filter((box) => box.name === name && box.provider === provider);
      return here.length > 0 && here.every((box) => compareVersions(box.version, version) < 0);
    });
  }

  /** Asks the catalogs. @throws ToolMissing, WorkspaceUntrusted, Error with Vagrant's reason */
  async look(signal?: AbortSignal): Promise<Outdated> {
    const outdated = await this.runner.run(boxOutdated(homedir()), signal);
    // Half of an answer is none.
    signal?.throwIfAborted();
    await this.learn(outdated);
    return outdated;
  }

  /** Asks the catalogs once a day, in the background. What fails is only written to the log: nobody has asked. */
  async lookWhenDue(boxes: readonly Box[]): Promise<void> {
    const due = (this.learned()?.at ?? 0) + interval < Date.now();
    if (!due || this.background || !settings.checkBoxes() || !boxes.some(({ fromCatalog }) => fromCatalog))
      return;
    if (!canRun(this.runner)) return;
    const background = new AbortController();
    this.background = background;
    try {
      await this.look(background.signal);
    } catch (error) {
      if (background.signal.aborted) return;
      // Tried is enough for a day, a computer without a network most of all.
      await this.learn({ newest: this.learned()?.newest ?? [], problems: [] });
      this.log.info(`Newer boxes are not known: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.background = undefined;
    }
  }

  /** Ends what was begun in the background. */
  stopLooking(): void {
    this.background?.abort();
  }

  private learned(): Learned | undefined {
    const learned = this.memory.get<Learned>(key);
    return isSamePath(learned?.home, this.home) ? learned : undefined;
  }

  private async learn({ newest, problems }: Outdated): Promise<void> {
    // A catalog that can't be reached now has still what it had.
    const known = problems.length ? (this.learned()?.newest ?? []) : [];
    const kept = known.filter(
      (old) => !newest.some(({ name, provider }) => name === old.name && provider === old.provider),
    );
    const learned: Learned = { at: Date.now(), home: this.home, newest: [...kept, ...newest], problems };
    await this.memory.update(key, learned);
    this.changed.fire();
  }
}
