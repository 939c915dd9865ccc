import * as vscode from 'vscode';
import type { Explanation } from '../../language/explain/explain';
import { explainAt } from '../../language/explain/explainAt';
import { templateMarks } from '../../language/takeOver/templateMarks';
import type { TemplateMark } from '../../language/takeOver/templateMarks';
import { filesOf } from '../../lint/inputFiles';
import { Linter } from '../../lint/linter';
import type { FoundIn, Leading, LintInputs, LintOutcome } from '../../lint/lintProtocol';
import type { LintResult } from '../../lint/lintResult';
import { loadReader } from '../../lint/loadVagrantfile';
import { fileOfKey, readSubject } from '../../lint/readSubject';
import { isVagrantfile, keyOf, keyOfFile } from '../../lint/subject';
import type { Pipeline } from '../../pipeline/pipeline';
import { isHclTemplateFile } from '../../pipeline/template/templateFiles';
import type { Finding } from '../../rules/finding';
import type { PathSet } from '../../text/pathMap';
import { editorProjects, fileInputs } from '../editorFiles';
import { isAmong } from '../fileChanges';
import type { Changes } from '../fileChanges';
import { lastValues } from '../packer/builds/choices/lastValues';
import { settings } from '../settings';
import { workspaceSubjects } from '../workspaceSubjects';
import type { DetectedPacker } from './detectedPacker';
import { LintSchedule } from './lintSchedule';
import { Problems } from './problems';
import type { OtherProblems } from './problems';
import { TemplateList } from './templateList';

/**
 * The linter in the editor: gives the editor's texts to the {@link Linter} when the {@link LintSchedule} says so, and
 * what it finds to the {@link Problems}. What starts it is decided in `lintWhen`.
 */
export class LiveLint implements vscode.Disposable {
  /** Also those that are not linted, as nobody asked for it. */
  readonly templates = new TemplateList();
  private readonly linted = new vscode.EventEmitter<void>();
  /** After something was linted or forgotten, and when `busy` changes. */
  readonly onDidChange = this.linted.event;
  private readonly linter = new Linter(loadReader);
  private readonly due = new LintSchedule(
    (key) => this.lintNow(key),
    () => this.linted.fire(),
  );
  private readonly problems: Problems;
  private readonly subscriptions: vscode.Disposable[];
  private passes = 0;
  private disposed = false;

  constructor(
    private readonly log: vscode.LogOutputChannel,
    others: OtherProblems,
    readonly packer: DetectedPacker,
  ) {
    this.problems = new Problems(others, settings.showAccepted);
    this.subscriptions = [
      this.linted,
      this.templates,
      this.due,
      this.problems,
      packer.onDidChange(() => this.scheduleAll(0)),
      lastValues.onDidChange((template) => this.valuesChanged(template)),
      others.onDidChange((uris) => this.publishAgain(uris.map(({ fsPath }) => fsPath))),
    ];
  }

