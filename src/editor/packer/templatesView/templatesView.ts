import * as vscode from 'vscode';
import type { TemplateOutline } from '../../../analysis/protocol';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { ToolMissing } from '../../../tools/toolRunner';
import type { LiveLint } from '../../lint/liveLint';
import type { EditorServices } from '../../part';
import { changesPacker } from '../../settings';
import { missingToolMessage } from '../../showFailure';
import type { BuildService } from '../builds/buildService';
import { pluginNotes } from '../plugins/pluginNotes';
import type { MissingPackerItem } from '../releases/missingPacker';
import { arrangeTemplates, matchesFilter } from './arrangeTemplates';
import type { Arranged, PlacedTemplate, TemplateGroup } from './arrangeTemplates';
import type { BuildItem, FolderItem, TemplateItem, TemplatesItem } from './templateItem';
import { distinctLabels } from './distinctLabels';
import { treeItemOf } from './treeItemOf';
import { isSamePath } from '../../../text/pathKey';

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
  private readonly folders = new Map<string, FolderItem>();
  /** How the templates were arranged last. */
  private arranged: readonly Arranged[] = [];
  private filterText = '';
  private readonly started = new vscode.EventEmitter<TemplateItem>();
  /** Templates whose builds have begun since the view was drawn; by their paths. */
  private readonly toTell = new Set<string>();
  /** A template is being built now, and the view is drawn anew. */
  readonly onDidStart = this.started.event;
  /** What is drawn anew soon: paths of templates, and undefined for all. */
  private readonly stale = new Set<string | undefined>();
  private timer: NodeJS.Timeout | undefined;
  private clock: NodeJS.Timeout | undefined;
  /** The last run of each template, by its path; undefined until it is asked for. */
  private last: Map<string, RunRecord> | undefined;
  private readonly listening = new Map<string, vscode.Disposable>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly shared: Pick<EditorServices, 'runner' | 'versions'>,
    private readonly lint: Pick<LiveLint, 'templates' | 'dependentsOf' | 'filesReadFor' | 'ask'>,
    private readonly builds: BuildService,
  ) {
    this.subscriptions = [
      lint.templates.onDidChange((key) => this.redrawTemplate(key)),
      builds.onDidChange(() => this.buildsChanged()),
      builds.onDidEnd(() => this.runChanged()),
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
    this.started.dispose();
  }

  /** Draws all of it anew, with the runs as they stand on disk. */
  refresh(): void {
    this.last = undefined;
    this.changed.fire(undefined);
  }

  /** Only templates that match are shown: by path, builds, builders or provisioners. Empty for all. */
  set filter(text: string) {
    this.filterText = text;
    this.changed.fire(undefined);
  }

  get filter(): string {
    return this.filterText;
  }

  /** Those that are being built, as the view has them. */
  get running(): TemplateItem[] {
    return this.builds.all.flatMap(({ record }) => this.items.get(record.template) ?? []);
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
      placeOf: (template) => this.placeOf(template),
      groupOf: (folder) => this.groupOf(folder),
      isFiltered: this.filterText !== '',
    });
  }

  async getChildren(parent?: TemplatesItem): Promise<TemplatesItem[]> {
    switch (parent?.kind) {
      case undefined:
        return this.roots();
      case 'folder':
        return this.groupOf(parent.folder)?.templates.flatMap(({ path }) => this.items.get(path) ?? []) ?? [];
      case 'template':
        return this.childrenOf(parent);
      case 'build':
        return this.stepsOf(parent);
      default:
        return [];
    }
  }

  getParent(item: TemplatesItem): TemplatesItem | undefined {
    if (item.kind === 'template') {
      const group = this.arranged.find(
        (one) => 'templates' in one && one.templates.some(({ path }) => isSamePath(path, item.path)),
      );
      return group && this.folders.get(group.folder);
    }
    return 'parent' in item ? item.parent : undefined;
  }

  private roots(): TemplatesItem[] {
    const known = [...this.lint.templates.all.values()].filter(isHere);
    const missing = known.length ? this.missingPacker() : undefined;
    for (const path of this.items.keys()) if (!this.lint.templates.all.has(path)) this.items.delete(path);
    const shown = known.filter((template) => matchesFilter(this.filterText, textsOf(template)));
    for (const template of shown) this.itemOf(template);
    const order = new Intl.Collator(vscode.env.language, { numeric: true });
    this.arranged = arrangeTemplates(
      shown.map(({ path }) => ({ path, shown: vscode.workspace.asRelativePath(path) })),
      (path) => this.builds.running(path) !== undefined,
      (one, other) => order.compare(one, other),
    );
    const items = this.arranged.flatMap((one): TemplatesItem[] =>
      'templates' in one ? [this.folderItem(one)] : present(this.items.get(one.path)),
    );
    return missing ? [missing, ...items] : items;
  }

  private folderItem({ folder }: TemplateGroup): FolderItem {
    const item = this.folders.get(folder) ?? { kind: 'folder', folder };
    this.folders.set(folder, item);
    return item;
  }

  private groupOf(folder: string): TemplateGroup | undefined {
    return this.arranged.find(
      (one): one is TemplateGroup => 'templates' in one && isSamePath(one.folder, folder),
    );
  }

  private placeOf(template: string): PlacedTemplate | undefined {
    return this.arranged
      .flatMap((one) => ('templates' in one ? one.templates : [one]))
      .find(({ path }) => path === template);
  }

  private itemOf(template: TemplateOutline): TemplateItem {
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

  private async stepsOf(parent: BuildItem): Promise<TemplatesItem[]> {
    const { path } = parent.parent;
    const { name } = parent.build;
    const ran = this.runOf(path)?.steps.filter(({ build }) => build === name) ?? [];
    const steps = (await this.lint.ask('steps', path, name, ran)) ?? [];
    const labels = distinctLabels(steps.map(({ label }) => label));
    return steps.map((step, index): TemplatesItem => ({
      kind: 'step',
      parent,
      uri: parent.uri,
      step,
      index,
      label: labels[index] ?? step.label,
    }));
  }

  /** The errors of the Problems panel in the template and what it leads to, its own first. */
  private problemsOf(template: TemplateOutline): [vscode.Uri, vscode.Diagnostic][] {
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

  private async notesOf(parent: TemplateItem, template: TemplateOutline): Promise<TemplatesItem[]> {
    try {
      const notes = await pluginNotes(this.shared, template, template.builds, template.baseFolder);
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
        this.runChanged();
      }
    for (const [template, build] of running)
      if (!this.listening.has(template)) {
        this.listening.set(
          template,
          build.onDidChange(() => this.redraw(template, whileRunning)),
        );
        this.runChanged();
        this.toTell.add(template);
      }
  }

  /** What runs stands first, and no longer when it has ended. */
  private runChanged(): void {
    this.last = undefined;
    this.redraw(undefined);
  }

  private redrawTemplate(key: string | undefined): void {
    const isNew = key === undefined || this.items.has(key) !== this.lint.templates.all.has(key);
    this.redraw(isNew ? undefined : key);
  }

  private problemsChanged(uris: readonly vscode.Uri[]): void {
    for (const { fsPath } of uris)
      for (const { key } of this.lint.dependentsOf(fsPath)) if (this.items.has(key)) this.redraw(key);
  }

  private redrawAll(): void {
    this.changed.fire(undefined);
    const begun = [...this.toTell].flatMap((template) => this.items.get(template) ?? []);
    this.toTell.clear();
    for (const item of begun) this.started.fire(item);
  }

  /** Soon, and what is asked for until then at once. */
  private redraw(template: string | undefined, wait = gathering): void {
    this.stale.add(template);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const stale = [...this.stale];
      this.stale.clear();
      if (stale.includes(undefined)) return this.redrawAll();
      for (const path of stale) {
        const item = path === undefined ? undefined : this.items.get(path);
        if (item) this.changed.fire(item);
      }
    }, wait);
  }
}

/** What is known of folders that were removed from the workspace is of no interest any more. */
const isHere = ({ path: template, files }: TemplateOutline): boolean =>
  vscode.workspace.getWorkspaceFolder(vscode.Uri.file(template)) !== undefined ||
  vscode.workspace.textDocuments.some(({ uri }) => files.some((file) => isSamePath(file.path, uri.fsPath)));

/** What a template is filtered by. */
const textsOf = ({ path, builds }: TemplateOutline): string[] => [
  vscode.workspace.asRelativePath(path),
  ...builds.flatMap(({ shownName, type, provisioners }) => [
    shownName,
    type,
    ...provisioners.map((provisioner) => provisioner.type),
  ]),
];

const present = <T>(item: T | undefined): T[] => (item === undefined ? [] : [item]);

const isOurs = (source: string | undefined): boolean =>
  source === 'boxwright' || source === 'packer validate';
