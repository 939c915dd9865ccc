import * as vscode from 'vscode';
import type { OfferedFix } from '../../analysis/questions';
import { baseFolders } from '../packer/templates/baseFolders';
import { asEdit } from './convert';
import type { LiveLint } from './liveLint';
import { templateFix } from './templateFixes';

/** Offers under the light bulb what mends the linter's findings, and what silences them. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly lint: Pick<LiveLint, 'ask' | 'findingKeyOf' | 'dependentsOf'>) {}

  async provideCodeActions(
    { uri: { fsPath: path } }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (only && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const shown = new Map<string, vscode.Diagnostic>();
    for (const diagnostic of diagnostics) {
      const key = this.lint.findingKeyOf(path, diagnostic);
      if (key !== undefined) shown.set(key, diagnostic);
    }
    if (!shown.size) return [];
    const found = await this.lint.ask('quickFixes', path, [...shown.keys()], this.chosenFolders(path));
    if (!found) return [];
    const toAction = ({ title, edits, finding, isPreferred }: OfferedFix) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = asEdit(edits);
      action.isPreferred = isPreferred;
      return of(shown.get(finding), action);
    };
    const mending = found.edits.filter(({ mends }) => mends).map(toAction);
    const silencing = found.edits.filter(({ mends }) => !mends).map(toAction);
    const others = found.others.flatMap((fix) => {
      const action = templateFix(fix);
      return action ? [of(shown.get(fix.finding), action)] : [];
    });
    return [...mending, ...others, ...silencing, ...explanations([...shown.values()])];
  }

  /** Where Packer is started for the templates that lead to a file, where the user has chosen that. */
  private chosenFolders(path: string): Record<string, string> {
    const chosen = this.lint.dependentsOf(path).flatMap(({ key }) => {
      const folder = baseFolders.of(key);
      return folder === undefined ? [] : [[key, folder] as const];
    });
    return Object.fromEntries(chosen);
  }
}

function of(diagnostic: vscode.Diagnostic | undefined, action: vscode.CodeAction): vscode.CodeAction {
  if (diagnostic) action.diagnostics = [diagnostic];
  return action;
}

/** One for each rule: its page says why, and how to mend it. */
function explanations(shown: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
  const rules = new Map(shown.map((diagnostic) => [ruleOf(diagnostic), diagnostic]));
  return [...rules].map(([rule, diagnostic]) => {
    const title = vscode.l10n.t('Explain {0}', rule);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command: 'boxwright.openRule', arguments: [rule] };
    return of(diagnostic, action);
  });
}

const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
