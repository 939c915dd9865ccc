import * as vscode from 'vscode';
import { asRange, plainPosition } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';

/** Leads from names in HCL2 templates to what declares them. */
export class PackerDefinitions implements vscode.DefinitionProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideDefinition(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    const found = (await this.lint.ask('definitions', path, plainPosition(position))) ?? [];
    return found.map(({ origin, target, selection }) => ({
      originSelectionRange: asRange(origin),
      targetUri: vscode.Uri.file(target.path),
      targetRange: asRange(target.range),
      targetSelectionRange: asRange(selection),
    }));
  }
}
