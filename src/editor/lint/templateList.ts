import * as vscode from 'vscode';
import type { Template } from '../../pipeline/template/template';

/** The templates that are known, as they were read last. Tells the editor which files they are, for its menus. */
export class TemplateList implements vscode.Disposable {
  private readonly byKey = new Map<string, Template>();
  private readonly changed = new vscode.EventEmitter<string | undefined>();
  /** The path of a template that came, went or was read anew; undefined when all of the workspace are known. */
  readonly onDidChange = this.changed.event;
  private readonly files = new Map<string, string>();
  private whole = false;

  dispose(): void {
    this.changed.dispose();
  }

  /** By their paths. */
  get all(): ReadonlyMap<string, Template> {
    return this.byKey;
  }

  /** Whether the workspace was looked through, so that no template is missing. */
  get complete(): boolean {
    return this.whole;
  }

  note(template: Template): void {
    const key = template.path;
    this.byKey.set(key, template);
    this.setFiles(key, JSON.stringify(template.files.map(({ path }) => path)));
    this.changed.fire(key);
  }

  forget(key: string): void {
    if (!this.byKey.delete(key)) return;
    this.setFiles(key, undefined);
    this.changed.fire(key);
  }

  /** Nothing more is to be found in the workspace. */
  setComplete(): void {
    if (this.whole) return;
    this.whole = true;
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templatesRead', true);
    this.changed.fire(undefined);
  }

  private setFiles(key: string, files: string | undefined): void {
    if (this.files.get(key) === files) return;
    if (files === undefined) this.files.delete(key);
    else this.files.set(key, files);
    const all = [...this.files.values()].flatMap((list) => JSON.parse(list) as string[]);
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templates', all);
  }
}
