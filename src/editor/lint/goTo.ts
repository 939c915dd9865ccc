import * as vscode from 'vscode';
import type { MarkTarget } from '../../language/takeOver/takeOverMarks';
import { editorFiles } from '../editorFiles';
import { Converter } from './convert';

/** Opens the place that a lens leads to; of several, the one that the user picks. @param title of the choice */
export async function goTo(
  targets: readonly MarkTarget[],
  title = vscode.l10n.t('Go to Builder'),
): Promise<void> {
  const target = targets.length > 1 ? await pick(targets, title) : targets[0];
  if (!target) return;
  const { path, span } = target.location;
  const selection = new Converter(editorFiles()).range(path, span);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection });
}

async function pick(targets: readonly MarkTarget[], title: string): Promise<MarkTarget | undefined> {
  const items = targets.map((target) => ({
    label: target.name,
    description: vscode.workspace.asRelativePath(target.location.path),
    target,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Select a build'),
    matchOnDescription: true,
  });
  return chosen?.target;
}
