import path from 'node:path';
import * as vscode from 'vscode';
import { traceScripts } from '../../../rules/fixes/traceScripts';
import type { TraceEdits, Untraceable } from '../../../rules/fixes/traceScripts';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { pickTemplate, targetOf } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';

/**
 * Makes the shell scripts of a template print what they do, or takes that back. It reads and writes texts alone, so it
 * needs neither Packer nor trust.
 * @throws UserFacingError
 */
export async function traceShellScripts(argument: TemplateArgument | undefined): Promise<void> {
  const template = await pickTemplate(argument);
  if (!template) return;
  const files = editorFiles();
  const { cwd } = targetOf(template);
  const name = path.basename(template.path);
  const add = traceScripts(template, cwd, files, 'add');
  const remove = traceScripts(template, cwd, files, 'remove');
  const how = add.edits.length && remove.edits.length ? await askHow() : add.edits.length ? 'add' : 'remove';
  if (!how) return;
  const { edits } = how === 'add' ? add : remove;
  if (!edits.length) {
    void vscode.window.showInformationMessage(
      join(vscode.l10n.t('{0} has no shell script that could be traced.', name), describeLeft(add)),
    );
    return;
  }
  if (!(await mayWrite(edits, how)) || !(await write(edits))) return;
  void vscode.window.showInformationMessage(
    how === 'add'
      ? join(
          vscode.l10n.t(
            'The shell scripts of {0} print each command that they run, with the values in it: passwords, too, unless the template declares them as sensitive. The same command takes it back.',
            name,
          ),
          describeLeft(add),
        )
      : vscode.l10n.t('The shell scripts of {0} are as they were before they were traced.', name),
  );
}

async function askHow(): Promise<'add' | 'remove' | undefined> {
  const items = [
    { label: vscode.l10n.t('Trace the others, too'), how: 'add' as const },
    { label: vscode.l10n.t('Trace none of them any more'), how: 'remove' as const },
  ];
  const placeHolder = vscode.l10n.t('Some of the shell scripts are traced');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.how;
}

/** Whether the user wants it: one file is in sight when it changes, several are listed before. */
async function mayWrite(edits: TraceEdits['edits'], how: 'add' | 'remove'): Promise<boolean> {
  const files = [...new Set(edits.map((edit) => vscode.workspace.asRelativePath(edit.path)))];
  if (files.length < 2) return true;
  const yes = how === 'add' ? vscode.l10n.t('Trace') : vscode.l10n.t('Stop Tracing');
  const message =
    how === 'add'
      ? vscode.l10n.t('Write “set -x” into {0} files?', files.length)
      : vscode.l10n.t('Take “set -x” out of {0} files again?', files.length);
  const detail = files.map((file) => `• ${file}`).join('\n');
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, yes)) === yes;
}

/** As one step that can be undone. @returns whether the editor did it */
async function write(edits: TraceEdits['edits']): Promise<boolean> {
  const converter = new Converter(editorFiles());
  const edit = new vscode.WorkspaceEdit();
  for (const { path: file, span, newText } of edits)
    edit.replace(vscode.Uri.file(file), converter.range(file, span), newText);
  const uris = edit.entries().map(([uri]) => uri);
  const documents = await Promise.all(uris.map((uri) => vscode.workspace.openTextDocument(uri)));
  const saved = documents.filter(({ isDirty }) => !isDirty);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  // Packer reads from disk.
  await Promise.all(saved.map((document) => document.save()));
  return true;
}

function describeLeft({ left }: TraceEdits): string {
  if (!left.length) return '';
  const reasons: Readonly<Record<Untraceable, string>> = {
    noShell: vscode.l10n.t('no shell runs it'),
    expression: vscode.l10n.t('an expression makes it'),
    missing: vscode.l10n.t('it is not there'),
    elsewhere: vscode.l10n.t('it is kept elsewhere'),
    traced: vscode.l10n.t('it traces itself'),
  };
  return vscode.l10n.t(
    'Left as it is: {0}.',
    left.map(({ what, why }) => `${what} (${reasons[why]})`).join(', '),
  );
}

const join = (...sentences: readonly string[]): string => sentences.filter(Boolean).join(' ');
