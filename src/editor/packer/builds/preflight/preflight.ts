import * as vscode from 'vscode';
import type { Build } from '../../../../pipeline/template/template';
import { capabilities, sinceVersion } from '../../../../pipeline/packer/capabilities';
import type { PackerVersions } from '../../../../tools/packer/packerVersions';
import { asBuilt } from '../../../../tools/packer/plan/asBuilt';
import { outputsOf } from '../../../../tools/packer/plan/preflight';
import type { PreflightSeverity } from '../../../../tools/packer/plan/preflight';
import { selectedBuilds } from '../../../../tools/packer/commands/selectedBuilds';
import type { RunRecord } from '../../../../tools/packer/runs/runRecord';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { editorFiles } from '../../../editorFiles';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { pluginNotes, tooOld } from '../../plugins/pluginNotes';
import { fileNotes } from './fileNotes';
import { hostNotes, thisHost } from './hostNotes';
import { lintNotes } from './lintNotes';
import { outputNotes } from './outputNotes';
import type { PreflightNote } from './preflightNote';
import { diskNotes, logSpaceNotes, memoryNotes } from './resourceNotes';
import { variableNotes } from './variableNotes';

const severities: readonly PreflightSeverity[] = ['error', 'warning', 'info'];

/** What is known of the builds of a template. */
interface KnownRuns {
  /** Where the next one writes its log; absolute. */
  readonly log: string;
  /** Newest first. */
  readonly runs: readonly RunRecord[];
}

/**
 * Looks, before a build, for what would make it fail: in less than a second, and without running more than
 * `packer version`. The worst comes first.
 * @throws ToolMissing, WorkspaceUntrusted
 */
export async function preflight(
  request: BuildRequest,
  runner: ToolRunner,
  versions: PackerVersions,
  { log, runs }: KnownRuns,
): Promise<PreflightNote[]> {
  const files = editorFiles();
  const template = asBuilt(request, files);
  const builds = selectedBuilds(template, request.choices);
  const outputs = outputsOf(template, builds, request.target.cwd);
  const found = await Promise.all([
    versionNotes(request, versions),
    pluginNotes({ runner, versions }, template, builds, request.target.cwd),
    diskNotes(outputs),
    logSpaceNotes(log, runs),
    lintNotes(template, files),
  ]);
  const notes = [
    ...buildNotes(request, builds),
    ...variableNotes(request, files),
    ...outputNotes(request, builds, outputs, runs, files),
    ...fileNotes(request, template, files),
    ...memoryNotes(request, builds),
    ...hostNotes(request, builds, thisHost()),
    ...found.flat(),
  ];
  return severities.flatMap((severity) => notes.filter((note) => note.severity === severity));
}

function buildNotes({ template }: BuildRequest, builds: readonly Build[]): PreflightNote[] {
  if (builds.length) return [];
  return [
    {
      severity: 'error',
      title: vscode.l10n.t('There is nothing to build'),
      detail: template.builds.length
        ? vscode.l10n.t('The template has none of the selected builds.')
        : vscode.l10n.t('The template has no builders.'),
    },
  ];
}

async function versionNotes({ choices }: BuildRequest, versions: PackerVersions): Promise<PreflightNote[]> {
  const version = await versions.current();
  if (version === undefined)
    return [
      {
        severity: 'info',
        title: vscode.l10n.t('The version of Packer is unknown'),
        detail: vscode.l10n.t(
          'Packer did not say it, so what depends on it is not checked. The output of Boxwright says why.',
        ),
      },
    ];
  return choices.onError !== 'run-cleanup-provisioner' || capabilities(version).runCleanupProvisioner
    ? []
    : [tooOld('-on-error=run-cleanup-provisioner', version, sinceVersion('runCleanupProvisioner'))];
}
