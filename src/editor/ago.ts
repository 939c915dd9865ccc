import * as vscode from 'vscode';
import { duration } from './duration';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How long ago something was, in words. @param at milliseconds since 1970 */
export function ago(at: number, now = Date.now()): string {
  const passed = Math.max(0, now - at);
  if (passed < minute) return vscode.l10n.t('just now');
  if (passed < day) return vscode.l10n.t('{0} ago', duration(passed, { accuracy: 'minutes' }));
  return new Date(at).toLocaleDateString(vscode.env.language, { day: 'numeric', month: 'short' });
}
