import path from 'node:path';
import * as vscode from 'vscode';
import { notify, withProgress } from '../../notify';
import type { Template } from '../../../pipeline/template/template';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import type { BuildRequest, RequestOf } from '../../../tools/packer/commands/buildRequest';
import { validate } from '../../../tools/packer/commands/packer';
import type { TemplateTarget } from '../../../tools/packer/commands/packer';
import { readDiagnostics } from '../../../tools/packer/output/readDiagnostics';
import type { PackerDiagnostic } from '../../../tools/packer/output/readDiagnostics';
import { refusedKey } from '../../../tools/packer/output/refusedKey';
import { withSecrets } from '../../../tools/packer/commands/withSecrets';
import { readPluginError } from '../../../tools/packer/plugins/pluginError';
import type { PluginError } from '../../../tools/packer/plugins/pluginError';
import type { ToolResult } from '../../../tools/toolCommand';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { Location } from '../../../text/location';
import { SourceText } from '../../../text/sourceText';
import { ToolProblems } from '../../toolProblems';
import { lineRange, toRange } from '../../lint/convert';
import type { WatchedFiles } from '../../watchedFiles';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import { saveTemplate } from '../templates/saveTemplate';
import { explainPluginError } from '../plugins/explainPluginError';
import { troubledPlace } from '../../../tools/packer/plugins/troubledPlace';
import { isSamePath } from '../../../text/pathKey';
import { PathMap } from '../../../text/pathMap';

interface Validated {
  readonly found: readonly PackerDiagnostic[];
  /** All that Packer printed. */
  readonly output: string;
}

/** Asks Packer what it thinks of a template, and shows it in the Problems panel. */
export class Validation implements vscode.Disposable {
  private readonly problems: ToolProblems;
  /** The files of which it says something else now. */
  readonly onDidChange: ToolProblems['onDidChange'];

  constructor(
    private readonly runner: ToolRunner,
    private readonly versions: PackerVersions,
    files: WatchedFiles,
  ) {
    this.problems = new ToolProblems('packer', 'packer validate', files);
    this.onDidChange = this.problems.onDidChange;
  }

  dispose(): void {
    this.problems.dispose();
  }

  /** Where Packer found something in a file. */
  rangesIn(uri: vscode.Uri): vscode.Range[] {
    return this.problems.rangesIn(uri);
  }

  /** @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
  async run(argument: TemplateArgument | undefined, requestOf: RequestOf): Promise<void> {
    this.runner.executable('packer');
    const template = await pickTemplate(argument);
    if (!template) return;
    const name = vscode.workspace.asRelativePath(template.path);
    const request = await requestOf(template);
    // With the variables of the last build, but all of the template.
    const choices = { ...request.choices, only: [], except: [] };
    const { found } = await withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Validating {0}…', name) },
      () => this.check({ ...request, choices }),
    );
    const errors = found.filter(({ severity }) => severity === 'error').length;
    if (errors) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      void notify.error(vscode.l10n.t('Packer found errors in {0}. See the Problems panel.', name));
    } else if (found.length) {
      void notify.warning(vscode.l10n.t('{0} is valid, with warnings. See the Problems panel.', name));
    } else void notify.information(vscode.l10n.t('{0} is valid.', name));
  }

  /**
   * Validates what would be built, and shows what is found.
   * @returns that, and what Packer printed
   * @throws ToolMissing, WorkspaceUntrusted
   */
  async check(request: BuildRequest, signal?: AbortSignal): Promise<Validated> {
    await saveTemplate(request.template);
    return this.checkSaved(request, signal);
  }

  /** As {@link check}, of what is saved. */
  async checkSaved(request: BuildRequest, signal?: AbortSignal): Promise<Validated> {
    const { template, target, choices, secrets } = request;
    const result = await withSecrets(template.dialect, secrets, (given) => {
      const command = validate(target, choices, given);
      const parse = (all: ToolResult) => ({ found: command.parse(all), output: all.stdout.trimEnd() });
      return this.runner.run({ ...command, parse }, signal);
    });
    await this.show(template, target, result.found);
    return result;
  }

  /**
   * Shows what Packer said of a template instead of building it.
   * @param output all that it printed
   */
  async showRefusal({ template, target }: BuildRequest, output: string): Promise<void> {
    const found = readDiagnostics({ exitCode: 1, stdout: output, stderr: '' });
    await this.show(
      template,
      target,
      found.filter(
        ({ line, build, message }) =>
          line !== undefined || build !== undefined || readPluginError(message) !== undefined,
      ),
    );
  }

  /** What it said of plugins is no longer known to be so: they were changed. */
  forgetPlugins(): void {
    this.problems.drop(({ message }) => readPluginError(message) !== undefined);
  }

  private async show(
    template: Template,
    target: TemplateTarget,
    found: readonly PackerDiagnostic[],
  ): Promise<void> {
    const byFile = new PathMap<vscode.Diagnostic[]>();
    const version = await this.versions.current().catch(() => undefined);
    for (const one of found) {
      const pluginError = readPluginError(one.message);
      const { uri, range } = placeOf(one, template, target, pluginError);
      const message = pluginError
        ? `${explainPluginError(pluginError, version)} ${vscode.l10n.t('Packer reports: {0}', one.message)}`
        : one.message;
      const diagnostic = new vscode.Diagnostic(range, message, severityOf(one));
      byFile.set(uri.fsPath, [...(byFile.get(uri.fsPath) ?? []), diagnostic]);
    }
    await this.problems.show(template.path, byFile);
  }
}

const severityOf = ({ severity }: PackerDiagnostic): vscode.DiagnosticSeverity =>
  severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;

/** The line that Packer names, else the build that it names, else the beginning of the template. */
function placeOf(
  one: PackerDiagnostic,
  template: Template,
  { cwd }: TemplateTarget,
  pluginError: PluginError | undefined,
) {
  const location = pluginError ? troubledPlace(pluginError, one, template) : refusedKey(one, template);
  if (location) return placed(template, location);
  const [first] = template.files;
  const file = one.file === undefined ? undefined : path.resolve(cwd, one.file);
  const source = template.files.find((other) => isSamePath(other.path, file)) ?? first;
  const uri = vscode.Uri.file(source?.path ?? file ?? template.path);
  if (one.line !== undefined)
    return { uri, range: lineRange(source?.text, one.line - 1, (one.column ?? 1) - 1) };
  const build = template.builds.find(({ name }) => name === one.build);
  return build ? placed(template, build.typeLocation) : { uri, range: lineRange(source?.text, 0) };
}

function placed(template: Template, { path: at, span }: Location) {
  const text = template.files.find((other) => isSamePath(other.path, at)) ?? new SourceText(at, '');
  return { uri: vscode.Uri.file(at), range: toRange(text, span) };
}
