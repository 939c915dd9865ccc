import * as vscode from 'vscode';

/** A length of time in words, to the second below an hour: `59 s`, `2 min 5 s`, `1 h 2 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return vscode.l10n.t('{0} s', seconds);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? vscode.l10n.t('{0} min {1} s', minutes, seconds % 60)
    : vscode.l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
