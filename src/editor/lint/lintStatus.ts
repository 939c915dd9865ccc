import path from 'node:path';
import * as vscode from 'vscode';
import { plural } from '../plural';
import { settings } from '../settings';
import type { LiveLint } from './liveLint';

/** Says of the open file, in the editor's language status, what was checked with it. */
export class LintStatus implements vscode.Disposable {
  /** Undefined while the open file is nothing to the linter. */
  item: vscode.LanguageStatusItem | undefined;
  private language = '';
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly lint: LiveLint) {
    const update = () => this.update();
    this.subscriptions = [lint.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update)];
  }

  dispose(): void {
    this.item?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const shown = document && describe(document.uri.fsPath, this.lint);
    if (!document || !shown) {
      this.item?.dispose();
      this.item = undefined;
      return;
    }
    const item = this.itemOf(document.languageId);
    item.text = `$(${shown.icon}) ${shown.text}`;
    item.detail = shown.detail;
    item.busy = this.lint.busy;
    item.accessibilityInformation = {
      label: vscode.l10n.t('Boxwright: {0}, {1}', shown.text, shown.detail),
    };
    item.command =
      settings.lintRun() === 'onType'
        ? { title: vscode.l10n.t('Show Problems'), command: 'workbench.actions.view.problems' }
        : { title: vscode.l10n.t('Lint Now'), command: 'boxwright.lintFile' };
  }

  /** An item is of a language; which files of it are meant is told by its being there. */
  private itemOf(language: string): vscode.LanguageStatusItem {
    if (this.item && this.language === language) return this.item;
    this.item?.dispose();
    const item = vscode.languages.createLanguageStatusItem('boxwright.lint', { language, scheme: 'file' });
    item.name = 'Boxwright';
    this.language = language;
    return (this.item = item);
  }
}

interface Described {
  readonly icon: string;
  readonly text: string;
  readonly detail: string;
}

function describe(file: string, lint: LiveLint): Described | undefined {
  const leading = lint.dependentsOf(file);
  const [first, ...others] = leading;
  if (!first) return undefined;
  const read = new Set(leading.flatMap(({ files }) => files));
  const findings = lint.countIn(read);
  const what = others.length ? vscode.l10n.t('{0} templates', leading.length) : path.basename(first.key);
  const builds = leading.reduce((sum, one) => sum + one.builds, 0);
  return {
    icon: findings ? 'warning' : 'check',
    text: findings
      ? plural(findings, vscode.l10n.t('{0} finding', findings), vscode.l10n.t('{0} findings', findings))
      : vscode.l10n.t('No findings'),
    detail: [
      what,
      ...(builds
        ? [plural(builds, vscode.l10n.t('{0} build', builds), vscode.l10n.t('{0} builds', builds))]
        : []),
      plural(
        read.size,
        vscode.l10n.t('{0} file read', read.size),
        vscode.l10n.t('{0} files read', read.size),
      ),
    ].join(', '),
  };
}
