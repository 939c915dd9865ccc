import * as vscode from 'vscode';
import type { Build, Template } from '../../../pipeline/template/template';
import type { BuildRequest, RequestOf } from '../../../tools/packer/commands/buildRequest';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { EditorServices } from '../../part';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { BuildService } from './buildService';
import type { Checks } from './choices/checkPage';
import { ChoiceMemory } from './choices/choiceMemory';

/** A template, or one of its builds as the Templates view shows them. */
export type BuildArgument = TemplateArgument | (TemplateArgument & { readonly build: Pick<Build, 'name'> });

/** Asks how templates are built, remembers it, and looks before each build whether it can succeed. */
export class BuildRequests {
  private readonly memory: ChoiceMemory;
  private readonly runner: ToolRunner;
  private readonly checks: Checks;

  constructor(
    services: EditorServices,
    private readonly builds: Pick<BuildService, 'checkFree' | 'logPlaces' | 'store'>,
  ) {
    const { context, runner, versions } = services;
    this.runner = runner;
    this.memory = new ChoiceMemory(context.workspaceState, context.secrets);
    this.checks = {
      check: async (request) => {
        const { preflight } = await import('./preflight/preflight');
        builds.store.reload();
        const log = await builds.logPlaces.of(request);
        return preflight(request, runner, versions, { log, runs: builds.store.list(request.template.path) });
      },
      perform: async (action, state) =>
        (await import('./performAction')).performAction(action, state, services),
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
  async again(
    argument: TemplateArgument | undefined,
    { stepByStep = false } = {},
  ): Promise<BuildRequest | undefined> {
    const template = await this.templateOf(argument);
    if (!template) return undefined;
    const { askForBuild, repeatBuild } = await buildFlow();
    const repeated = await repeatBuild(template, this.memory, this.checks, stepByStep);
    if (repeated === 'left') return undefined;
    return repeated ?? askForBuild(template, this.memory, this.checks, stepByStep);
  }

  /**
   * One build of a template with the last choices, which stay as they are; asks where it would fail.
   * @returns undefined when the user leaves @throws as {@link again}
   */
  async only(argument: BuildArgument | undefined): Promise<BuildRequest | undefined> {
    const template = await this.templateOf(argument);
    const name = template && (await buildNameOf(template, argument));
    if (!template || name === undefined) return undefined;
    const request = await this.last(template);
    const choices = { ...request.choices, only: [name], except: [] };
    return (await buildFlow()).confirmBuild({ ...request, choices }, this.memory, this.checks);
  }

  /** How a template would be built now: with its last choices, or as Packer does without any. */
  readonly last: RequestOf = async (template) =>
    (await import('./choices/lastRequest')).lastRequest(template, this.memory);

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

/** The build that an item of the Templates view stands for; else the only one, or the one that the user picks. */
async function buildNameOf(
  { path: template, builds }: Template,
  argument: BuildArgument | undefined,
): Promise<string | undefined> {
  if (argument && 'build' in argument) return argument.build.name;
  const [only, ...others] = builds;
  if (!others.length) return only?.name;
  const picked = await vscode.window.showQuickPick(
    builds.map(({ name, type }) => ({ label: name, description: name === type ? '' : type })),
    {
      placeHolder: vscode.l10n.t('Select the build of {0} to run', vscode.workspace.asRelativePath(template)),
    },
  );
  return picked?.label;
}

/** Loaded with the first build. */
const buildFlow = () => import('./choices/buildFlow');
