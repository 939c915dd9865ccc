import * as vscode from 'vscode';
import type { BuildRequest } from '../../../tools/packer/commands/buildRequest';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { Command } from '../../part';
import { pickTemplate, targetOf } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { saveTemplate } from '../templates/saveTemplate';
import type { BuildArgument, BuildRequests } from './buildRequests';
import type { BuildService } from './buildService';
import { stopBuild } from './stopBuild';
import type { PackerTasks } from './tasks/packerTasks';

/** What the commands of builds work with. */
export interface BuildServices {
  readonly runner: ToolRunner;
  readonly builds: BuildService;
  readonly requests: BuildRequests;
  readonly tasks: PackerTasks;
}

/** The commands that build a template, stop that, and clean up after it. */
export function buildCommands({
  runner,
  builds,
  requests,
  tasks,
}: BuildServices): Readonly<Record<string, Command>> {
  const start = (request: BuildRequest) => vscode.tasks.executeTask(tasks.create(request));
  return {
    'boxwright.packer.build': async (given?: TemplateArgument) => run(await requests.ask(given), start),
    'boxwright.packer.buildAgain': async (given?: TemplateArgument) =>
      run(await requests.again(given), start),
    'boxwright.packer.buildOnlyThis': async (given?: BuildArgument) => run(await requests.only(given), start),
    'boxwright.packer.buildWithDebugLog': async (given?: TemplateArgument) => {
      const request = await requests.again(given);
      await run(request && { ...request, choices: { ...request.choices, debugLog: true } }, start);
    },
    'boxwright.packer.buildStepByStep': async (given?: TemplateArgument) =>
      run(await requests.again(given, { stepByStep: true }), async (request) => {
        const { buildStepByStep } = await import('./buildStepByStep');
        await buildStepByStep(request, runner, builds);
      }),
    'boxwright.packer.stopBuild': (given?: TemplateArgument) => stopBuild(builds, given),
    'boxwright.packer.cleanUp': async (uri?: vscode.Uri) => {
      const { failedFirst } = await import('./cleanUp/failedFirst');
      builds.store.reload();
      const template = await pickTemplate(uri, failedFirst(builds.store));
      if (!template) return;
      const { cleanUp } = await import('./cleanUp/cleanUp');
      await cleanUp(template, (await targetOf(template)).cwd, builds, runner);
    },
  };
}

/** Packer reads from disk: what is being edited is saved first. */
async function run(
  request: BuildRequest | undefined,
  start: (request: BuildRequest) => Thenable<unknown>,
): Promise<void> {
  if (!request) return;
  await saveTemplate(request.template);
  await start(request);
}
