import * as vscode from 'vscode';
import type { Template } from '../../../../pipeline/template/template';
import type { BuildChoices, OnError } from '../../../../tools/packer/commands/buildChoices';
import { selectedBuilds } from '../../../../tools/packer/commands/selectedBuilds';
import { plural } from '../../../plural';

/** What runs with some choices, in a few words. */
export function describeChoices(template: Template, choices: BuildChoices): string {
  const { varFiles, variables, secrets, force, onError, parallel, timestamps, debugLog, withoutRegistry } =
    choices;
  const set = Object.keys(variables).length + secrets.length;
  return [
    describeBuilds(template, choices),
    ...varFiles.map((file) => vscode.workspace.asRelativePath(file)),
    ...(set ? [plural(set, vscode.l10n.t('{0} variable', set), vscode.l10n.t('{0} variables', set))] : []),
    ...(force ? ['-force'] : []),
    ...(onError === 'cleanup' ? [] : [`-on-error=${onError}`]),
    ...(parallel ? [`-parallel-builds=${parallel}`] : []),
    ...(timestamps ? [] : [vscode.l10n.t('without timestamps')]),
    ...(debugLog ? [vscode.l10n.t('with debug log')] : []),
    ...(withoutRegistry ? ['HCP_PACKER_REGISTRY=off'] : []),
  ].join(', ');
}

function describeBuilds(template: Template, choices: BuildChoices): string {
  const all = template.builds.length;
  const names = selectedBuilds(template, choices).map(({ shownName }) => shownName);
  if (names.length === all) return all === 1 ? (names[0] ?? '') : vscode.l10n.t('all {0} builds', all);
  return names.length > 3 || !names.length
    ? vscode.l10n.t('{0} of {1} builds', names.length, all)
    : names.join(', ');
}

/** What Packer does when a step fails. */
export const onErrorTitles = (): Readonly<Record<OnError, string>> => ({
  cleanup: vscode.l10n.t('Remove everything that the build created'),
  abort: vscode.l10n.t('Leave everything as it is, with the guest running'),
  'run-cleanup-provisioner': vscode.l10n.t(
    "Run the template's cleanup provisioner, then remove everything that the build created",
  ),
  ask: vscode.l10n.t('Ask'),
});
