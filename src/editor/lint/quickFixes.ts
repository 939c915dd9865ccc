import * as vscode from 'vscode';
import { editsOf } from '../../lint/applyFixes';
import { disableForLine, disableInFile } from '../../lint/writeSuppression';
import { Projects } from '../../lint/project';
import { turnOff } from '../../lint/turnOff';
import type { Finding } from '../../rules/finding';
import type { TextEdit } from '../../text/textEdit';
import { editorFiles } from '../editorFiles';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

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
    const found = diagnostics.flatMap((diagnostic) => {
      const finding = this.lint.findingOf(path, diagnostic);
      return finding ? [{ diagnostic, finding }] : [];
    });
    if (!found.length) return [];
    const files = editorFiles();
    const text = files.read(path) ?? '';
    const converter = new Converter(files);
    const inFile = this.lint.findingsIn(path);
    const action = (title: string, edits: readonly TextEdit[], diagnostic: vscode.Diagnostic) => {
      const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      made.diagnostics = [diagnostic];
      made.edit = converter.edit(edits);
      return made;
    };
    const ruleFixes = found.flatMap(({ diagnostic, finding }) =>
      finding.fixes.map((fix, index) => {
        const made = action(fix.title, fix.edits, diagnostic);
        made.isPreferred = index === 0;
        return made;
      }),
    );
    // What is said of a rule is offered once, however many of its findings stand here.
    const rules = [...new Map(found.map((one) => [one.finding.rule, one])).values()];
    const others = rules.flatMap(({ diagnostic, finding }) =>
      [...fixAll(finding, inFile), ...silence(finding, text, files)].map(({ title, edits }) =>
        action(title, edits, diagnostic),
      ),
    );
    return [...ruleFixes, ...others];
  }
}

interface Offer {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Where there are several. */
function fixAll({ rule }: Finding, inFile: readonly Finding[]): Offer[] {
  const fixable = inFile.filter((other) => other.rule === rule && other.fixes.length > 0);
  return fixable.length < 2
    ? []
    : [{ title: vscode.l10n.t('Fix all {0} problems in this file', rule), edits: editsOf(fixable) }];
}

function silence({ rule, location }: Finding, text: string, files: ReturnType<typeof editorFiles>): Offer[] {
  // A comment that suppresses nothing is not suppressed by another one.
  if (rule === 'unused-suppression') return [];
  const { path, span } = location;
  const line = disableForLine(path, text, span.start, rule);
  const file = disableInFile(path, text, rule);
  const project = file ? [] : turnOff(path, rule, new Projects(files).ofFile(path));
  return [
    ...(line ? [{ title: vscode.l10n.t('Disable {0} for this line', rule), edits: [line] }] : []),
    ...(file ? [{ title: vscode.l10n.t('Disable {0} in this file', rule), edits: [file] }] : []),
    ...(project.length
      ? [{ title: vscode.l10n.t('Disable {0} for this file in boxwright.json', rule), edits: project }]
      : []),
  ];
}
