import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Build } from '../../../../pipeline/template/template';
import { findExecutable } from '../../../../tools/findExecutable';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { checkPrograms } from '../../../../tools/packer/plan/checkPrograms';
import type { Host, Lacking } from '../../../../tools/packer/plan/checkPrograms';
import { lacksHcp } from '../../../../tools/packer/plan/credentials';
import type { PreflightNote } from './preflightNote';

/** What is not on this computer of what builders and the registry need: programs, parts of Windows, credentials. */
export function hostNotes(
  { template, choices }: BuildRequest,
  builds: readonly Build[],
  host: Host,
): PreflightNote[] {
  const { registry } = template;
  return [
    ...(!choices.withoutRegistry && lacksHcp(registry !== undefined, host) ? [hcpNote()] : []),
    ...checkPrograms(builds, host).map(noteOf),
  ];
}

const hcpNote = (): PreflightNote => ({
  severity: 'error',
  title: vscode.l10n.t('HCP Packer needs HCP_CLIENT_ID and HCP_CLIENT_SECRET'),
  detail: vscode.l10n.t(
    'The build publishes to HCP Packer, and ends before it begins without them in the environment of VS Code, or a credential file. Build without the registry, with HCP_PACKER_REGISTRY=off, for this build only.',
  ),
  action: { kind: 'withoutRegistry' },
});

function noteOf(lacking: Lacking): PreflightNote {
  const names = lacking.builds.map(({ shownName }) => shownName).join(', ');
  switch (lacking.kind) {
    case 'program':
      return {
        severity: lacking.certain ? 'error' : 'warning',
        title: vscode.l10n.t('{0} not found', lacking.program),
        detail: vscode.l10n.t(
          '{0} needs it. Install it, or start VS Code with a PATH that leads to it.',
          names,
        ),
      };
    case 'hyperV':
      return lacking.why === 'system'
        ? {
            severity: 'error',
            title: vscode.l10n.t('Hyper-V is a part of Windows'),
            detail: vscode.l10n.t('{0} can be built only on Windows.', names),
          }
        : {
            severity: 'warning',
            title: vscode.l10n.t('The Hyper-V module of PowerShell was not found'),
            detail: vscode.l10n.t('{0} needs it. Turn on the feature Hyper-V of Windows.', names),
          };
    case 'credentials':
      return {
        severity: 'warning',
        title:
          lacking.of === 'aws'
            ? vscode.l10n.t('No AWS credentials found')
            : vscode.l10n.t('No login of the Azure CLI found'),
        detail:
          lacking.of === 'aws'
            ? vscode.l10n.t(
                '{0} needs them: in the environment of VS Code, in ~/.aws, in the template, or from the role of the EC2 instance on which Packer runs.',
                names,
              )
            : vscode.l10n.t('{0} uses it: run az login first.', names),
      };
  }
}

/** The computer on which this window's extensions run, and Packer with them. */
export const thisHost = (): Host => ({
  platform: process.platform,
  env: process.env,
  home: homedir(),
  exists: existsSync,
  has: (program) => findExecutable(program, '') !== undefined || isScriptOnPath(program),
});

/** On Windows some programs are scripts, like az.cmd. */
const isScriptOnPath = (program: string): boolean =>
  process.platform === 'win32' &&
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) =>
      ['.cmd', '.bat'].some((ending) => folder && existsSync(path.join(folder, program + ending))),
    );
