import * as vscode from 'vscode';
import type { RunRecord, RunStatus } from '../../../tools/packer/runs/runRecord';
import { ago } from '../../ago';

/** The state of a run as the editor shows it, never by its color alone. */
export const statusIcons: Readonly<Record<RunStatus, vscode.ThemeIcon>> = {
  running: new vscode.ThemeIcon('loading~spin'),
  succeeded: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed')),
  cancelled: new vscode.ThemeIcon('circle-slash'),
  abandoned: new vscode.ThemeIcon('question'),
};

const statusNames: Readonly<Record<RunStatus, () => string>> = {
  running: () => vscode.l10n.t('running'),
  succeeded: () => vscode.l10n.t('succeeded'),
  failed: () => vscode.l10n.t('failed'),
  cancelled: () => vscode.l10n.t('stopped'),
  abandoned: () => vscode.l10n.t('result unknown'),
};

export const statusName = (status: RunStatus): string => statusNames[status]();

/** `succeeded 12 min ago`, `running`. */
export function describeRun({ status, ended, began }: Pick<RunRecord, 'status' | 'ended' | 'began'>): string {
  const name = statusName(status);
  return status === 'running' ? name : vscode.l10n.t('{0} {1}', name, ago(ended ?? began));
}
