import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { freemem, homedir, totalmem } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { knownPaths, lintPaths } from '../../lint/lintPaths';
import { candidateFolders } from '../../pipeline/paths/baseFolder';
import { readTemplate } from '../../pipeline/template/readTemplate';
import type { Build, Template } from '../../pipeline/template/template';
import { templateVariables } from '../../pipeline/template/variables';
import type { FileSource } from '../../text/fileSource';
import type { Location } from '../../text/location';
import { SourceText } from '../../text/sourceText';
import { rules } from '../../rules/rules';
import { capabilities, sinceVersion } from '../../tools/packer/capabilities';
import type { PackerVersions } from '../../tools/packer/packerVersions';
import {
  checkDisks,
  checkMemory,
  checkOutputs,
  missingFiles,
  outputsOf,
  variablesText,
} from '../../tools/packer/preflight';
import type { FreeSpace, Output, PreflightSeverity } from '../../tools/packer/preflight';
import { selectedBuilds } from '../../tools/packer/selectedBuilds';
import type { ToolRunner } from '../../tools/toolRunner';
import { editorFiles } from '../editorFiles';
import type { BuildRequest } from './builds';
import { pluginNotes, tooOld } from './pluginNotes';

/** What can be done about a note. */
export type PreflightAction =
  | { readonly kind: 'init' }
  | { readonly kind: 'install'; readonly source: string }
  /** A command of its own, as it takes more than Packer. */
  | { readonly kind: 'installDsc' }
  | { readonly kind: 'show'; readonly location: Location }
  | { readonly kind: 'browse'; readonly url: string }
  /** Packer runs elsewhere. */
  | { readonly kind: 'folder'; readonly cwd: string }
  /** With `-force`, this time: Packer deletes the folders of all builds. */
  | { readonly kind: 'force'; readonly folders: readonly string[] }
  /** One build after the other, this time. */
  | { readonly kind: 'sequential' }
  | { readonly kind: 'variables' }
  | { readonly kind: 'varFiles' };

/** Something to know before a build. */
export interface PreflightNote {
  readonly severity: PreflightSeverity;
  readonly title: string;
  /** What follows from it, and what the action does. */
  readonly detail: string;
  readonly action?: PreflightAction;
}

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

function variableNotes(
  { template, target, choices, secrets }: BuildRequest,
  files: FileSource,
): PreflightNote[] {
  const varFiles = choices.varFiles.map((file) => path.resolve(target.cwd, file));
  const gone = varFiles.filter((file) => files.kind(file) !== 'file');
  const given = new Set([...Object.keys(choices.variables), ...secrets.keys()]);
  const variables = templateVariables(template, files, { varFiles });
  const unset = variables.filter(
    ({ name, required }) =>
      required &&
      !given.has(name) &&
      (template.dialect === 'json' || process.env[`PKR_VAR_${name}`] === undefined),
  );
  // Packer is given secrets of HCL2 templates by its environment, which counts less than any file.
  const overruled = variables.filter(
    ({ name, setIn }) => template.dialect === 'hcl2' && setIn !== undefined && secrets.has(name),
  );
  return [
    ...gone.map((file): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('The file {0} is gone', vscode.workspace.asRelativePath(file)),
      detail: vscode.l10n.t('Packer was to read variables from it and stops there. Choose other files.'),
      action: { kind: 'varFiles' },
    })),
    ...overruled.map(({ name, setIn = '' }): PreflightNote => ({
      severity: 'warning',
      title: vscode.l10n.t('The secret {0} is not used', name),
      detail: vscode.l10n.t(
        'The file {0} sets it, too, and files count more than what is kept secret. Choose other files, or remove it there.',
        vscode.workspace.asRelativePath(setIn),
      ),
      action: { kind: 'varFiles' },
    })),
    ...unset.map(({ name }): PreflightNote => ({
      severity: 'error',
      title: vscode.l10n.t('The variable {0} has no value', name),
      detail: vscode.l10n.t('It has no default, and Packer does not build without it. Give it a value.'),
      action: { kind: 'variables' },
    })),
  ];
}

function outputNotes(
  { template, target, choices }: BuildRequest,
  outputs: readonly Output[],
): PreflightNote[] {
  const keep = [template.folder, target.cwd, homedir()];
  const found = checkOutputs(outputs, choices.force, keep, existsSync);
  return found.map(({ kind, folder, build }) => {
    const name = vscode.workspace.asRelativePath(folder);
    if (kind === 'exists')
      return {
        severity: 'error',
        title: vscode.l10n.t('The folder {0} is there already', name),
        detail: vscode.l10n.t(
          'An earlier build has left it, and {0} does not write over it. Let Packer delete it first (-force), this time.',
          build.name,
        ),
        action: { kind: 'force', folders: found.map((other) => other.folder) },
      };
    if (kind === 'replaced')
      return {
        severity: 'info',
        title: vscode.l10n.t('Packer deletes the folder {0} first', name),
        detail: vscode.l10n.t('It is there already, and -force is chosen.'),
      };
    return {
      severity: 'error',
      title: vscode.l10n.t('Packer would delete {0}', folder),
      detail: vscode.l10n.t(
        'The template names it as the output folder of {0}, but it holds more than a build makes, and -force is chosen. Correct output_directory, or do without -force.',
        build.name,
      ),
      action: { kind: 'show', location: build.typeLocation },
    };
  });
}

