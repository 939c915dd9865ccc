import { freemem, totalmem } from 'node:os';
import * as vscode from 'vscode';
import type { Build } from '../../../../pipeline/template/template';
import { checkDisks, checkMemory } from '../../../../tools/packer/plan/preflight';
import { logDemand, spaceLevel } from '../../../../tools/packer/builds/spaceWatch';
import { describeBytes, describeGigabytes } from '../../../sizes';
import type { Output } from '../../../../tools/packer/plan/preflight';
import { freeSpace } from '../../../../tools/packer/plan/freeSpace';
import type { RunRecord } from '../../../../tools/packer/runs/runRecord';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import type { PreflightNote } from './preflightNote';

/** What the guests take that run at once, against what this computer has. */
export function memoryNotes({ choices }: BuildRequest, builds: readonly Build[]): PreflightNote[] {
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
      title: vscode.l10n.t('The guests need {0} of memory', describeGigabytes(demand.megabytes)),
      detail: [
        severity === 'error'
          ? vscode.l10n.t('This computer has {0}.', describeGigabytes(total))
          : vscode.l10n.t(
              '{0} of {1} are free on this computer.',
              describeGigabytes(free),
              describeGigabytes(total),
            ),
        ...(several
          ? [
              vscode.l10n.t(
                '{0} builds run at the same time. Run them one after the other, for this build only.',
                demand.builds.length,
              ),
            ]
          : []),
      ].join(' '),
      ...(several && { action: { kind: 'sequential' } }),
    },
  ];
}

/** What the disks may grow to, against what is free where they will be. */
export async function diskNotes(outputs: readonly Output[]): Promise<PreflightNote[]> {
  const spaces = new Map(
    await Promise.all(outputs.map(async ({ folder }) => [folder, await freeSpace(folder)] as const)),
  );
  return checkDisks(outputs, (folder) => spaces.get(folder)).map(({ severity, folder, demand, free }) => ({
    severity,
    title: vscode.l10n.t('The disks may grow to {0}', describeGigabytes(demand)),
    detail: vscode.l10n.t(
      '{1} are free where {0} will be created.',
      vscode.workspace.asRelativePath(folder),
      describeGigabytes(free),
    ),
  }));
}

/**
 * Whether the log has room, without which Packer hangs.
 * @param log absolute
 * @param runs of the template
 */
export async function logSpaceNotes(log: string, runs: readonly RunRecord[]): Promise<PreflightNote[]> {
  const space = await freeSpace(log);
  const level = space ? spaceLevel('log', space.free, logDemand(runs)) : 'enough';
  if (!space || level === 'enough') return [];
  return [
    {
      severity: level === 'none' ? 'error' : 'warning',
      title: vscode.l10n.t('{0} are free for the log', describeBytes(space.free)),
      detail: vscode.l10n.t(
        'When no space is left where Packer writes {0}, it hangs. Free some space, or choose another file in boxwright.packer.logFile.',
        vscode.workspace.asRelativePath(log),
      ),
    },
  ];
}
