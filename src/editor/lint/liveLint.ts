import * as vscode from 'vscode';
import type { Subject } from '../../lint/findSubjects';
import { isAnswerFileName, lintAnswerFile } from '../../lint/lintAnswerFile';
import { lintTemplate } from '../../lint/lintTemplate';
import type { LintResult } from '../../lint/lintTemplate';
import { isVagrantfile, lintVagrantfile } from '../../lint/lintVagrantfile';
import { loadReader } from '../../lint/loadVagrantfile';
import { watchReads } from '../../lint/watchReads';
import type { Pipeline } from '../../pipeline/pipeline';
import type { VagrantProject } from '../../pipeline/vagrantProject';
import type { VagrantfileReader } from '../../pipeline/vagrantfile/vagrantfileReader';
import type { Finding } from '../../rules/finding';
import type { FileSource } from '../../text/fileSource';
import { rules } from '../../rules/rules';
import { editorFiles } from '../editorFiles';
import { isAmong } from '../fileChanges';
import { settings } from '../settings';
import { workspaceSubjects } from '../workspaceSubjects';
import type { DetectedPacker } from './detectedPacker';
import { LintResults } from './lintResults';
import { Problems } from './problems';
import type { OtherProblems } from './problems';
import { keyOf, keyOfFile, readSubject } from './subjectKey';
import { TemplateList } from './templateList';

/**
 * Lints templates, Vagrantfiles and lone answer files, and keeps what was found, and read, of each. When it does is
 * decided in `lintWhen`.
 */
