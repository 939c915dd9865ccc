import path from 'node:path';
import * as vscode from 'vscode';
import { Dropped } from '../../analysis/dropped';
import type { KnownSubject, News } from '../../analysis/protocol';
import type { Answer, Asked, Questions, Told } from '../../analysis/transport';
import { AnalysisLost, WorkerClient } from '../../analysis/workerClient';
import type { Lost } from '../../analysis/workerClient';
import type { PathSet } from '../../text/pathMap';
import type { Changes } from '../fileChanges';
import { languageMessages } from '../language/languageMessages';
import { notify } from '../notify';
import { lastValues } from '../packer/builds/choices/lastValues';
import { settings } from '../settings';
import { rootFolders } from '../editorFiles';
import { filesByPattern } from '../workspaceFiles';
import type { DetectedPacker } from './detectedPacker';
import { KnownSubjects } from './knownSubjects';
import { Problems } from './problems';
import type { OtherProblems } from './problems';
import { SentTexts } from './sentTexts';
import { TemplateList } from './templateList';

/**
 * The linter in the editor: tells the analysis in its worker what happens here, and shows what that finds. What starts
 * it is decided in `lintWhen`.
 */
export class LiveLint implements vscode.Disposable {
  /** Also those that are not linted, as nobody asked for it. */
  readonly templates = new TemplateList();
  private readonly linted = new vscode.EventEmitter<void>();
  /** After something was linted or forgotten, and when `busy` changes. */
  readonly onDidChange = this.linted.event;
  private readonly known = new vscode.EventEmitter<void>();
  /** After something was linted or forgotten: what is known of files is something else now. */
  readonly onDidLint = this.known.event;
  private readonly restarted = new vscode.EventEmitter<void>();
  /** The analysis had to begin anew, and knows nothing. */
  readonly onDidRestart = this.restarted.event;
  private readonly subjects = new KnownSubjects();
  private readonly problems: Problems;
  private readonly texts: SentTexts;
  private readonly dropped = new Dropped();
  private readonly subscriptions: vscode.Disposable[];
  /** Who is told of the subjects of a pass over the workspace. */
  private readonly passes = new Map<number, (key: string) => boolean | undefined>();
  private lastPass = 0;
  /** How many things were told that are not worked up yet. */
  private telling = 0;
  private isWorking = false;
  private disposed = false;
  private readonly analysis: WorkerClient;

