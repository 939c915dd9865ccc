import path from 'node:path';
import * as vscode from 'vscode';
import { defaultChoices } from '../../../../tools/packer/commands/buildChoices';
import type { BuildRequest } from '../../../../tools/packer/commands/buildRequest';
import { init } from '../../../../tools/packer/commands/templateCommands';
import { withGithubToken } from '../../../../tools/packer/plugins/githubToken';
import { editorFiles } from '../../../editorFiles';
import type { EditorServices } from '../../../part';
import { showFailure, UserFacingError } from '../../../showFailure';
import { OutputTerminal } from '../../../terminals/outputTerminal';
import type { TerminalWork } from '../../../terminals/outputTerminal';
import type { BuildRequests } from '../buildRequests';
import type { BuildService } from '../buildService';
import { githubToken } from '../../plugins/githubTokenStore';
import { targetOf } from '../../templates/pickTemplate';
import { templateAt } from '../../templates/templateAt';
import type { Validation } from '../../validation/validation';
import { BuildTerminal } from './buildTerminal';
import { KnownTemplates } from './knownTemplates';
import { placeProblems } from '../../../../tools/packer/output/placeProblems';
import { choicesOf, definitionOf, taskCommands, taskName, taskType } from './taskDefinition';
import type { PackerTaskDefinition, TaskCommand } from './taskDefinition';

/** What tasks build with. */
interface TaskServices {
  readonly builds: BuildService;
  readonly requests: Pick<BuildRequests, 'confirm' | 'secretsOf'>;
  readonly validation: Validation;
}

type Scope = vscode.WorkspaceFolder | vscode.TaskScope;

/** Packer's tasks: those of tasks.json, one for each template, and builds that commands start. */
export class PackerTasks implements vscode.TaskProvider, vscode.Disposable {
  private readonly known: KnownTemplates;
  private readonly registration = vscode.tasks.registerTaskProvider(taskType, this);

  constructor(
    private readonly shared: Pick<EditorServices, 'context' | 'runner' | 'log' | 'files'>,
    private readonly services: TaskServices,
  ) {
    this.known = new KnownTemplates(shared.files);
  }

  dispose(): void {
    this.known.dispose();
    this.registration.dispose();
  }

  /** What can be done with each template of the workspace. */
  async provideTasks(): Promise<vscode.Task[]> {
    const templates = await this.known.list();
    return templates.flatMap(({ path: template, hasPlugins }) => {
      const folder = folderOf(template);
      return taskCommands
        .filter((command) => command !== 'init' || hasPlugins)
        .map((command) =>
          this.resolved(
            definitionOf(command, template, defaultChoices, folder?.uri.fsPath),
            folder ?? vscode.TaskScope.Workspace,
          ),
        );
    });
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as Partial<PackerTaskDefinition>;
    const isKnown = taskCommands.includes(definition.command as TaskCommand);
    if (!isKnown || typeof definition.template !== 'string') return undefined;
    // A task resolves to the very definition that it was written with; else the editor takes it for another.
    return this.resolved(task.definition as PackerTaskDefinition, task.scope ?? vscode.TaskScope.Workspace);
  }

  /** A build that is asked for now; run again as a task, it is asked for in the same way. */
  create(request: BuildRequest): vscode.Task {
    const { template, choices } = request;
    const folder = folderOf(template.path);
    const definition = definitionOf('build', template.path, choices, folder?.uri.fsPath);
    return this.task(definition, folder ?? vscode.TaskScope.Workspace, () =>
      this.buildTerminal(() => request),
    );
  }

  private resolved(definition: PackerTaskDefinition, scope: Scope): vscode.Task {
    return this.task(definition, scope, () => this.terminals[definition.command](definition, scope));
  }

  private task(
    definition: PackerTaskDefinition,
    scope: Scope,
    terminal: () => vscode.Pseudoterminal,
  ): vscode.Task {
    const execution = new vscode.CustomExecution(() => Promise.resolve(terminal()));
    // No problem matchers: VS Code stops reading when a task ends, and what Packer said last is lost. Build and validate show
    // what they find themselves, each at its place.
    const task = new vscode.Task(definition, scope, taskName(definition), taskType, execution, []);
    if (definition.command === 'build') task.group = vscode.TaskGroup.Build;
    task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true, showReuseMessage: false };
    return task;
  }

  private readonly terminals: Readonly<
    Record<TaskCommand, (definition: PackerTaskDefinition, scope: Scope) => vscode.Pseudoterminal>
  > = {
    build: (definition, scope) =>
      this.buildTerminal(async () => {
        const request = await this.request(definition, scope);
        const { log } = definition;
        return { ...(await this.services.requests.confirm(request)), ...(log && { log }) };
      }),
    validate: (definition, scope) =>
      this.outputTerminal(async ({ print, signal }) => {
        const request = await this.request(definition, scope);
        print(vscode.l10n.t('Validating {0} in {1}…', definition.template, request.target.cwd));
        const { output, found } = await this.services.validation.check(request, signal);
        for (const line of output.split(/\r?\n/))
          for (const one of placeProblems(line, request.target)) print(one);
        if (!found.length) print(vscode.l10n.t('{0} is valid.', definition.template));
        return found.some(({ severity }) => severity === 'error') ? 1 : 0;
      }),
    init: (definition, scope) =>
      this.outputTerminal(async ({ print, signal }) => {
        const { target } = await this.request(definition, scope);
        print(vscode.l10n.t('Installing the plugins of {0}…', definition.template));
        const token = await githubToken(this.shared.context.secrets);
        const { exitCode, stdout } = await this.shared.runner.run(
          withGithubToken({ ...init(target), parse: (result) => result }, token),
          signal,
        );
        print(stdout);
        return exitCode ?? 1;
      }),
  };

  private outputTerminal(work: (terminal: TerminalWork) => Promise<number>): OutputTerminal {
    return new OutputTerminal(work, (error) => void showFailure(error, this.shared.log));
  }

  private buildTerminal(request: () => BuildRequest | Promise<BuildRequest>): BuildTerminal {
    return new BuildTerminal(this.shared, { ...this.services, request });
  }

  /** @throws UserFacingError when there is no such template */
  private async request(definition: PackerTaskDefinition, scope: Scope): Promise<BuildRequest> {
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    const base = folder?.uri.fsPath ?? '';
    const template = await templateAt(path.resolve(base, definition.template));
    if (!template)
      throw new UserFacingError(vscode.l10n.t('{0} is not a Packer template.', definition.template));
    const choices = choicesOf(definition, base);
    const secrets = await this.services.requests.secretsOf(template, choices.secrets);
    const { keepSecretsApart } = await import('../../../../tools/packer/commands/keepSecretsApart');
    return keepSecretsApart({ template, target: await targetOf(template), choices, secrets }, editorFiles());
  }
}

const folderOf = (template: string): vscode.WorkspaceFolder | undefined =>
  vscode.workspace.getWorkspaceFolder(vscode.Uri.file(template));
