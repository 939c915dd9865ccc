import * as vscode from 'vscode';
import { stepDetail } from '../../../tools/packer/plan/stepDetail';
import type { RunStep } from '../../../tools/packer/output/runStep';

/**
 * A step in a few words: `provisioner 3 of 7: powershell scripts/x.ps1`, or what Packer says.
 * @param provisioners the types of those that run in its build, in order; unknown without a template
 */
export function describeStep(step: RunStep, provisioners: readonly string[] = []): string {
  const detail = stepDetail(step, provisioners);
  if (detail.kind === 'message') return detail.text;
  const { index, of, type, inline, subject } = detail;
  const what = [type, inline ? vscode.l10n.t('(inline)') : subject].filter(Boolean).join(' ');
  return vscode.l10n.t('provisioner {0} of {1}: {2}', index + 1, of, what);
}

/** The same without the words, where there is little room: `3/7`. */
export function shortStep(step: RunStep, provisioners: readonly string[] = []): string {
  const detail = stepDetail(step, provisioners);
  return detail.kind === 'message' ? detail.text : `${detail.index + 1}/${detail.of}`;
}
