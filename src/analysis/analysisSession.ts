import type { PathSet } from '../text/pathMap';
import type { Changes } from '../tools/fileChanges';
import { Dropped } from './dropped';
import type { News, Settings, TextChange } from './protocol';
import type { Answer, Asked, Questions, Told } from './transport';
import { AnalysisLost, WorkerClient } from './workerClient';
import type { Lost } from './workerClient';

/** Which files of the workspace are linted: all, only those that are not known yet, or none, which only looks what is there. */
export type Which = 'all' | 'new' | 'none';

/** What is told of a text that is not saved: all of it, or what has changed; see `Analyst`. */
export type TextNews =
  | ['setText', path: string, text: string | undefined]
  | ['editText', path: string, changes: readonly TextChange[]];

/**
 * The side of an editor: tells the analysis in its worker what happens there, asks it, begins anew where it was lost, and
 * leaves out what did that. What is shown of all this, each editor says itself; what starts a lint: `LintTriggers`.
 */
export abstract class AnalysisSession {
  private readonly analysis: WorkerClient;
  private readonly dropped = new Dropped();
  /** Who is told of the subjects of a pass over the workspace. */
  private readonly passes = new Map<number, (key: string) => boolean | undefined>();
  private lastPass = 0;
  /** How many things were told that are not worked up yet. */
  private telling = 0;
  private isWorking = false;
  protected isDisposed = false;

  /** The heir calls `setUp` once it is made. @param script the program of the analysis, absolute */
  constructor(script: string) {
    this.analysis = new WorkerClient(script, {
      onNews: (news) => this.take(news),
      onPass: (pass, key) => {
        if (this.passes.get(pass)?.(key) === false) void this.tell('cancelPass', pass);
      },
      onLost: (lost) => this.lose(lost),
    });
  }

  /** What the analysis goes by now. */
  protected abstract settings(): Settings;
  /** Tells all texts that are not saved: the analysis knows nothing yet. */
  protected abstract sendTexts(): void;
  /** The files of the workspace that can be something by their names, those of templates first. */
  protected abstract workspaceFiles(): AsyncIterable<readonly string[]>;
  protected abstract received(news: News): void;
  /** News came, or `busy` has changed. */
  protected abstract onChange(): void;
  /** Nothing is known any more. */
  protected abstract forgetAll(): void;
  /** A file or template was left out: it takes too long, or breaks the analysis. */
  protected abstract leftOut(path: string): void;
  /** The analysis failed too often to be started once more. */
  protected abstract gaveUp(): void;
  /** The analysis had to begin anew, and knows no more than its settings and texts. */
  protected abstract restarted(): void;
  /** All of the workspace was looked at. */
  protected abstract workspaceWasRead(): void;
  protected abstract logError(message: string, error: Error | string): void;

  dispose(): void {
    this.isDisposed = true;
    this.analysis.dispose();
  }

  /** Whether something is being linted, or soon will be. */
  get busy(): boolean {
    return this.isWorking || this.telling > 0 || this.passes.size > 0;
  }

  /** Lints what a file is, or is part of, and what leads to it. @param wait milliseconds */
  schedule(file: string, wait: number): void {
    void this.tell('schedule', file, wait);
  }

  scheduleAll(wait: number): void {
    void this.tell('scheduleAll', wait);
  }

  /** Lints what files and folders are looked for by that came or went; what is about to be linted is not put off. */
  scheduleAffected({ came, gone }: Pick<Changes, 'came' | 'gone'>, wait: number): void {
    if (came.size + gone.size) void this.tell('scheduleAffected', [...came], [...gone], wait);
  }

  /** Lints a file now. @returns whether there was something to lint */
  async lintFile(file: string): Promise<boolean> {
    return (await this.tell('lintFile', file)) ?? false;
  }

  /** Looks at a file that is not linted unless somebody asks for it. */
  note(file: string): void {
    void this.tell('note', file);
  }

  /** A file is of no interest any more. */
  forgetFile(file: string): void {
    void this.tell('forgetFile', file);
  }

  /** What was found in files that are gone, or in folders that are, is known no longer. */
  forgetGone(gone: PathSet): void {
    if (gone.size) void this.tell('forgetGone', [...gone]);
  }

