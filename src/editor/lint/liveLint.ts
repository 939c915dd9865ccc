import * as vscode from 'vscode';
import { readConfiguration } from '../../lint/configuration';
import { lintTemplate } from '../../lint/lintTemplate';
import type { LintResult } from '../../lint/lintTemplate';
import { isHclTemplateFile, readTemplate } from '../../pipeline/template/readTemplate';
import type { Finding } from '../../rules/finding';
import { editorFiles } from '../editorFiles';
import { workspaceTemplates } from '../workspaceTemplates';
import { Converter, diagnosticSource } from './convert';

/** How long after the last key stroke the linter looks at a file. Milliseconds. */
const delay = 150;

/** How long after files came or went: a build makes many. Milliseconds. */
const filesDelay = 500;

interface Linted extends LintResult {
  readonly diagnostics: ReadonlyMap<string, readonly vscode.Diagnostic[]>;
  /** Files that are the template itself, of those that were read for it. */
  readonly own: readonly string[];
}

/**
 * Keeps the diagnostics of the workspace's templates up to date: while the user types, in a template or in a script
 * or answer file that it leads to, and in the background for what is not open.
 */
export class LiveLint implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  /** By the path of a file of the template: the file itself, or the first of an HCL2 template. */
  private readonly templates = new Map<string, Linted>();
  private readonly findingOf = new WeakMap<vscode.Diagnostic, Finding>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly subscriptions: vscode.Disposable[];
  private disposed = false;

  constructor(private readonly log: vscode.LogOutputChannel) {
    this.subscriptions = [
      this.collection,
      vscode.workspace.onDidOpenTextDocument(({ uri }) => this.lintSoon(uri, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length) this.lintSoon(document.uri, delay);
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.lintSoon(uri, 0)),
      // What was not saved is gone; a template outside of the workspace is no longer looked at.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (vscode.workspace.getWorkspaceFolder(uri)) this.lintSoon(uri, 0);
        else this.forget(this.keyOf(uri.fsPath));
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.lintWorkspace()),
      ...this.watchFiles(),
    ];
    for (const { uri } of vscode.workspace.textDocuments) this.lintSoon(uri, 0);
    void this.lintWorkspace();
  }

  dispose(): void {
    this.disposed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** All templates, in the background, one at a time. */
  private async lintWorkspace(): Promise<void> {
    try {
      for await (const { files } of workspaceTemplates()) {
        if (this.disposed) return;
        const [first] = files;
        if (first && !this.templates.has(this.keyOf(first.path))) this.lintNow(this.keyOf(first.path));
      }
    } catch (error) {
      this.log.error('The workspace could not be linted.', error instanceof Error ? error : String(error));
    }
  }

  /** A file that comes or goes changes what is missing; boxwright.json and .gitignore change what counts. */
  private watchFiles(): vscode.Disposable[] {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const lintAll = (uri: vscode.Uri) => {
      this.lintSoon(uri, delay);
      for (const template of this.templates.keys()) this.schedule(template, filesDelay);
    };
    const lintChanged = (uri: vscode.Uri) => {
      if (/(^|[\\/])(boxwright\.json|\.gitignore|\.gitmodules)$/.test(uri.fsPath)) lintAll(uri);
      else this.lintSoon(uri, delay);
    };
    return [
      watcher,
      watcher.onDidCreate(lintAll),
      watcher.onDidDelete(lintAll),
      watcher.onDidChange(lintChanged),
    ];
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

  private lintSoon(uri: vscode.Uri, wait: number): void {
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

  /** The template that a file is part of, and those that lead to it. */
  private templatesOf(path: string): string[] {
    const leading = [...this.templates].filter(([, { files }]) => files.includes(path)).map(([key]) => key);
    return isHclTemplateFile(path) || path.endsWith('.json')
      ? [...new Set([this.keyOf(path), ...leading])]
      : leading;
  }

  /** All files of an HCL2 template are one. */
  private keyOf(path: string): string {
    for (const [key, { own }] of this.templates) if (own.includes(path)) return key;
    return path;
  }

  private lint(path: string): void {
    const files = editorFiles();
    try {
      const ignored = readConfiguration(files.rootOf(path), files).ignores(path);
      const template = ignored ? undefined : readTemplate(path, files);
      if (!template) this.forget(path);
      else {
        const own = template.files.map((file) => file.path);
        this.show(path, own, lintTemplate(template, files), new Converter(files));
      }
    } catch (error) {
      // A mistake of ours must not take the other files' diagnostics with it.
      this.log.error(`Linting ${path} failed.`, error instanceof Error ? error : String(error));
      this.forget(path);
    }
  }

  private show(path: string, own: readonly string[], result: LintResult, converter: Converter): void {
    const diagnostics = new Map<string, vscode.Diagnostic[]>();
    for (const finding of result.findings) {
      const diagnostic = converter.diagnostic(finding);
      this.findingOf.set(diagnostic, finding);
      const list = diagnostics.get(finding.location.path) ?? [];
      diagnostics.set(finding.location.path, list);
      list.push(diagnostic);
    }
    const before = this.templates.get(path);
    this.templates.set(path, { ...result, own, diagnostics });
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

  /** Which files are templates: for the buttons in their title bars. */
  private announce(): void {
    const files = [...this.templates.values()].flatMap(({ own }) => own);
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templates', files);
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
}
