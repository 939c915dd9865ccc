import * as vscode from 'vscode';
import type { Template } from '../../../pipeline/template/template';
import { templateVariables } from '../../../pipeline/template/variables';
import { defaultChoices } from '../../../tools/packer/commands/buildChoices';
import type { BuildRequest, RequestOf } from '../../../tools/packer/commands/buildRequest';
import type { ToolRunner } from '../../../tools/toolRunner';
import { editorFiles } from '../../editorFiles';
import type { Shared } from '../../part';
import { pickTemplate, targetOf } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { BuildService } from './buildService';
import type { Checks } from './choices/checkPage';
import { ChoiceMemory } from './choices/choiceMemory';

/** Asks how templates are built, remembers it, and looks before each build whether it can succeed. */
export class BuildRequests {
  private readonly memory: ChoiceMemory;
  private readonly runner: ToolRunner;
  private readonly checks: Checks;

  constructor(
    { context, runner, log, versions }: Shared,
    private readonly builds: Pick<BuildService, 'checkFree'>,
  ) {
    this.runner = runner;
    this.memory = new ChoiceMemory(context.workspaceState, context.secrets);
    this.checks = {
      check: async (request) => (await import('./preflight/preflight')).preflight(request, runner, versions),
      perform: async (action, state) =>
        (await import('./performAction')).performAction(action, state, runner, log),
    };
  }

  /** @returns undefined when the user leaves @throws as {@link again} */
  async ask(argument: TemplateArgument | undefined): Promise<BuildRequest | undefined> {
    const template = await this.templateOf(argument);
    return template && (await buildFlow()).askForBuild(template, this.memory, this.checks);
  }

  /**
   * The last choices of a template; asks where there are none.
   * @returns undefined when the user leaves
   * @throws ToolMissing, WorkspaceUntrusted, UserFacingError for no template, or one that is being built
   */
  async again(argument: TemplateArgument | undefined): Promise<BuildRequest | undefined> {
    const template = await this.templateOf(argument);
    if (!template) return undefined;
    const { askForBuild, repeatBuild } = await buildFlow();
    const repeated = await repeatBuild(template, this.memory, this.checks);
    if (repeated === 'left') return undefined;
    return repeated ?? askForBuild(template, this.memory, this.checks);
  }

  /** How a template would be built now: with its last choices, or as Packer does without any. */
  readonly last: RequestOf = async (template) => {
    const variables = templateVariables(template, editorFiles());
    const choices = this.memory.last(template, variables) ?? defaultChoices;
    const secrets = await this.secretsOf(template, choices.secrets);
    return { template, target: targetOf(template), choices, secrets };
  };

  /** The values of secret variables of a template, as far as they are kept. */
  secretsOf(template: Template, names: readonly string[]): Promise<Map<string, string>> {
    return this.memory.secretValues(template, names);
  }

  /**
   * Lets a build pass that was put together elsewhere, as by a task; asks when it would fail.
   * @returns the build, changed perhaps
   * @throws CancellationError when the user leaves, UserFacingError when the template is being built
   */
  async confirm(request: BuildRequest): Promise<BuildRequest> {
    await this.builds.checkFree(request.template.path);
    const { confirmBuild } = await buildFlow();
    const confirmed = await confirmBuild(request, this.memory, this.checks);
    if (!confirmed) throw new vscode.CancellationError();
    return confirmed;
  }

  private async templateOf(argument: TemplateArgument | undefined): Promise<Template | undefined> {
    this.runner.executable('packer');
    const template = await pickTemplate(argument);
    if (template) await this.builds.checkFree(template.path);
    return template;
  }
}

/** Loaded with the first build. */
const buildFlow = () => import('./choices/buildFlow');
