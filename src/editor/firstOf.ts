import * as vscode from 'vscode';

/** The first of some names, and behind them how many more there are: `a`, `b`, `and 3 more`. */
export function firstOf(names: readonly string[], most: number): string[] {
  const left = names.length - most;
  return left > 0 ? [...names.slice(0, most), vscode.l10n.t('and {0} more', left)] : [...names];
}
