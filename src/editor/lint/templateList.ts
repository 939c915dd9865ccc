import * as vscode from 'vscode';
import type { TemplateOutline } from '../../analysis/protocol';
import type { Dialect } from '../../pipeline/template/template';
import { isSamePath } from '../../text/pathKey';
import { setAvailable } from '../availability';

/** How long changes are gathered before menus go by them: each time all paths are told. Milliseconds. */
const gathering = 50;

/** The templates that are known, as they were read last. Tells the editor which files they are, for its menus. */
export class TemplateList implements vscode.Disposable {
  private readonly byKey = new Map<string, TemplateOutline>();
  private readonly changed = new vscode.EventEmitter<string | undefined>();
  /** The path of a template that came, went or was read anew; undefined when all of the workspace are known. */
  readonly onDidChange = this.changed.event;
  private readonly files = new Map<string, string>();
  private whole = false;
  private telling: NodeJS.Timeout | undefined;

  dispose(): void {
    clearTimeout(this.telling);
    this.changed.dispose();
  }

  /** By their paths. */
  get all(): ReadonlyMap<string, TemplateOutline> {
    return this.byKey;
  }

  /** Whether the workspace was looked through, so that no template is missing. */
  get complete(): boolean {
    return this.whole;
  }

  note(template: TemplateOutline): void {
    const key = template.path;
    for (const other of this.byKey.values()) if (isOtherReading(other, template)) this.forget(other.path);
    this.byKey.set(key, template);
    this.setAvailable();
    this.setFiles(key, JSON.stringify(template.files.map(({ path }) => path)));
    this.changed.fire(key);
  }

  forget(key: string): void {
    if (!this.byKey.delete(key)) return;
    this.setAvailable();
    this.setFiles(key, undefined);
    this.changed.fire(key);
  }

  /** Nothing more is to be found in the workspace. */
  setComplete(): void {
    if (this.whole) return;
    this.whole = true;
    this.setAvailable();
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templatesRead', true);
    this.changed.fire(undefined);
  }

  private setAvailable(): void {
    const all = [...this.byKey.values()];
    const has = (dialect?: Dialect) => all.some((one) => dialect === undefined || one.dialect === dialect);
    for (const [thing, dialect] of [
      ['templates', undefined],
      ['jsonTemplates', 'json'],
      ['hclTemplates', 'hcl2'],
    ] as const)
      // As long as the workspace is read there may be one.
      if (this.whole || has(dialect)) setAvailable(thing, has(dialect));
  }

  private setFiles(key: string, files: string | undefined): void {
    if (this.files.get(key) === files) return;
    if (files === undefined) this.files.delete(key);
    else this.files.set(key, files);
    this.telling ??= setTimeout(() => this.tellFiles(), gathering);
  }

  private tellFiles(): void {
    this.telling = undefined;
    const all = [...this.files.values()].flatMap((list) => JSON.parse(list) as string[]);
    const folders = [...this.byKey.values()].flatMap(({ path, files: own }) =>
      own.some((file) => isSamePath(file.path, path)) ? [] : [path],
    );
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templates', all);
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templateFolders', folders);
  }
}

/** Whether two templates are made of the same files in different ways, so that only one of them can be there. */
const isOtherReading = (one: TemplateOutline, other: TemplateOutline): boolean =>
  one.dialect === 'hcl2' &&
  isSamePath(one.folder, other.folder) &&
  other.dialect === 'hcl2' &&
  isSamePath(one.path, one.folder) !== isSamePath(other.path, other.folder);
