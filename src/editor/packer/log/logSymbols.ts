import * as vscode from 'vscode';
import { logSymbols } from '../../../language/log/logSymbols';
import type { LogSymbol } from '../../../language/log/logSymbols';
import type { StepKind } from '../../../tools/packer/output/runStep';
import { duration } from '../../duration';
import { languageMessages } from '../../language/languageMessages';
import type { LogDocuments } from './logDocuments';

const kinds: Readonly<Record<StepKind | 'build', vscode.SymbolKind>> = {
  build: vscode.SymbolKind.Module,
  prepare: vscode.SymbolKind.Field,
  boot: vscode.SymbolKind.Field,
  wait: vscode.SymbolKind.Event,
  provision: vscode.SymbolKind.Function,
  restart: vscode.SymbolKind.Event,
  shutdown: vscode.SymbolKind.Field,
  export: vscode.SymbolKind.Field,
  'post-process': vscode.SymbolKind.Method,
  'clean-up': vscode.SymbolKind.Field,
};

/** The outline of a log: its builds, and in each of them the steps with how long they took. */
export class LogSymbols implements vscode.DocumentSymbolProvider {
  constructor(private readonly logs: LogDocuments) {}

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[]> {
    const outline = await this.logs.outlineOf(document, token);
    if (!outline) return [];
    return logSymbols(outline, { ...languageMessages, duration }).map((symbol) => toSymbol(document, symbol));
  }
}

function toSymbol(
  document: vscode.TextDocument,
  { name, detail, kind, first, last, children }: LogSymbol<StepKind>,
): vscode.DocumentSymbol {
  const head = document.lineAt(first).range;
  const range = new vscode.Range(head.start, document.lineAt(last).range.end);
  const symbol = new vscode.DocumentSymbol(name, detail, kinds[kind], range, head);
  symbol.children = children.map((child) => toSymbol(document, child));
  return symbol;
}
