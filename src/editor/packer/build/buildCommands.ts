import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { templateVariables } from '../../../pipeline/template/variables';
import { defaultChoices } from '../../../tools/packer/commands/buildChoices';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { Command, Shared } from '../../part';
import { editorFiles } from '../../editorFiles';
import { baseFolders } from '../templates/baseFolders';
import type { BuildRequest, Builds } from './builds';
import type { Checks } from './choices/checkPage';
import { ChoiceMemory } from './choices/choiceMemory';
import { pickTemplate, targetOf } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { saveAll } from '../templates/validate';

/** Starts builds: asks how, remembers it, and looks before whether they can succeed. */
export class BuildStarter {
  private readonly memory: ChoiceMemory;
  private readonly runner: ToolRunner;
  private readonly checks: Checks;

  constructor(
    { context, runner, log, versions }: Shared,
    private readonly builds: Pick<Builds, 'checkFree'>,
  ) {
    this.runner = runner;
    this.memory = new ChoiceMemory(context.workspaceState, context.secrets);
    baseFolders.keepIn(context.workspaceState);
    this.checks = {
      check: async (request) => (await import('./preflight/preflight')).preflight(request, runner, versions),
      perform: async (action, state) =>
        (await import('./performAction')).performAction(action, state, runner, log),
    };
  }

  /** @param start builds what was asked for */
  commands(start: (request: BuildRequest) => Thenable<unknown>): Readonly<Record<string, Command>> {
    const run = async (request: BuildRequest | undefined, begin = start) => {
      if (!request) return;
      await saveAll(request.template);
      await begin(request);
    };
    return {
      'boxwright.packer.build': async (argument?: TemplateArgument) => {
        const template = await this.templateOf(argument);
        if (template) await run(await (await buildFlow()).askForBuild(template, this.memory, this.checks));
      },
      'boxwright.packer.buildAgain': async (argument?: TemplateArgument) => run(await this.again(argument)),
      'boxwright.packer.buildWithDebugLog': async (argument?: TemplateArgument) => {
        const request = await this.again(argument);
        await run(request && { ...request, choices: { ...request.choices, debugLog: true } });
      },
      'boxwright.packer.buildStepByStep': async (argument?: TemplateArgument) =>
        run(await this.again(argument), async (request) => {
          const { buildStepByStep } = await import('./buildStepByStep');
          await buildStepByStep(request, this.runner);
        }),
    };
  }

  /**
   * The last choices of a template; asks where there are none.
   * @returns undefined when the user leaves
   */
  private async again(argument: TemplateArgument | undefined): Promise<BuildRequest | undefined> {
    const template = await this.templateOf(argument);
    if (!template) return undefined;
    const { askForBuild, repeatBuild } = await buildFlow();
    const repeated = await repeatBuild(template, this.memory, this.checks);
    if (repeated === 'left') return undefined;
    return repeated ?? askForBuild(template, this.memory, this.checks);
  }

  /** How a template would be built now: with its last choices, or as Packer does without any. */
  readonly lastRequest = async (template: Template): Promise<BuildRequest> => {
    const variables = templateVariables(template, editorFiles());
    const choices = this.memory.last(template, variables) ?? defaultChoices;
    const secrets = await this.secretsOf(template, choices.secrets);
    return { template, target: targetOf(template), choices, secrets };
  };

  readonly secretsOf = (template: Template, names: readonly string[]): Promise<Map<string, string>> =>
    this.memory.secretValues(template, names);

  /**
   * Lets a build pass that was put together elsewhere, as by a task; asks when it would fail.
   * @throws CancellationError when the user leaves, UserFacingError when the template is being built
   */
  readonly confirm = async (request: BuildRequest): Promise<BuildRequest> => {
    await this.builds.checkFree(request.template.path);
    const { confirmBuild } = await buildFlow();
    const confirmed = await confirmBuild(request, this.memory, this.checks);
    if (!confirmed) throw new vscode.CancellationError();
    return confirmed;
  };

  /** @throws ToolMissing, WorkspaceUntrusted, UserFacingError for no template, or one that is being built */
  private async templateOf(argument: TemplateArgument | undefined): Promise<Template | undefined> {
    this.runner.executable('packer');
    const template = await pickTemplate(argument);
    if (template) await this.builds.checkFree(template.path);
    return template;
  }
}

/** Loaded with the first build. */
const buildFlow = () => import('./choices/buildFlow');