function fileNotes(
  { template, target }: BuildRequest,
  asBuilt: Template,
  files: FileSource,
): PreflightNote[] {
  const candidates = candidateFolders(template, files);
  return missingFiles(asBuilt, target.cwd, candidates, files).map(({ reference, foundFrom }) => ({
    severity: 'error',
    title: vscode.l10n.t('{0} is not there', reference.value.text),
    ...(foundFrom === undefined
      ? {
          detail: vscode.l10n.t('The template needs it, as {0}. Show the place.', reference.setting),
          action: { kind: 'show', location: reference.value.location },
        }
      : {
          detail: vscode.l10n.t(
            'Packer looks for it from the folder in which it runs. From {0} it is found: run it there.',
            foundFrom,
          ),
          action: { kind: 'folder', cwd: foundFrom },
        }),
  }));
}

function memoryNotes({ choices }: BuildRequest, builds: readonly Build[]): PreflightNote[] {
  const problem = checkMemory(builds, choices.parallel, {
    total: totalmem(),
    free: freemem(),
    platform: process.platform,
  });
  if (!problem) return [];
  const { severity, demand, total, free } = problem;
  const several = demand.builds.length > 1;
  return [
    {
      severity,
      title: vscode.l10n.t('The guests take {0} of memory', gigabytes(demand.megabytes)),
      detail: [
        severity === 'error'
          ? vscode.l10n.t('This computer has {0}.', gigabytes(total))
          : vscode.l10n.t('Of the {0} of this computer {1} are free.', gigabytes(total), gigabytes(free)),
        ...(several
          ? [
              vscode.l10n.t(
                '{0} builds run at the same time. Build one after the other, this time.',
                demand.builds.length,
              ),
            ]
          : []),
      ].join(' '),
      ...(several && { action: { kind: 'sequential' } }),
    },
  ];
}

async function diskNotes(outputs: readonly Output[]): Promise<PreflightNote[]> {
  const spaces = new Map(
    await Promise.all(outputs.map(async ({ folder }) => [folder, await spaceOf(folder)] as const)),
  );
  return checkDisks(outputs, (folder) => spaces.get(folder)).map(({ severity, folder, demand, free }) => ({
    severity,
    title: vscode.l10n.t('The disks may grow to {0}', gigabytes(demand)),
    detail: vscode.l10n.t(
      'Where {0} will be, {1} are free.',
      vscode.workspace.asRelativePath(folder),
      gigabytes(free),
    ),
  }));
}

/** Of the nearest folder that is there. */
async function spaceOf(folder: string): Promise<FreeSpace | undefined> {
  try {
    const [{ dev }, { bavail, bsize }] = await Promise.all([stat(folder), statfs(folder)]);
    return { device: dev, free: bavail * bsize };
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? undefined : spaceOf(parent);
  }
}

const gigabytes = (megabytes: number): string =>
  vscode.l10n.t(
    '{0} GB',
    (megabytes / 1024).toLocaleString(vscode.env.language, { maximumFractionDigits: 1 }),
  );

async function versionNotes({ choices }: BuildRequest, versions: PackerVersions): Promise<PreflightNote[]> {
  const version = await versions.current();
  return version === undefined ||
    choices.onError !== 'run-cleanup-provisioner' ||
    capabilities(version).runCleanupProvisioner
    ? []
    : [tooOld('-on-error=run-cleanup-provisioner', version, sinceVersion('runCleanupProvisioner'))];
}

/** More of them are counted only. */
const mostFindings = 5;

/** Errors that the linter finds. What is not there is told of the very folder in which Packer runs, not by it. */
async function lintNotes({ files: [first] }: Template, files: FileSource): Promise<PreflightNote[]> {
  if (!first) return [];
  const { findings } = await lintPaths(knownPaths([first.path], files), files, rules, () =>
    Promise.reject(new Error('No Vagrantfile is linted here')),
  );
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && rule !== 'file-missing');
  const shown = errors.slice(0, mostFindings).map(({ message, rule, location }): PreflightNote => {
    const source = new SourceText(location.path, files.read(location.path) ?? '');
    const line = source.positionAt(location.span.start).line + 1;
    return {
      severity: 'error',
      title: vscode.l10n.t('{0} in {1}:{2}', rule, vscode.workspace.asRelativePath(location.path), line),
      detail: message,
      action: { kind: 'show', location },
    };
  });
  const more = errors.length - shown.length;
  if (more <= 0) return shown;
  const last = errors[mostFindings];
  return [
    ...shown,
    {
      severity: 'error',
      title: vscode.l10n.t('Boxwright found {0} more errors', more),
      detail: vscode.l10n.t('See the Problems panel.'),
      ...(last && { action: { kind: 'show', location: last.location } }),
    },
  ];
}