export class LiveLint implements vscode.Disposable {
  readonly results = new LintResults();
  /** Also those that are not linted, as nobody asked for it. */
  readonly templates = new TemplateList();
  private readonly linted = new vscode.EventEmitter<void>();
  /** After something was linted or forgotten, and when `busy` changes. */
  readonly onDidChange = this.linted.event;
  private readonly problems: Problems;
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];
  /** Answer files that nobody knows a template for until all templates are read. */
  private readonly answerFiles = new Set<string>();
  private templatesRead = false;
  private passes = 0;
  private reader: VagrantfileReader | undefined;
  private disposed = false;

  constructor(
    private readonly log: vscode.LogOutputChannel,
    others: OtherProblems,
    readonly packer: DetectedPacker,
  ) {
    this.problems = new Problems(others);
    this.subscriptions = [
      this.linted,
      this.templates,
      this.problems,
      packer.onDidChange(() => this.scheduleAll(0)),
      others.onDidChange((uris) =>
        this.publish(
          uris.map(({ fsPath }) => fsPath),
          editorFiles(),
        ),
      ),
    ];
  }

  dispose(): void {
    this.disposed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Whether something is being linted, or soon will be. */
  get busy(): boolean {
    return this.passes > 0 || this.timers.size > 0;
  }

  /** A file has another text now: what was said of it no longer fits. */
  markChanged(path: string): void {
    for (const [, linted] of this.results.leadingTo(path)) linted.stale = true;
  }

  /** Lints what a file is, or is part of, and what leads to it. @param wait milliseconds */
  schedule(path: string, wait: number): void {
    this.scheduleKeys(this.keysOf(path), wait);
  }

  scheduleAll(wait: number): void {
    this.scheduleKeys(this.results.keys, wait);
  }

  /** As {@link scheduleAll}, but what is about to be linted is not put off. @param wait milliseconds */
  scheduleOthers(wait: number): void {
    this.scheduleKeys(
      this.results.keys.filter((key) => !this.timers.has(key)),
      wait,
    );
  }

  /** Lints a file now. @returns whether there was something to lint */
  async lintFile(path: string): Promise<boolean> {
    if (isVagrantfile(path)) await this.loadReader();
    const keys = this.keysOf(path);
    for (const key of keys) this.lintNow(key);
    return keys.some((key) => this.results.get(key));
  }

  /** Looks at a file that is not linted unless somebody asks for it. */
  note(path: string): void {
    const files = editorFiles();
    const key = keyOfFile(path, files);
    const subject = key === undefined ? undefined : readSubject(key, files);
    if (subject) this.templates.note(subject);
    else if (key !== undefined) this.templates.forget(key);
  }

  /** A file is of no interest any more. */
  forgetFile(path: string): void {
    const key = keyOfFile(path, editorFiles());
    if (key !== undefined) this.forget(key);
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
    this.passes++;
    this.linted.fire();
    try {
      for await (const subject of workspaceSubjects()) {
        const key = keyOf(subject);
        if (this.disposed || onSubject(key) === false) return;
        this.templates.note(subject);
        if (subject.kind === 'answerFile') this.answerFiles.add(key);
        else if (which === 'all' || (which === 'new' && !this.results.get(key))) {
          if (subject.kind === 'vagrantfile') await this.loadReader();
          this.lintKey(key);
        }
      }
      this.templatesRead = true;
      this.templates.setComplete();
      if (which !== 'none') this.lintAnswerFiles();
    } catch (error) {
      this.log.error('The workspace could not be linted.', error instanceof Error ? error : String(error));
    } finally {
      this.passes--;
      if (!this.disposed) this.linted.fire();
    }
  }

  /** What was found in files that are gone, or in folders that are, is known no longer. */
  forgetGone(gone: ReadonlySet<string>): void {
    if (!gone.size) return;
    const known = new Set([...this.results.keys, ...this.templates.all.keys()]);
    const files = editorFiles();
    for (const key of known) if (isAmong(gone, key) && !files.kind(key)) this.forget(key);
  }

  /** All that is shown now of some files, or of all that were read; by file, and in their order. */
  report(among: Iterable<string> = this.results.files): LintResult {
    const files = [...among].sort();
    const findings = files.flatMap((path) =>
      this.problems.findingsIn(path).sort((a, b) => a.location.span.start - b.location.span.start),
    );
    return { files, findings };
  }

  /**
   * What is found in a file, for the text that it has now; nothing where that was not linted yet.
   * @param refresh whether to lint it then
   */
  findingsIn(path: string, refresh = settings.lintRun() === 'onType'): Finding[] {
    return this.current(path, refresh) ? this.problems.findingsIn(path) : [];
  }

  /** The finding that a diagnostic shows, as above. */
  findingOf(path: string, diagnostic: vscode.Diagnostic): Finding | undefined {
    return this.current(path) ? this.problems.findingOf(path, diagnostic) : undefined;
  }

  /** Of the templates and the lone answer file that lead to a file, for the text that it has now. */
  pipelinesOf(path: string): { subject: Subject; pipeline: Pipeline }[] {
    if (!this.current(path)) return [];
    return this.results
      .leadingTo(path)
      .flatMap(([, { subject, pipeline }]) => (pipeline ? [{ subject, pipeline }] : []));
  }

  /** Of the Vagrantfiles that a file is or is run by, for the text that it has now. */
  projectsOf(path: string): VagrantProject[] {
    if (!this.current(path)) return [];
    return this.results.leadingTo(path).flatMap(([, { project }]) => project ?? []);
  }

  private current(path: string, refresh = settings.lintRun() === 'onType'): boolean {
    if (refresh)
      for (const [key, { stale }] of this.results.leadingTo(path))
        if (stale || this.timers.has(key)) this.lintNow(key);
    return this.results.leadingTo(path).every(([, { stale }]) => !stale);
  }

  private keysOf(path: string): string[] {
    const own = keyOfFile(path, editorFiles());
    const leading = this.results.leadingTo(path).map(([key]) => key);
    return [...new Set(own === undefined ? leading : [own, ...leading])];
  }

  private scheduleKeys(keys: readonly string[], wait: number): void {
    const wasBusy = this.busy;
    for (const key of keys) {
      clearTimeout(this.timers.get(key));
      this.timers.set(
        key,
        setTimeout(() => this.lintNow(key), wait),
      );
    }
    if (!wasBusy && this.busy) this.linted.fire();
  }

  private lintNow(key: string): void {
    this.lintKey(key);
    this.linted.fire();
  }

  private lintKey(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    try {
      this.lint(key);
    } catch (error) {
      // A mistake of ours must not take the other files' diagnostics with it.
      this.log.error(`Linting ${key} failed.`, error instanceof Error ? error : String(error));
      this.forget(key);
    }
  }

  private lint(key: string): void {
    const files = editorFiles();
    const watched = watchReads(files);
    const subject = readSubject(key, watched);
    if (!subject) return this.forget(key);
    this.templates.note(subject);
    if (subject.kind === 'answerFile') this.answerFiles.add(key);
    const result = this.ask(subject, files);
    if (!result) return this.forget(key);
    const before = this.results.get(key)?.read ?? [];
    const read = new Set([...watched.files, ...result.files]);
    this.results.set(key, { ...result, subject, read, stale: false });
    this.publish([...before, ...read], files);
    if (subject.kind === 'template') this.lintAnswerFiles();
  }

  /** @returns undefined where nothing can be said yet, or where another subject says it */
  private ask(subject: Subject, files: FileSource): LintResult | undefined {
    if (subject.kind === 'template')
      return lintTemplate(subject.template, files, rules, () => this.packer.inUse());
    if (subject.kind === 'answerFile')
      return this.templatesRead && !this.results.isReadByTemplate(subject.path)
        ? lintAnswerFile(subject.path, files)
        : undefined;
    if (this.reader) return lintVagrantfile(subject.path, files, this.reader);
    void this.loadReader().then(
      () => {
        if (!this.disposed) this.lintNow(subject.path);
      },
      (error: unknown) => this.log.error('Vagrantfiles can not be read.', String(error)),
    );
    return undefined;
  }

  /** @throws Error when the parser can't be loaded */
  private async loadReader(): Promise<void> {
    this.reader ??= await loadReader();
  }

  /** A template that begins or ceases to use an answer file changes who speaks of it. */
  private lintAnswerFiles(): void {
    if (!this.templatesRead) return;
    for (const path of this.answerFiles) {
      const known = this.results.get(path) !== undefined;
      if (known === this.results.isReadByTemplate(path)) this.lint(path);
    }
  }

  private forget(key: string): void {
    const before = this.results.get(key);
    this.templates.forget(key);
    // Whether an answer file stands alone is asked again; one that is gone is found to be so.
    if (isAnswerFileName(key) && !editorFiles().kind(key)) this.answerFiles.delete(key);
    if (!before) return;
    this.results.delete(key);
    this.publish(before.read, editorFiles());
    if (before.subject.kind === 'template') this.lintAnswerFiles();
  }

  private publish(paths: Iterable<string>, files: FileSource): void {
    const findingsIn = (path: string) =>
      this.results.leadingTo(path).length ? this.results.findingsIn(path) : undefined;
    this.problems.publish(paths, findingsIn, files);
  }
}
