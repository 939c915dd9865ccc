import * as vscode from 'vscode';
import type { LineRange, LoggedStep } from '../../../tools/packer/log/logOutline';
import type { RunStep, StepKind } from '../../../tools/packer/output/runStep';
import { duration } from '../../duration';
import type { LogDocuments } from './logDocuments';

const kinds: Readonly<Record<StepKind, vscode.SymbolKind>> = {
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
    const builds = new Map(
      [...outline.builds].map(([name, range]) => [
        name,
        symbol(document, name, '', vscode.SymbolKind.Module, range),
      ]),
    );
    for (const step of outline.steps) builds.get(step.step.build)?.children.push(stepSymbol(document, step));
    return [...builds.values()];
  }
}

const stepSymbol = (document: vscode.TextDocument, { step, ...range }: LoggedStep): vscode.DocumentSymbol =>
  symbol(document, step.text, detailOf(step), kinds[step.kind], range);

function detailOf({ began, ended, failed }: RunStep): string {
  const time = began > 0 && ended !== undefined ? duration(ended - began) : '';
  return [failed ? vscode.l10n.t('failed') : '', time].filter(Boolean).join(', ');
}

function symbol(
  document: vscode.TextDocument,
  name: string,
  detail: string,
  kind: vscode.SymbolKind,
  { first, last }: LineRange,
): vscode.DocumentSymbol {
  const head = document.lineAt(first).range;
  const range = new vscode.Range(head.start, document.lineAt(last).range.end);
  return new vscode.DocumentSymbol(name, detail, kind, range, head);
}
