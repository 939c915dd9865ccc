import * as vscode from 'vscode';
import { plainPosition } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';

/** Shows how the function is called whose arguments are being written. */
export class PackerSignatureHelp implements vscode.SignatureHelpProvider {
  static readonly triggers = ['(', ','];

  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideSignatureHelp(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.SignatureHelp | undefined> {
    const found = await this.lint.ask('signature', path, plainPosition(position));
    if (!found) return undefined;
    const signature = new vscode.SignatureInformation(found.label);
    signature.parameters = found.parameters.map((label) => new vscode.ParameterInformation(label));
    const help = new vscode.SignatureHelp();
    help.signatures = [signature];
    help.activeSignature = 0;
    // What lies behind the last one marks none.
    help.activeParameter = found.active ?? found.parameters.length;
    return help;
  }
}
