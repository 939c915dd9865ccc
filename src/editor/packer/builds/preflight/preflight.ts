import path from 'node:path';
import * as vscode from 'vscode';
import { readTemplate } from '../../../../pipeline/template/readTemplate';
import type { Build, Template } from '../../../../pipeline/template/template';
import type { FileSource } from '../../../../text/fileSource';
import { capabilities, sinceVersion } from '../../../../tools/packer/versions/capabilities';
import type { PackerVersions } from '../../../../tools/packer/versions/packerVersions';
import { outputsOf, variablesText } from '../../../../tools/packer/plan/preflight';
import type { PreflightSeverity } from '../../../../tools/packer/plan/preflight';
import { selectedBuilds } from '../../../../tools/packer/commands/selectedBuilds';
import type { ToolRunner } from '../../../../tools/toolRunner';
import { editorFiles } from '../../../editorFiles';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { pluginNotes, tooOld } from '../../plugins/pluginNotes';
import { fileNotes } from './fileNotes';
import { lintNotes } from './lintNotes';
import { outputNotes } from './outputNotes';
import type { PreflightNote } from './preflightNote';
import { diskNotes, memoryNotes } from './resourceNotes';
import { variableNotes } from './variableNotes';

const severities: readonly PreflightSeverity[] = ['error', 'warning', 'info'];

/**
 * Looks, before a build, for what would make it fail: in less than a second, and without running more than
 * `packer version`. The worst comes first.
 * @throws ToolMissing, WorkspaceUntrusted
 */
export async function preflight(
  request: BuildRequest,
  runner: ToolRunner,
  versions: PackerVersions,
): Promise<PreflightNote[]> {
  const files = editorFiles();
  const template = asBuilt(request, files);
  const builds = selectedBuilds(template, request.choices);
  const outputs = outputsOf(template, builds, request.target.cwd);
  const found = await Promise.all([
    versionNotes(request, versions),
    pluginNotes(template, builds, request.target.cwd, runner, versions),
    diskNotes(outputs),
    lintNotes(template, files),
  ]);
  const notes = [
    ...buildNotes(request, builds),
    ...variableNotes(request, files),
    ...outputNotes(request, outputs),
    ...fileNotes(request, template, files),
    ...memoryNotes(request, builds),
    ...found.flat(),
  ];
  return severities.flatMap((severity) => notes.filter((note) => note.severity === severity));
}

/** The template with the variables that it is built with. */
function asBuilt({ template, target, choices }: BuildRequest, files: FileSource): Template {
  const [first] = template.files;
  if (!first) return template;
  const given = path.join(target.cwd, '-var.json');
  const text = variablesText(choices);
  const withGiven: FileSource = {
    ...files,
    read: (file) => (file === given ? text : files.read(file)),
  };
  const varFiles = [...choices.varFiles.map((file) => path.resolve(target.cwd, file)), given];
  return readTemplate(first.path, withGiven, { varFiles }) ?? template;
}

function buildNotes({ template }: BuildRequest, builds: readonly Build[]): PreflightNote[] {
  if (builds.length) return [];
  return [
    {
      severity: 'error',
      title: vscode.l10n.t('There is nothing to build'),
      detail: template.builds.length
        ? vscode.l10n.t('No build of the template has a name that was chosen.')
        : vscode.l10n.t('The template has no builders.'),
    },
  ];
}

async function versionNotes({ choices }: BuildRequest, versions: PackerVersions): Promise<PreflightNote[]> {
  const version = await versions.current();
  return version === undefined ||
    choices.onError !== 'run-cleanup-provisioner' ||
    capabilities(version).runCleanupProvisioner
    ? []
    : [tooOld('-on-error=run-cleanup-provisioner', version, sinceVersion('runCleanupProvisioner'))];
}
