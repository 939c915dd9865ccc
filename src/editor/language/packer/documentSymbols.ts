import * as vscode from 'vscode';
import type { PlacedSymbol } from '../../../analysis/questions';
import { asRange } from '../../lint/convert';
import type { LiveLint } from '../../lint/liveLint';
import { symbolKinds } from './symbolKinds';

/** The outline of an HCL2 template, or of a file that sets its variables. */
export class PackerDocumentSymbols implements vscode.DocumentSymbolProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideDocumentSymbols({
    uri: { fsPath: path },
  }: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    return ((await this.lint.ask('symbols', path)) ?? []).map(toSymbol);
  }
}

function toSymbol({ name, detail, kind, range, selection, children }: PlacedSymbol): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind],
    asRange(range),
    asRange(selection),
  );
  symbol.children = children.map(toSymbol);
  return symbol;
}
