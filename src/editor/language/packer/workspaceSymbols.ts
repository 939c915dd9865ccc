import * as vscode from 'vscode';
import { asRange } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';
import { symbolKinds } from './symbolKinds';

/** Finds what HCL2 templates of the workspace declare. */
export class PackerWorkspaceSymbols implements vscode.WorkspaceSymbolProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideWorkspaceSymbols(search: string): Promise<vscode.SymbolInformation[]> {
    const found = (await this.lint.ask('workspaceSymbols', search)) ?? [];
    return found.map(
      ({ name, kind, location: { path, range } }) =>
        new vscode.SymbolInformation(
          name,
          symbolKinds[kind],
          vscode.workspace.asRelativePath(path),
          new vscode.Location(vscode.Uri.file(path), asRange(range)),
        ),
    );
  }
}
