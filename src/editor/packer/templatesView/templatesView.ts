import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { readPipeline } from '../../../pipeline/pipeline';
import type { Pipeline } from '../../../pipeline/pipeline';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { ToolMissing } from '../../../tools/toolRunner';
import { editorFiles } from '../../editorFiles';
import type { LiveLint } from '../../lint/liveLint';
import type { Shared } from '../../part';
import { changesPacker } from '../../settings';
import { missingToolMessage } from '../../showFailure';
import type { BuildService } from '../builds/buildService';
import { pluginNotes } from '../plugins/pluginNotes';
import { plannedSteps } from '../../../tools/packer/plan/plannedSteps';
import type { MissingPackerItem } from '../releases/missingPacker';
import type { BuildItem, TemplateItem, TemplatesItem } from './templateItem';
import { treeItemOf } from './treeItemOf';

/** How long changes are gathered before the view is drawn anew. Milliseconds. */
const gathering = 200;

/** A running build says much; it is drawn this often. Milliseconds. */
const whileRunning = 1000;

/** `12 min ago` is true for this long. Milliseconds. */
const minute = 60_000;

/** So many errors of a template are listed; the Problems panel has all. */
const mostProblems = 10;

/**
 * The templates of the workspace with their builds and steps, and how the last run of each went. Templates are those
 * that the linter knows, so that nothing is searched or read for the view; what is in them is asked for when they are
 * unfolded.
 */
