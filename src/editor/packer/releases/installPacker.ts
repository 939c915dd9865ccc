import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { notify, withProgress } from '../../notify';
import { version as versionCommand } from '../../../tools/packer/commands/packer';
import { installedPackers } from '../../../tools/packer/releases/installedPackers';
import { InstallFailure } from '../../../tools/packer/releases/installProblem';
import { installRelease } from '../../../tools/packer/releases/installRelease';
import type { InstallStep, ReleaseSource } from '../../../tools/packer/releases/installRelease';
import type { Release } from '../../../tools/packer/releases/release';
import { ToolRunner } from '../../../tools/toolRunner';
import { MultiStepInput } from '../../multiStepInput';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';
import { describeBytes } from '../../sizes';
import { signalOf } from '../templates/askPacker';
import { acceptLicense } from './acceptLicense';
import { describeProblem } from './describeProblem';
import { hashiCorpKey } from '../../../tools/packer/releases/hashiCorpKey';
import { readReleaseKeys } from '../../../tools/packer/releases/releaseKeys';
import type { PackerServices } from './packerServices';
import { pickRelease } from './pickRelease';
import { releaseSource } from './releaseSource';
import { askUseIn, usePacker } from './usePacker';
import type { UseIn } from './usePacker';

/**
 * Installs a version of Packer that the user picks and whose license they accept, and uses it where they want.
 * @param wanted the version that is offered first; empty for the newest
 * @throws WorkspaceUntrusted, UserFacingError
 */
export async function installPacker(services: PackerServices, wanted: string): Promise<void> {
  services.runner.checkTrust();
  const source = releaseSource(readReleaseKeys(services.trustedKey() ?? hashiCorpKey));
  try {
    const plan = await askForPlan(services, source, wanted);
    if (!plan) return;
    const { release, isInstalled, useIn } = plan;
    if (!isInstalled && !(await install(release, source, services))) return;
    if (useIn !== undefined) await usePacker(release.version, useIn);
    services.changed();
    void notify.information(
      isAskedFor(release)
        ? vscode.l10n.t('Packer {0} is installed and in use.', release.version)
        : vscode.l10n.t("Packer {0} is installed. To use it, run 'Packer: Select Packer…'.", release.version),
    );
  } catch (error) {
    if (error instanceof InstallFailure) throw new UserFacingError(describeProblem(error.problem));
    throw error;
  }
}

/** Whether the settings of this workspace, or those of the user, have this version already. */
const isAskedFor = ({ version }: Release): boolean => settings.packer().version === version;

interface Plan {
  readonly release: Release;
  readonly isInstalled: boolean;
  readonly useIn: UseIn | undefined;
}

/** Page by page; undefined: the user closed one. @throws InstallFailure */
async function askForPlan(
  { folder }: PackerServices,
  source: ReleaseSource,
  wanted: string,
): Promise<Plan | undefined> {
  const input = new MultiStepInput();
  const title = (version?: string) =>
    version === undefined ? vscode.l10n.t('Install Packer') : vscode.l10n.t('Install Packer {0}', version);
  const place = (step: number, version: string) => ({
    title: title(version),
    step,
    totalSteps: 3,
    back: true,
  });
  try {
    let picked: Awaited<ReturnType<typeof pickRelease>>;
    for (;;) {
      picked = await pickRelease(
        input,
        { title: title(), step: 1, totalSteps: 3 },
        source,
        folder,
        picked?.release.version ?? wanted,
        picked?.releases,
      );
      if (!picked) return undefined;
      const { release } = picked;
      const isInstalled = installedPackers(folder).includes(release.version);
      for (;;) {
        const license = isInstalled
          ? 'accepted'
          : await acceptLicense(input, place(2, release.version), release.version);
        if (license !== 'accepted') {
          if (license === 'back') break;
          return undefined;
        }
        if (isAskedFor(release)) return { release, isInstalled, useIn: undefined };
        const use = await askUseIn(input, place(3, release.version), !isInstalled);
        if (use !== 'back') return use && { release, isInstalled, useIn: use.useIn };
        if (isInstalled) break;
      }
    }
  } finally {
    input.dispose();
  }
}

/** @returns false: the user has cancelled it @throws InstallFailure */
const install = (
  release: Release,
  source: ReleaseSource,
  { folder, log }: PackerServices,
): Thenable<boolean> =>
  withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Installing Packer {0}…', release.version),
      cancellable: true,
    },
    async (progress, token) => {
      const signal = signalOf(token);
      let shown = 0;
      try {
        const program = await installRelease(release, source, {
          folder,
          signal,
          prove: (program) => versionOf(program, log, signal),
          onStep: (step) => {
            const percent = percentOf(step);
            // Each piece of a download would be too often.
            if (step.kind === 'download' && percent === shown && percent > 0) return;
            progress.report({ message: describeStep(step), increment: percent - shown });
            shown = percent;
          },
        });
        log.info(`Packer ${release.version} from ${source.base} is installed: ${program}`);
        return true;
      } catch (error) {
        if (token.isCancellationRequested) return false;
        if (error instanceof InstallFailure)
          log.warn(`Packer ${release.version} from ${source.base}: ${JSON.stringify(error.problem)}`);
        throw error;
      }
    },
  );

/** The version that a program says it is. */
const versionOf = (
  program: string,
  log: vscode.LogOutputChannel,
  signal: AbortSignal,
): Promise<string | undefined> =>
  new ToolRunner({
    locate: () => program,
    isTrusted: () => vscode.workspace.isTrusted,
    log: (line) => log.info(line),
  }).run(versionCommand(homedir()), signal);

function percentOf(step: InstallStep): number {
  if (step.kind === 'verify') return 0;
  if (step.kind !== 'download') return 95;
  return step.whole ? Math.floor((90 * step.taken) / step.whole) : 0;
}

function describeStep(step: InstallStep): string {
  switch (step.kind) {
    case 'verify':
      return vscode.l10n.t("Verifying HashiCorp's signature…");
    case 'download':
      return step.whole === undefined
        ? vscode.l10n.t('Downloading: {0}', describeBytes(step.taken))
        : vscode.l10n.t('Downloading: {0} of {1}', describeBytes(step.taken), describeBytes(step.whole));
    case 'unpack':
      return vscode.l10n.t('Unpacking…');
    case 'prove':
      return vscode.l10n.t('Testing…');
  }
}
