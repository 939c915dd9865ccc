import * as vscode from 'vscode';
import { quickFixes } from '../../language/fixes/quickFixes';
import type { QuickFix } from '../../language/fixes/quickFixes';
import type { Finding } from '../../rules/finding';
import { editorFiles } from '../editorFiles';
import { languageMessages } from '../language/languageMessages';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';
import { templateFix } from './templateFixes';

/** Offers under the light bulb what mends the linter's findings, and what silences them. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(private readonly lint: LiveLint) {}

  provideCodeActions(
    { uri: { fsPath: path } }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics, only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (only && !only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const shown = new Map<Finding, vscode.Diagnostic>();
    for (const diagnostic of diagnostics) {
      const finding = this.lint.findingOf(path, diagnostic);
      if (finding) shown.set(finding, diagnostic);
    }
    if (!shown.size) return [];
    const files = editorFiles();
    const converter = new Converter(files);
    const asked = { findings: [...shown.keys()], inFile: this.lint.findingsIn(path), files };
    const toAction = ({ title, edits, finding, isPreferred }: QuickFix) => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      const diagnostic = shown.get(finding);
      if (diagnostic) action.diagnostics = [diagnostic];
      action.edit = converter.edit(edits);
      action.isPreferred = isPreferred;
      return action;
    };
    const all = quickFixes(asked, languageMessages);
    const mending = all.filter(({ mends }) => mends).map(toAction);
    const silencing = all.filter(({ mends }) => !mends).map(toAction);
    return [...mending, ...templateFixes(shown), ...silencing, ...explanations(shown)];
  }
}

/** What mends one of them beyond edits. */
function templateFixes(shown: ReadonlyMap<Finding, vscode.Diagnostic>): vscode.CodeAction[] {
  return [...shown].flatMap(([finding, diagnostic]) => {
    const action = templateFix(finding);
    if (!action) return [];
    action.diagnostics = [diagnostic];
    return [action];
  });
}

/** One for each rule: its page says why, and how to mend it. */
function explanations(shown: ReadonlyMap<Finding, vscode.Diagnostic>): vscode.CodeAction[] {
  const rules = new Map([...shown].map(([{ rule }, diagnostic]) => [rule, diagnostic]));
  return [...rules].map(([rule, diagnostic]) => {
    const title = vscode.l10n.t('Explain {0}', rule);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.command = { title, command: 'boxwright.openRule', arguments: [rule] };
    return action;
  });
}
