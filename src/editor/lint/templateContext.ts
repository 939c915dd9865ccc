import * as vscode from 'vscode';
import type { Subject } from '../../lint/findSubjects';
import { keyOf } from './subjectKey';

/** Tells the editor which files are templates: for the buttons in their title bars. */
export class TemplateContext {
  private readonly files = new Map<string, string>();

  note(subject: Subject): void {
    if (subject.kind !== 'template') return;
    const files = subject.template.files.map(({ path }) => path);
    this.change(keyOf(subject), JSON.stringify(files));
  }

  forget(key: string): void {
    this.change(key, undefined);
  }

  private change(key: string, files: string | undefined): void {
    if (this.files.get(key) === files) return;
    if (files === undefined) this.files.delete(key);
    else this.files.set(key, files);
    const all = [...this.files.values()].flatMap((list) => JSON.parse(list) as string[]);
    void vscode.commands.executeCommand('setContext', 'boxwright.packer.templates', all);
  }
}