export class TemplatesView implements vscode.TreeDataProvider<TemplatesItem>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<TemplatesItem | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  /** By the paths of the templates: the editor asks for items again that it knows. */
  private readonly items = new Map<string, TemplateItem>();
  /** What is drawn anew soon: paths of templates, and undefined for all. */
  private readonly stale = new Set<string | undefined>();
  private timer: NodeJS.Timeout | undefined;
  private clock: NodeJS.Timeout | undefined;
  /** The last run of each template, by its path; undefined until it is asked for. */
  private last: Map<string, RunRecord> | undefined;
  private readonly listening = new Map<string, vscode.Disposable>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly shared: Pick<Shared, 'runner' | 'versions'>,
    private readonly lint: Pick<LiveLint, 'templates' | 'leadingTo' | 'filesReadFor' | 'pipelineOf'>,
    private readonly builds: BuildService,
  ) {
    this.subscriptions = [
      lint.templates.onDidChange((key) => this.redrawTemplate(key)),
      builds.onDidChange(() => this.buildsChanged()),
      builds.onDidEnd(({ template }) => this.runChanged(template)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => this.problemsChanged(uris)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.redraw(undefined)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.redraw(undefined)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (changesPacker(change)) this.redraw(undefined);
      }),
    ];
    this.buildsChanged();
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearInterval(this.clock);
    for (const subscription of [...this.subscriptions, ...this.listening.values()]) subscription.dispose();
    this.changed.dispose();
  }

  /** Draws all of it anew, with the runs as they stand on disk. */
  refresh(): void {
    this.last = undefined;
    this.changed.fire(undefined);
  }

  /** Times that are told as so long ago are kept true while somebody can see them. */
  setVisible(visible: boolean): void {
    clearInterval(this.clock);
    if (!visible) return;
    this.redraw(undefined);
    this.clock = setInterval(() => this.redraw(undefined), minute);
  }

  getTreeItem(item: TemplatesItem): vscode.TreeItem {
    return treeItemOf(item, {
      templateOf: ({ path }) => this.lint.templates.all.get(path),
      runOf: (template) => this.runOf(template),
    });
  }

  async getChildren(parent?: TemplatesItem): Promise<TemplatesItem[]> {
    switch (parent?.kind) {
      case undefined:
        return this.roots();
      case 'template':
        return this.childrenOf(parent);
      case 'build':
        return this.stepsOf(parent);
      default:
        return [];
    }
  }

  getParent(item: TemplatesItem): TemplatesItem | undefined {
    return 'parent' in item ? item.parent : undefined;
  }

  private roots(): TemplatesItem[] {
    const known = [...this.lint.templates.all.values()].filter(isHere);
    const missing = known.length ? this.missingPacker() : undefined;
    const items = known.map((template) => this.itemOf(template));
    for (const path of this.items.keys()) if (!this.lint.templates.all.has(path)) this.items.delete(path);
    const order = new Intl.Collator(vscode.env.language, { numeric: true });
    items.sort((one, other) => order.compare(one.path, other.path));
    return missing ? [missing, ...items] : items;
  }

  private itemOf(template: Template): TemplateItem {
    const uri = vscode.Uri.file(template.files[0]?.path ?? template.path);
    const known = this.items.get(template.path);
    if (known?.uri.toString() === uri.toString()) return known;
    const item: TemplateItem = { kind: 'template', path: template.path, uri };
    this.items.set(template.path, item);
    return item;
  }

  private async childrenOf(parent: TemplateItem): Promise<TemplatesItem[]> {
    const template = this.lint.templates.all.get(parent.path);
    if (!template) return [];
    const { uri } = parent;
    const problems = this.problemsOf(template);
    const more = problems.length - mostProblems;
    return [
      ...problems.slice(0, mostProblems).map(([file, diagnostic]): TemplatesItem => ({
        kind: 'problem',
        parent,
        uri,
        file,
        diagnostic,
      })),
      ...(more > 0 ? [{ kind: 'moreProblems', parent, uri, count: more } as const] : []),
      ...(await this.notesOf(parent, template)),
      ...template.builds.map((build): TemplatesItem => ({ kind: 'build', parent, uri, build })),
    ];
  }

  private stepsOf(parent: BuildItem): TemplatesItem[] {
    const timeline = this.pipelineOf(parent.parent.path)?.timelines.find(
      ({ build }) => build.name === parent.build.name,
    );
    if (!timeline) return [];
    const run = this.runOf(parent.parent.path);
    const ran = run?.steps.filter(({ build }) => build === parent.build.name) ?? [];
    return plannedSteps(timeline, ran).map((step, index): TemplatesItem => ({
      kind: 'step',
      parent,
      uri: parent.uri,
      step,
      index,
    }));
  }

  /** What the linter has read; who lints by hand only has it read now. */
  private pipelineOf(template: string): Pipeline | undefined {
    const linted = this.lint.pipelineOf(template);
    if (linted) return linted;
    const known = this.lint.templates.all.get(template);
    return known && readPipeline(known, editorFiles());
  }

  /** The errors of the Problems panel in the template and what it leads to, its own first. */
  private problemsOf(template: Template): [vscode.Uri, vscode.Diagnostic][] {
    const own = template.files.map(({ path }) => path);
    const read = this.lint.filesReadFor(template.path);
    return [...new Set([...own, ...read])].flatMap((file) => {
      const uri = vscode.Uri.file(file);
      return vscode.languages
        .getDiagnostics(uri)
        .filter(({ source, severity }) => isOurs(source) && severity === vscode.DiagnosticSeverity.Error)
        .map((diagnostic): [vscode.Uri, vscode.Diagnostic] => [uri, diagnostic]);
    });
  }

  private async notesOf(parent: TemplateItem, template: Template): Promise<TemplatesItem[]> {
    try {
      const cwd = this.pipelineOf(template.path)?.baseFolder ?? template.folder;
      const notes = await pluginNotes(this.shared, template, template.builds, cwd);
      return notes.map((note) => ({ kind: 'note', parent, uri: parent.uri, note }));
    } catch {
      // Without Packer, or where it may not run, nobody knows; the first is an item of its own.
      return [];
    }
  }

  private missingPacker(): MissingPackerItem | undefined {
    try {
      this.shared.runner.executable('packer');
      return undefined;
    } catch (error) {
      if (!(error instanceof ToolMissing)) return undefined;
      const { configured, version } = error;
      return { kind: 'missing', message: missingToolMessage(error), configured, version };
    }
  }

  private runOf(template: string): RunRecord | undefined {
    const running = this.builds.running(template);
    if (running) return running.record;
    this.last ??= new Map(
      this.builds.store
        .list()
        .reverse()
        .map((record) => [record.template, record]),
    );
    return this.last.get(template);
  }

  private buildsChanged(): void {
    const running = new Map(this.builds.all.map((build) => [build.record.template, build]));
    for (const [template, subscription] of this.listening)
      if (!running.has(template)) {
        subscription.dispose();
        this.listening.delete(template);
        this.runChanged(template);
      }
    for (const [template, build] of running)
      if (!this.listening.has(template)) {
        this.listening.set(
          template,
          build.onDidChange(() => this.redraw(template, whileRunning)),
        );
        this.runChanged(template);
      }
  }

  private runChanged(template: string): void {
    this.last = undefined;
    this.redraw(template);
  }

  private redrawTemplate(key: string | undefined): void {
    const isNew = key === undefined || this.items.has(key) !== this.lint.templates.all.has(key);
    this.redraw(isNew ? undefined : key);
  }

  private problemsChanged(uris: readonly vscode.Uri[]): void {
    for (const { fsPath } of uris)
      for (const { key } of this.lint.leadingTo(fsPath)) if (this.items.has(key)) this.redraw(key);
  }

  /** Soon, and what is asked for until then at once. */
  private redraw(template: string | undefined, wait = gathering): void {
    this.stale.add(template);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const stale = [...this.stale];
      this.stale.clear();
      if (stale.includes(undefined)) return this.changed.fire(undefined);
      for (const path of stale) {
        const item = path === undefined ? undefined : this.items.get(path);
        if (item) this.changed.fire(item);
      }
    }, wait);
  }
}

/** What is known of folders that were removed from the workspace is of no interest any more. */
const isHere = ({ path: template, files }: Template): boolean =>
  vscode.workspace.getWorkspaceFolder(vscode.Uri.file(template)) !== undefined ||
  vscode.workspace.textDocuments.some(({ uri }) => files.some((file) => file.path === uri.fsPath));

const isOurs = (source: string | undefined): boolean =>
  source === 'boxwright' || source === 'packer validate';