  /** Files have changed on disk. */
  diskChanged({ came, changed, gone }: Changes): void {
    const all = [...came, ...changed, ...gone];
    for (const file of all) this.dropped.lift(file);
    void this.tell('diskChanged', all);
  }

  /**
   * Lints the workspace, in the background.
   * @param onSubject is told each one before it is linted; `false` ends it
   */
  async lintWorkspace(
    which: Which,
    onSubject: (key: string) => boolean | undefined = () => undefined,
  ): Promise<void> {
    const pass = ++this.lastPass;
    let cancelled = false;
    this.passes.set(pass, (key) => (onSubject(key) === false ? !(cancelled = true) : undefined));
    this.onChange();
    try {
      await this.analysis.tell('beginPass', pass);
      for await (const files of this.workspaceFiles()) {
        if (this.isDisposed || cancelled) break;
        await this.analysis.tell('lookAt', pass, which, files);
      }
      if (await this.analysis.tell('endPass', pass, which)) this.workspaceWasRead();
    } catch (error) {
      this.logUnlessLost('The workspace could not be linted.', error);
    } finally {
      this.passes.delete(pass);
      if (!this.isDisposed) this.onChange();
    }
  }

  /**
   * Asks the analysis. @param given begins with the file or template that it is about
   * @returns undefined also where the analysis was lost meanwhile, or where that file made it so before
   */
  async ask<Name extends keyof Questions>(
    name: Name,
    ...given: Asked<Name>
  ): Promise<Answer<Name> | undefined> {
    const [about] = given as readonly unknown[];
    if (typeof about === 'string' && this.dropped.has(about)) return undefined;
    try {
      return await this.analysis.ask(name, ...given);
    } catch (error) {
      this.logUnlessLost(`The analysis does not answer (${name}).`, error);
      return undefined;
    }
  }

  /** Begins, or begins anew. */
  protected setUp(): void {
    this.setAgain();
    this.sendTexts();
    const dropped = this.dropped.all;
    if (dropped.length) void this.tell('drop', dropped);
  }

  /** Other settings hold. */
  protected setAgain(): void {
    void this.tell('set', this.settings());
  }

  /** A text that is not saved is another one: what was left out is tried again. */
  protected async tellText(...[name, file, what]: TextNews): Promise<void> {
    this.dropped.lift(file);
    await (name === 'setText' ? this.tell(name, file, what) : this.tell(name, file, what));
  }

  /** What has no answer that somebody waits for: a mistake of ours is logged. */
  protected async tell<Name extends keyof Told>(
    name: Name,
    ...given: Parameters<Told[Name]>
  ): Promise<Awaited<ReturnType<Told[Name]>> | undefined> {
    if (this.isDisposed) return undefined;
    const wasBusy = this.busy;
    this.telling++;
    if (!wasBusy) this.onChange();
    try {
      return await this.analysis.tell(name, ...given);
    } catch (error) {
      this.logUnlessLost(`Linting failed (${name}).`, error);
      return undefined;
    } finally {
      this.telling--;
      if (!this.busy && !this.isDisposed) this.onChange();
    }
  }

  private take(news: News): void {
    if (this.isDisposed) return;
    this.isWorking = news.busy;
    this.received(news);
    for (const { key, error } of news.failures) this.logError(`Linting ${key} failed.`, error);
    this.onChange();
  }

  private lose({ why, at, error }: Lost): void {
    if (this.isDisposed) return;
    this.logError(
      `The analysis ${why === 'hung' ? 'did not come to an end' : 'has ended'}: ${at ?? ''}`,
      error ?? '',
    );
    this.isWorking = false;
    this.forgetAll();
    if (why === 'gaveUp') {
      this.gaveUp();
      return this.onChange();
    }
    if (at !== undefined) {
      this.dropped.add(at);
      this.leftOut(at);
    }
    this.setUp();
    this.restarted();
  }

  private logUnlessLost(message: string, error: unknown): void {
    if (!(error instanceof AnalysisLost))
      this.logError(message, error instanceof Error ? error : String(error));
  }
}