  /** @param script the program of the analysis, absolute */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    others: OtherProblems,
    readonly packer: DetectedPacker,
    script = path.join(__dirname, 'worker.js'),
  ) {
    this.problems = new Problems(others, settings.showAccepted);
    this.analysis = new WorkerClient(script, {
      onNews: (news) => this.take(news),
      onPass: (pass, key) => {
        if (this.passes.get(pass)?.(key) === false) void this.tell('cancelPass', pass);
      },
      onLost: (lost) => this.lost(lost),
    });
    this.texts = new SentTexts((...[name, file, what]) => {
      this.dropped.lift(file);
      if (name === 'setText') void this.tell(name, file, what);
      else void this.tell(name, file, what);
    });
    const setAgain = () => this.set();
    this.subscriptions = [
      this.linted,
      this.known,
      this.restarted,
      this.templates,
      this.problems,
      this.texts,
      packer.onDidChange(() => {
        this.set();
        this.scheduleAll(0);
      }),
      lastValues.onDidChange((template) => this.valuesChanged(template)),
      others.onDidChange((uris) => this.problems.show(uris.map(({ fsPath }) => fsPath))),
      vscode.workspace.onDidChangeWorkspaceFolders(setAgain),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.lint.run')) this.set();
      }),
    ];
    this.setUp();
  }

  dispose(): void {
    this.disposed = true;
    this.analysis.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
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
   * @param which `new`: only what is not known yet; `none`: only looks what is there
   * @param onSubject is told each one before it is linted; `false` ends it
   */
  async lintWorkspace(
    which: 'all' | 'new' | 'none',
    onSubject: (key: string) => boolean | undefined = () => undefined,
  ): Promise<void> {
    const pass = ++this.lastPass;
    let cancelled = false;
    this.passes.set(pass, (key) => (onSubject(key) === false ? !(cancelled = true) : undefined));
    this.linted.fire();
    try {
      await this.analysis.tell('beginPass', pass);
      for await (const files of filesByPattern()) {
        if (this.disposed || cancelled) break;
        await this.analysis.tell('lookAt', pass, which, files);
      }
      if (await this.analysis.tell('endPass', pass, which)) this.templates.setComplete();
    } catch (error) {
      if (!(error instanceof AnalysisLost))
        this.log.error('The workspace could not be linted.', error instanceof Error ? error : String(error));
    } finally {
      this.passes.delete(pass);
      if (!this.disposed) this.linted.fire();
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
      if (!(error instanceof AnalysisLost))
        this.log.error(
          `The analysis does not answer (${name}).`,
          error instanceof Error ? error : String(error),
        );
      return undefined;
    }
  }

  /** How many findings are shown in some files. */
  countIn(files: Iterable<string>): number {
    return [...files].reduce((sum, file) => sum + this.problems.countIn(file), 0);
  }

  /** The key of the finding that a diagnostic shows. */
  findingKeyOf(file: string, diagnostic: vscode.Diagnostic): string | undefined {
    return this.problems.keyOf(file, diagnostic);
  }

  /** What a file belongs to, or is led to by. */
  dependentsOf(file: string): KnownSubject[] {
    return this.subjects.dependentsOf(file);
  }

  /** All files that were read for what a key stands for. */
  filesReadFor(key: string): readonly string[] {
    return this.subjects.filesReadFor(key);
  }

  publishAll(): void {
    this.problems.show();
  }

  private setUp(): void {
    this.set();
    this.texts.sendAll();
    const dropped = this.dropped.all;
    if (dropped.length) void this.tell('drop', dropped);
  }

  private set(): void {
    void this.tell('set', {
      roots: rootFolders(),
      packer: this.packer.known,
      given: lastValues.all(),
      isLive: settings.lintRun() === 'onType',
      messages: languageMessages,
    });
  }

  private valuesChanged(template: string): void {
    this.set();
    if (settings.lintRun() !== 'manual') void this.tell('scheduleKnown', template, 0);
  }

  /** What has no answer that somebody waits for: a mistake of ours is logged. */
  private async tell<Name extends keyof Told>(
    name: Name,
    ...given: Parameters<Told[Name]>
  ): Promise<Awaited<ReturnType<Told[Name]>> | undefined> {
    if (this.disposed) return undefined;
    const wasBusy = this.busy;
    this.telling++;
    if (!wasBusy) this.linted.fire();
    try {
      return await this.analysis.tell(name, ...given);
    } catch (error) {
      if (!(error instanceof AnalysisLost))
        this.log.error(`Linting failed (${name}).`, error instanceof Error ? error : String(error));
      return undefined;
    } finally {
      this.telling--;
      if (!this.busy && !this.disposed) this.linted.fire();
    }
  }

  private take({ busy, found, subjects, templates, asksForPacker, failures }: News): void {
    if (this.disposed) return;
    this.isWorking = busy;
    this.subjects.take(subjects);
    for (const one of templates)
      if ('gone' in one) this.templates.forget(one.path);
      else this.templates.note(one);
    this.problems.publish(found);
    for (const { key, error } of failures) this.log.error(`Linting ${key} failed.`, error);
    if (asksForPacker) this.packer.look();
    if (found.length + subjects.length) this.known.fire();
    this.linted.fire();
  }

  private lost({ why, at, error }: Lost): void {
    if (this.disposed) return;
    this.log.error(
      `The analysis ${why === 'hung' ? 'did not come to an end' : 'has ended'}: ${at ?? ''}`,
      error ?? '',
    );
    this.isWorking = false;
    this.subjects.clear();
    this.problems.clear();
    if (why === 'gaveUp') {
      void notify.error(
        vscode.l10n.t(
          'Boxwright stopped checking files, because that failed too often. Reload the window to try again.',
        ),
      );
      return this.linted.fire();
    }
    if (at !== undefined) {
      this.dropped.add(at);
      const name = vscode.workspace.asRelativePath(at);
      void notify.warning(
        vscode.l10n.t(
          'Boxwright cannot check {0}: it takes too long or fails. It is checked again when it changes.',
          name,
        ),
      );
    }
    this.setUp();
    this.known.fire();
    this.restarted.fire();
  }
}
