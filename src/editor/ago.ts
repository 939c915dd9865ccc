import * as vscode from 'vscode';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, in words. @param at milliseconds since 1970 */
export function ago(at: number, now = Date.now()): string {
  const passed = Math.max(0, now - at);
  if (passed < minute) return vscode.l10n.t('just now');
  if (passed < hour) return vscode.l10n.t('{0} min ago', Math.floor(passed / minute));
  if (passed < day) return vscode.l10n.t('{0} h ago', Math.floor(passed / hour));
  return new Date(at).toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short' });
}
