import assert from 'node:assert/strict';
import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TemplateItem } from '../../src/editor/packer/templatesView/templateItem';
import type { Exports } from '../../src/boxwright';
import type { Entry } from '../../src/extension';

const id = 'boxwright.boxwright';

/** The extension, activated, and loaded as if a command had been run. */
export async function activated(): Promise<Exports> {
  const extension = vscode.extensions.getExtension<Entry>(id);
  assert.ok(extension, `${id} is not installed`);
  const { load } = await extension.activate();
  return load();
}

/** The templates in their view, also those that it groups by folder: other tests may leave many. */
export async function templateItems({ templates }: Exports): Promise<TemplateItem[]> {
  const all: TemplateItem[] = [];
  for (const item of (await templates.getChildren()) ?? []) {
    const items = item.kind === 'folder' ? ((await templates.getChildren(item)) ?? []) : [item];
    all.push(...items.filter((one) => one.kind === 'template'));
  }
  return all;
}

/** A file of the workspace, which is a copy of examples/. */
export function inWorkspace(...names: string[]): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, ...names);
}

/**
 * Waits until a condition holds, asking again at each of the given events.
 * @throws Error after the time, in seconds
 */
export function until<T>(
  what: string,
  ask: () => T | undefined | false,
  events: readonly vscode.Event<never>[],
  seconds = 30,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const subscriptions: vscode.Disposable[] = [];
    const finish = (end: () => void) => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      end();
    };
    const timer = setTimeout(
      () => finish(() => reject(new Error(`Waited ${seconds} s for ${what}.`))),
      seconds * 1000,
    );
    const look = () => {
      const found = ask();
      if (found !== undefined && found !== false) finish(() => resolve(found));
    };
    for (const event of events) subscriptions.push((event as vscode.Event<unknown>)(look));
    look();
  });
}

/**
 * Waits for a file whose text is accepted, by the word of the operating system: VS Code's own watcher does not look into
 * a folder that came together with its parent (of 40 such folders it missed 38).
 * @param file its folder is there already
 * @throws Error after the time, in seconds
 */
export async function written(
  what: string,
  file: string,
  accept: (text: string) => boolean,
  seconds = 30,
): Promise<void> {
  const changes = new vscode.EventEmitter<never>();
  const watcher = watch(path.dirname(file), () => (changes as vscode.EventEmitter<unknown>).fire(undefined));
  const textNow = () => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  };
  try {
    await until(
      what,
      () => {
        const text = textNow();
        return text !== undefined && accept(text);
      },
      [changes.event],
      seconds,
    );
  } finally {
    watcher.close();
    changes.dispose();
  }
}

/** Boxwright's diagnostics of a file, once they satisfy the condition. */
export const diagnosticsOf = (
  uri: vscode.Uri,
  what: string,
  accept: (found: vscode.Diagnostic[]) => boolean,
  source = 'boxwright',
): Promise<vscode.Diagnostic[]> =>
  until(what, () => {
    const found = vscode.languages.getDiagnostics(uri).filter((one) => one.source === source);
    return accept(found) ? found : undefined;
  }, [vscode.languages.onDidChangeDiagnostics as vscode.Event<never>]);

/** The rule of a diagnostic. */
export const ruleOf = ({ code }: vscode.Diagnostic): string =>
  typeof code === 'object' ? String(code.value) : String(code);

/** A condition for `diagnosticsOf`: whether something of a rule is among them. */
export const has =
  (rule: string) =>
  (all: readonly vscode.Diagnostic[]): boolean =>
    all.some((one) => ruleOf(one) === rule);

/** Opens a file of the workspace in an editor. */
export const show = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));

/** Replaces text in an open document, once. */
export async function replace(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, `'${before}' does not stand in ${path.basename(document.fileName)}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, after)));
}

/** Closes all editors without saving. What was typed is reverted file by file: which editor is active may lag behind. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** What a task of Boxwright ends with. Ask before the task is started. */
export function taskEnd(type: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.definition.type !== type) return;
      subscription.dispose();
      resolve(exitCode);
    });
  });
}
