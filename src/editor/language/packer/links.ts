import * as vscode from 'vscode';
import { asRange } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';

/** Leads from paths in HCL2 templates to their files. */
export class PackerLinks implements vscode.DocumentLinkProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideDocumentLinks({ uri: { fsPath: path } }: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const found = (await this.lint.ask('links', path)) ?? [];
    return found.map(({ range, target }) => new vscode.DocumentLink(asRange(range), vscode.Uri.file(target)));
  }
}
