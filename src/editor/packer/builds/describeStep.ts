import * as vscode from 'vscode';
import type { RunStep } from '../../../tools/packer/runs/runRecord';

/**
 * A step in a few words: `provisioner 3 of 7: powershell scripts/x.ps1`, or what Packer says.
 * @param provisioners the types of those that run in its build, in order; unknown without a template
 */
export function describeStep(
  { kind, text, provisioner }: RunStep,
  provisioners: readonly string[] = [],
): string {
  const said = text.replace(/\s*\.\.\.$/, '');
  const type = provisioner === undefined ? undefined : provisioners[provisioner];
  if (provisioner === undefined || type === undefined || (kind !== 'provision' && kind !== 'restart'))
    return said;
  const what = [type, detailOf(said, type)].filter(Boolean).join(' ');
  return vscode.l10n.t('provisioner {0} of {1}: {2}', provisioner + 1, provisioners.length, what);
}

/** The same without the words, where there is little room: `3/7`. */
export function shortStep(
  { kind, text, provisioner }: RunStep,
  provisioners: readonly string[] = [],
): string {
  const isProvisioner = provisioner !== undefined && (kind === 'provision' || kind === 'restart');
  if (isProvisioner && provisioners.length) return `${provisioner + 1}/${provisioners.length}`;
  return text.replace(/\s*\.\.\.$/, '');
}

/** Commands that stand in the template are a file with a name of Packer's own. */
const temporary = /(?:packer-shell|powershell-provisioner|windows-shell-provisioner)[\w-]*$/;

function detailOf(said: string, type: string): string {
  const script = / script: (.+)$/.exec(said)?.[1];
  if (script !== undefined) return temporary.test(script) ? vscode.l10n.t('(inline)') : script;
  const copied = /^(?:Up|Down)loading (.+ => .+)$/.exec(said)?.[1];
  if (copied !== undefined) return copied;
  // `windows-restart: Restarting Machine` says the same twice.
  return type === 'windows-restart' || said.startsWith('Provisioning with ') ? '' : `(${said})`;
}
