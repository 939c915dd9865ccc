import path from 'node:path';
import * as vscode from 'vscode';
import { AnalysisSession } from '../../analysis/analysisSession';
import type { KnownSubject, News, Settings } from '../../analysis/protocol';
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
export class LiveLint extends AnalysisSession implements vscode.Disposable {
  /** Also those that are not linted, as nobody asked for it. */
  readonly templates = new TemplateList();
  private readonly linted = new vscode.EventEmitter<void>();
  /** After something was linted or forgotten, and when `busy` changes. */
  readonly onDidChange = this.linted.event;
  private readonly known = new vscode.EventEmitter<void>();
  /** After something was linted or forgotten: what is known of files is something else now. */
  readonly onDidLint = this.known.event;
  private readonly again = new vscode.EventEmitter<void>();
  /** The analysis had to begin anew, and knows nothing. */
  readonly onDidRestart = this.again.event;
  private readonly subjects = new KnownSubjects();
  private readonly problems: Problems;
  private readonly texts = new SentTexts((...told) => void this.tellText(...told));
  private readonly subscriptions: vscode.Disposable[];

  /** @param script the program of the analysis, absolute */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    others: OtherProblems,
    readonly packer: DetectedPacker,
    script = path.join(__dirname, 'worker.js'),
  ) {
    super(script);
    this.problems = new Problems(others, settings.showAccepted);
    this.subscriptions = [
      this.linted,
      this.known,
      this.again,
      this.templates,
      this.problems,
      this.texts,
      packer.onDidChange(() => {
        this.setAgain();
        this.scheduleAll(0);
      }),
      lastValues.onDidChange((template) => this.valuesChanged(template)),
      others.onDidChange((uris) => this.problems.show(uris.map(({ fsPath }) => fsPath))),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.setAgain()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('boxwright.lint.run')) this.setAgain();
      }),
    ];
    this.setUp();
  }

  override dispose(): void {
    super.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
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

  protected settings(): Settings {
    return {
      roots: rootFolders(),
      packer: this.packer.known,
      given: lastValues.all(),
      isLive: settings.lintRun() === 'onType',
      messages: languageMessages,
    };
  }

  protected sendTexts(): void {
    this.texts.sendAll();
  }

  protected workspaceFiles(): AsyncIterable<readonly string[]> {
    return filesByPattern();
  }

  protected workspaceWasRead(): void {
    this.templates.setComplete();
  }

  protected received({ found, subjects, templates, asksForPacker }: News): void {
    this.subjects.take(subjects);
    for (const one of templates)
      if ('gone' in one) this.templates.forget(one.path);
      else this.templates.note(one);
    this.problems.publish(found);
    if (asksForPacker) this.packer.look();
    if (found.length + subjects.length) this.known.fire();
  }

  protected onChange(): void {
    this.linted.fire();
  }

  protected logError(message: string, error: Error | string): void {
    this.log.error(message, error);
  }

  protected forgetAll(): void {
    this.subjects.clear();
    this.problems.clear();
  }

  protected gaveUp(): void {
    void notify.error(
      vscode.l10n.t(
        'Boxwright stopped checking files, because that failed too often. Reload the window to try again.',
      ),
    );
  }

  protected leftOut(file: string): void {
    const name = vscode.workspace.asRelativePath(file);
    void notify.warning(
      vscode.l10n.t(
        'Boxwright cannot check {0}: it takes too long or fails. It is checked again when it changes.',
        name,
      ),
    );
  }

  protected restarted(): void {
    this.known.fire();
    this.again.fire();
  }

  private valuesChanged(template: string): void {
    this.setAgain();
    if (settings.lintRun() !== 'manual') void this.tell('scheduleKnown', template, 0);
  }
}
