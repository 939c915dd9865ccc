import * as vscode from 'vscode';
import type { Refusal } from '../../../language/packer/navigation/rename';
import { asEdit, asRange, plainPosition } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';

/** Renames variables, locals, sources, data sources and builds in all files of a template. */
export class PackerRename implements vscode.RenameProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  /** @throws Error with what is said to the user */
  async prepareRename(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    const { range, name } = unlessRefused(
      await this.lint.ask('prepareRename', path, plainPosition(position)),
    );
    return { range: asRange(range), placeholder: name };
  }

  /** @throws Error with what is said to the user */
  async provideRenameEdits(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
    to: string,
  ): Promise<vscode.WorkspaceEdit> {
    return asEdit(unlessRefused(await this.lint.ask('rename', path, plainPosition(position), to)).edits);
  }
}

/** VS Code shows the message of what is thrown. */
function unlessRefused<Found extends object>(found: Found | Refusal | undefined): Found {
  if (found && !('refusal' in found)) return found;
  throw new Error(found?.refusal ?? vscode.l10n.t('This file cannot be read. Try again.'));
}