  dispose(): void {
    this.disposed = true;
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Whether something is being linted, or soon will be. */
  get busy(): boolean {
    return this.passes > 0 || this.due.busy;
  }

  /** A file has another text now: what was said of it no longer fits. */
  markChanged(path: string): void {
    this.linter.markChanged(path);
  }

  /** Lints what a file is, or is part of, and what leads to it. @param wait milliseconds */
  schedule(path: string, wait: number): void {
    this.due.add(this.keysOf(path), wait);
  }

  scheduleAll(wait: number): void {
    this.due.add(this.linter.keys, wait);
  }

  /** Lints what files and folders are looked for by that came or went; what is about to be linted is not put off. */
  scheduleAffected({ came, gone }: Pick<Changes, 'came' | 'gone'>, wait: number): void {
    this.due.add(
      this.linter.affectedBy(came, gone).filter((key) => !this.due.has(key)),
      wait,
    );
  }

  /** Lints a file now. @returns whether there was something to lint */
  async lintFile(path: string): Promise<boolean> {
    if (isVagrantfile(path)) await this.linter.loadReader();
    const keys = this.keysOf(path);
    for (const key of keys) this.lintNow(key);
    return keys.some((key) => this.linter.has(key));
  }

  /** Looks at a file that is not linted unless somebody asks for it. */
  note(path: string): void {
    const projects = editorProjects();
    const { files } = projects;
    const folder = files.paths.dirname(path);
    const keys = isHclTemplateFile(path)
      ? // Another reading of the folder makes other templates of its files.
        [
          folder,
          ...files
            .list(folder)
            .filter(isHclTemplateFile)
            .map((name) => files.paths.join(folder, name)),
          path,
        ]
      : [keyOfFile(path, projects.ofFile(path))].filter((key) => key !== undefined);
    for (const key of new Set(keys)) {
      const file = fileOfKey(key, files);
      const subject = readSubject(file, projects.ofFile(file));
      if (subject?.kind === 'template' && keyOf(subject) === key) this.templates.note(subject.template);
      else this.templates.forget(key);
    }
  }

  /** A file is of no interest any more. */
  forgetFile(path: string): void {
    const key = keyOfFile(path, editorProjects().ofFile(path));
    if (key !== undefined) this.forget(key, this.inputs());
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
        if (subject.kind === 'template') this.templates.note(subject.template);
        if (subject.kind === 'answerFile') this.linter.noteAnswerFile(key);
        else if (which === 'all' || (which === 'new' && !this.linter.has(key))) {
          if (subject.kind === 'vagrantfile') await this.linter.loadReader();
          this.lint(key);
        }
      }
      this.linter.setTemplatesRead();
      this.templates.setComplete();
      if (which === 'none') return;
      const inputs = this.inputs();
      this.take(this.linter.lintLoneAnswerFiles(inputs), inputs);
    } catch (error) {
      this.log.error('The workspace could not be linted.', error instanceof Error ? error : String(error));
    } finally {
      this.passes--;
      if (!this.disposed) this.linted.fire();
    }
  }

  /** What was found in files that are gone, or in folders that are, is known no longer. */
  forgetGone(gone: PathSet): void {
    if (!gone.size) return;
    const known = new Set([...this.linter.keys, ...this.templates.all.keys()]);
    const inputs = this.inputs();
    for (const key of known) if (isAmong(gone, key) && !filesOf(inputs).kind(key)) this.forget(key, inputs);
  }

  /** All that is shown now of some files, or of all that were read; by file, and in their order. */
  report(among: Iterable<string> = this.linter.files): LintResult {
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
    return this.isCurrent(path, refresh) ? this.problems.findingsIn(path) : [];
  }

  /** The finding that a diagnostic shows, as above. */
  findingOf(path: string, diagnostic: vscode.Diagnostic): Finding | undefined {
    return this.isCurrent(path) ? this.problems.findingOf(path, diagnostic) : undefined;
  }

  /** What was read at an offset of a file, for the text that it has now. */
  explain(path: string, offset: number): Explanation[] {
    return this.isCurrent(path) ? explainAt(this.linter.lintedFor(path), path, offset) : [];
  }

  /** Where Packer connects in a file, for the text that it has now. */
  takeOverMarks(path: string): TemplateMark[] {
    return this.isCurrent(path) ? templateMarks(this.linter.lintedFor(path), path) : [];
  }

  /** What a file belongs to, or is led to by. */
  dependentsOf(path: string): Leading[] {
    return this.linter.dependentsOf(path);
  }

  /** All files that were read for what a key stands for. */
  filesReadFor(key: string): string[] {
    return this.linter.filesReadFor(key);
  }

  /** Of a template that was linted. */
  pipelineOf(key: string): Pipeline | undefined {
    return this.linter.pipelineOf(key);
  }

  private isCurrent(path: string, refresh = settings.lintRun() === 'onType'): boolean {
    if (refresh) {
      const stale = this.linter.staleKeys(path);
      const due = this.linter.keysLeadingTo(path).filter((key) => this.due.has(key));
      for (const key of new Set([...stale, ...due])) this.lintNow(key);
    }
    return !this.linter.staleKeys(path).length;
  }

  private keysOf(path: string): string[] {
    return this.linter.keysOf(path, this.inputs());
  }

  private valuesChanged(template: string): void {
    if (settings.lintRun() !== 'manual' && this.linter.has(template)) this.due.add([template], 0);
  }

  private lintNow(key: string): void {
    this.lint(key);
    this.linted.fire();
  }

  private lint(key: string): void {
    this.due.remove(key);
    const inputs = this.inputs();
    this.take(this.linter.lint(key, inputs), inputs);
  }

  private forget(key: string, inputs: LintInputs): void {
    this.take(this.linter.forget(key, inputs), inputs);
  }

  private take({ keys, files, asksForPacker, waiting, failures }: LintOutcome, inputs: LintInputs): void {
    for (const key of keys) {
      const template = this.linter.templateOf(key);
      if (template) this.templates.note(template);
      else this.templates.forget(key);
    }
    this.problems.publish(files, filesOf(inputs));
    for (const { key, error } of failures)
      this.log.error(`Linting ${key} failed.`, error instanceof Error ? error : String(error));
    if (asksForPacker) this.packer.look();
    if (waiting.length) void this.lintOnceLoaded(waiting);
  }

  private async lintOnceLoaded(keys: readonly string[]): Promise<void> {
    try {
      await this.linter.loadReader();
    } catch (error) {
      return this.log.error('Vagrantfiles cannot be read.', String(error));
    }
    if (!this.disposed) for (const key of keys) this.lintNow(key);
  }

  /** All that is found now, by file, whether it is shown or accepted. */
  findEverything(): readonly FoundIn[] {
    return this.linter.findingsIn(this.linter.files, this.inputs());
  }

  publishAll(): void {
    this.publishAgain([...this.linter.files]);
  }

  private publishAgain(paths: readonly string[]): void {
    const inputs = this.inputs();
    this.problems.publish(this.linter.findingsIn(paths, inputs), filesOf(inputs));
  }

  private inputs(): LintInputs {
    return { ...fileInputs(), packer: this.packer.known, given: lastValues.all() };
  }
}
