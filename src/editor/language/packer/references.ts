import * as vscode from 'vscode';
import { asRange, plainPosition } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';

/** Finds where a name of an HCL2 template is used, in all of its files. */
export class PackerReferences implements vscode.ReferenceProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideReferences(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
  ): Promise<vscode.Location[]> {
    const found =
      (await this.lint.ask('references', path, plainPosition(position), includeDeclaration)) ?? [];
    return found.map((one) => new vscode.Location(vscode.Uri.file(one.path), asRange(one.range)));
  }
}
