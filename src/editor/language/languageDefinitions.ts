import * as vscode from 'vscode';
import { asRange } from '../lint/convert';
import type { LiveLint } from '../lint/liveLint';

/** Leads from a value to what it names. */
export class LanguageDefinitions implements vscode.DefinitionProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideDefinition(
    { uri: { fsPath: path } }: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    const found = (await this.lint.ask('definition', path, { line, character })) ?? [];
    return found.map(({ origin, target, selection }) => ({
      originSelectionRange: asRange(origin),
      targetUri: vscode.Uri.file(target.path),
      targetRange: asRange(target.range),
      targetSelectionRange: asRange(selection),
    }));
  }
}
