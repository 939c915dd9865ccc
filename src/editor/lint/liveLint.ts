import * as vscode from 'vscode';
import { lintTemplate } from '../../lint/lintTemplate';
import type { LintResult } from '../../lint/lintTemplate';
import { isHclTemplateFile, readTemplate } from '../../pipeline/template/readTemplate';
import type { Finding } from '../../rules/finding';
import { editorFiles } from '../editorFiles';
import { Converter, diagnosticSource } from './convert';

/** How long after the last key stroke the linter looks at a file. Milliseconds. */
const delay = 150;

interface Linted extends LintResult {
  readonly diagnostics: ReadonlyMap<string, readonly vscode.Diagnostic[]>;
}

/**
 * Keeps the diagnostics of open templates up to date while the user types: in the templates themselves and in the
 * scripts that they run.
 */
export class LiveLint implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  /** By the path of the template. */
  private readonly templates = new Map<string, Linted>();
  private readonly findingOf = new WeakMap<vscode.Diagnostic, Finding>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.subscriptions = [
      this.collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.lintSoon(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length) this.lintSoon(document, delay);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.lintSoon(document, 0)),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      ...this.watchFiles(),
    ];
    for (const document of vscode.workspace.textDocuments) this.lintSoon(document, 0);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** A file that comes or goes changes what is missing in the templates that are open. */
  private watchFiles(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*', false, true, false);
    const lintAll = () => {
      for (const template of this.templates.keys()) this.schedule(template, delay);
    };
    return [watcher, watcher.onDidCreate(lintAll), watcher.onDidDelete(lintAll)];
  }

  /** What the linter said with a diagnostic of its own; undefined for those of others. */
  finding(diagnostic: vscode.Diagnostic): Finding | undefined {
    // A fix is made for the text that was linted: after a change it is looked for in the newest findings only.
    for (const template of this.timers.keys()) this.lintNow(template);
    if (diagnostic.source !== diagnosticSource) return undefined;
    // The editor hands out copies of diagnostics, so they are compared by what they say.
    for (const { diagnostics } of this.templates.values())
      for (const list of diagnostics.values())
        for (const own of list)
          if (own.message === diagnostic.message && own.range.isEqual(diagnostic.range))
            return this.findingOf.get(own);
    return undefined;
  }

  private lintSoon(document: vscode.TextDocument, wait: number): void {
    const { uri } = document;
    if (uri.scheme !== 'file') return;
    for (const template of this.templatesOf(uri.fsPath)) this.schedule(template, wait);
  }

  private schedule(template: string, wait: number): void {
    clearTimeout(this.timers.get(template));
    this.timers.set(
      template,
      setTimeout(() => this.lintNow(template), wait),
    );
  }

  private lintNow(template: string): void {
    clearTimeout(this.timers.get(template));
    this.timers.delete(template);
    this.lint(template);
  }

  /** Files that begin a template, then those whose templates are known to lead to the file. */
  private templatesOf(path: string): string[] {
    if (isHclTemplateFile(path) || path.endsWith('.json')) return [path];
    return [...this.templates].filter(([, { files }]) => files.includes(path)).map(([template]) => template);
  }

  private lint(path: string): void {
    const files = editorFiles();
    try {
      const template = readTemplate(path, files);
      if (!template) this.forget(path);
      else this.show(path, lintTemplate(template, files), new Converter(files));
    } catch (error) {
      // A mistake of ours must not take the other files' diagnostics with it.
      this.log.error(`Linting ${path} failed.`, error instanceof Error ? error : String(error));
      this.forget(path);
    }
  }

  private show(path: string, result: LintResult, converter: Converter): void {
    const diagnostics = new Map<string, vscode.Diagnostic[]>();
    for (const finding of result.findings) {
      const diagnostic = converter.diagnostic(finding);
      this.findingOf.set(diagnostic, finding);
      const list = diagnostics.get(finding.location.path) ?? [];
      diagnostics.set(finding.location.path, list);
      list.push(diagnostic);
    }
    const before = this.templates.get(path);
    this.templates.set(path, { ...result, diagnostics });
    if (!before) this.announce();
    this.publish([...(before?.diagnostics.keys() ?? []), ...diagnostics.keys()]);
  }

  private forget(path: string): void {
    const before = this.templates.get(path);
    if (!before) return;
    this.templates.delete(path);
    this.announce();
    this.publish(before.diagnostics.keys());
  }

  /** Which open files are templates: for the buttons in their title bars. */
  private announce(): void {
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templates', [
      ...this.templates.keys(),
    ]);
  }

  /** A script's diagnostics come from every template that runs it; what two say alike is shown once. */
  private publish(paths: Iterable<string>): void {
    for (const path of new Set(paths)) {
      const all = [...this.templates.values()].flatMap(({ diagnostics }) => diagnostics.get(path) ?? []);
      const distinct = new Map(
        all.map((one) => [`${one.range.start.line}:${one.range.start.character}:${one.message}`, one]),
      );
      this.collection.set(vscode.Uri.file(path), [...distinct.values()]);
    }
  }

  private close(document: vscode.TextDocument): void {
    const { fsPath } = document.uri;
    clearTimeout(this.timers.get(fsPath));
    this.timers.delete(fsPath);
    this.forget(fsPath);
  }
}
