import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { confirm, notify, withProgress } from '../../../notify';
import { DscFailure, goVersion, installDsc, planDsc } from '../../../../tools/packer/dsc/packerDsc';
import type {
  DscInstalled,
  DscPlan,
  DscSource,
  DscStep,
  GoVersion,
  ThisPacker,
} from '../../../../tools/packer/dsc/packerDsc';
import { dscWay } from '../../../../pipeline/packer/dscWays';
import { thisHost } from '../../../../tools/packer/plugins/pluginFolders';
import { ToolMissing } from '../../../../tools/toolRunner';
import type { ToolRunner } from '../../../../tools/toolRunner';
import type { EditorServices } from '../../../part';
import { signalOf } from '../../templates/askPacker';
import { askForProgram, askForSource } from './askForSource';
import { failureMessage, noPlanMessage } from './dscMessages';
import { offerRemedies } from './offerRemedies';
import { planText } from './planText';
import { StepProgress } from './stepProgress';
import { dscCache } from '../../../toolBox';
import { allPlugins, thisPacker } from './thisPacker';

/** Installs packer-dsc for the Packer that would run, or says why not and what else would do. @throws ToolMissing, WorkspaceUntrusted */
export async function installDscCommand(shared: EditorServices): Promise<void> {
  const packer = await thisPacker(shared);
  const way = dscWay(packer.version);
  const source = way && (await askForSource(way, packer.version));
  if (way && !source) return;
  // Without a way the plan is why there is none.
  await installFrom(source ?? { kind: 'file', path: '' }, packer, shared);
}

async function installFrom(source: DscSource, packer: ThisPacker, shared: EditorServices): Promise<void> {
  const { runner } = shared;
  const go = source.kind === 'file' ? undefined : await findGo(runner);
  const plan = planDsc({
    packer,
    source,
    go,
    cwd: homedir(),
    host: thisHost,
    found: allPlugins(packer),
  });
  const message =
    'reason' in plan
      ? noPlanMessage(plan)
      : source.kind === 'git' && !has(runner, 'git')
        ? noPlanMessage({ reason: 'noGit' })
        : await tryOut(plan, shared);
  if (message && (await offerRemedies(message, shared)) === 'program') {
    const program = await askForProgram();
    if (program) await installFrom(program, packer, shared);
  }
}

/** @returns what is said when it did not work */
async function tryOut(plan: DscPlan, shared: EditorServices) {
  if (!(await agreed(plan))) return undefined;
  try {
    await showInstalled(await installWithProgress(plan, shared), plan);
    return undefined;
  } catch (error) {
    if (error instanceof DscFailure) return failureMessage(error, plan.packer);
    if ((error as Error).name !== 'AbortError') throw error;
    void notify.information(
      vscode.l10n.t('The installation of packer-dsc was stopped. Nothing was changed.'),
    );
    return undefined;
  }
}

async function agreed(plan: DscPlan): Promise<boolean> {
  const install = vscode.l10n.t('Install');
  return confirm({
    message: vscode.l10n.t('Install packer-dsc for Packer {0}?', plan.packer.version),
    detail: planText(plan),
    yes: install,
  });
}

const installWithProgress = (
  plan: DscPlan,
  { runner, context, log }: EditorServices,
): Thenable<DscInstalled> =>
  withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Installing packer-dsc…'),
      cancellable: true,
    },
    async (progress, token) => {
      const steps = new StepProgress(progress, stepTitle);
      try {
        return await installDsc(plan, {
          runner,
          cache: dscCache(context),
          signal: signalOf(token),
          onStep: (step, detail) => {
            if (detail !== undefined) log.info(detail);
            steps.tell(step, detail);
          },
        });
      } finally {
        steps.dispose();
      }
    },
  );

function stepTitle(step: DscStep): string {
  const titles: Readonly<Record<DscStep, string>> = {
    fetch: vscode.l10n.t('getting the files'),
    build: vscode.l10n.t('building'),
    check: vscode.l10n.t('checking the program'),
    place: vscode.l10n.t('installing the program'),
    prove: vscode.l10n.t('validating a template with it'),
  };
  return titles[step];
}

async function showInstalled({ path, already }: DscInstalled, { packer }: DscPlan): Promise<void> {
  const text = already
    ? vscode.l10n.t(
        'packer-dsc is already installed, and Packer {0} loads it. Nothing was changed.',
        packer.version,
      )
    : vscode.l10n.t(
        'packer-dsc is installed. Packer {0} validated a template with a dsc provisioner.',
        packer.version,
      );
  const show = vscode.l10n.t('Show File');
  void notify.information(text, show).then((chosen) => {
    if (chosen === show) void vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
  });
  await pluginsChanged();
}

/** Lets what shows plugins look anew. */
export async function pluginsChanged(): Promise<void> {
  const all = await vscode.commands.getCommands(true);
  for (const command of ['boxwright.packer.refreshPlugins', 'boxwright.packer.refreshTemplates'])
    if (all.includes(command)) await vscode.commands.executeCommand(command);
}

/** @returns undefined where there is none, or none that works */
async function findGo(runner: ToolRunner): Promise<GoVersion | undefined> {
  return has(runner, 'go') ? runner.run(goVersion(homedir())) : undefined;
}

function has(runner: ToolRunner, tool: 'go' | 'git'): boolean {
  try {
    runner.executable(tool);
    return true;
  } catch (error) {
    if (error instanceof ToolMissing) return false;
    throw error;
  }
}
