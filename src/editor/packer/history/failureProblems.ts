import * as vscode from 'vscode';
import { PathMap } from '../../../text/pathMap';
import { expectedBuilds } from '../../../tools/packer/plan/expectedBuilds';
import { errorsOf } from '../../../tools/packer/runs/failedStep';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import { editorFiles } from '../../editorFiles';
import { Converter, lineRange } from '../../lint/convert';
import { ToolProblems } from '../../toolProblems';
import type { WatchedFiles } from '../../watchedFiles';
import { failureWords, nameOfStep } from '../builds/describeFailure';
import type { BuildService } from '../builds/buildService';
import { templateAt } from '../templates/templateAt';
import type { FailedPlace } from './failedPlaces';

/** Shows in the Problems panel where the last build of a template has failed, until it is built again. */
export class FailureProblems implements vscode.Disposable {
  private readonly problems: ToolProblems;
  /** The files of which it says something else now. */
  readonly onDidChange: ToolProblems['onDidChange'];
  private readonly subscriptions: readonly vscode.Disposable[];

  /** @param placesOf where the steps of a run stand that failed */
  constructor(
    builds: Pick<BuildService, 'all' | 'onDidChange' | 'onDidEnd'>,
    files: Pick<WatchedFiles, 'onDidChange'>,
    private readonly placesOf: (record: RunRecord) => Promise<readonly FailedPlace[]>,
  ) {
    this.problems = new ToolProblems('packer build', 'packer build', files);
    this.onDidChange = this.problems.onDidChange;
    this.subscriptions = [
      this.problems,
      builds.onDidChange(() => {
        for (const { record } of builds.all) void this.problems.show(record.template, new PathMap());
      }),
      builds.onDidEnd((record) => {
        if (record.status === 'failed') void this.show(record);
      }),
    ];
  }

  dispose(): void {
    for (const one of this.subscriptions) one.dispose();
  }

  private async show(record: RunRecord): Promise<void> {
    const byFile = new PathMap<vscode.Diagnostic[]>();
    for (const place of await this.placesOf(record)) {
      const at = whereShown(place);
      if (!at) continue;
      const diagnostic = new vscode.Diagnostic(at.range, await messageOf(record, place));
      diagnostic.relatedInformation = relatedTo(record, place);
      byFile.set(at.path, [...(byFile.get(at.path) ?? []), diagnostic]);
    }
    await this.problems.show(record.template, byFile);
  }
}

/** The line of the script; else the provisioner, or the build, in the template. */
function whereShown({ line, template }: FailedPlace) {
  const files = editorFiles();
  if (line)
    return {
      path: line.path,
      range: lineRange(files.read(line.path), line.line - 1, (line.column ?? 1) - 1),
    };
  return template && { path: template.path, range: new Converter(files).range(template.path, template.span) };
}

async function messageOf(record: RunRecord, { step }: FailedPlace): Promise<string> {
  const template = await templateAt(record.template);
  const failed = vscode.l10n.t(
    'The last build of {0} failed in {1}. Packer reports: {2}',
    vscode.workspace.asRelativePath(record.template),
    nameOfStep(step, template ? expectedBuilds(template) : []),
    failureWords({ ...record, errors: errorsOf(record, step.build) }),
  );
  return [...(step.output?.lines ?? []), failed].join('\n');
}

/** Where the log has it, and what else stands there. */
function relatedTo(
  { log }: RunRecord,
  { step: { output }, line, script, template }: FailedPlace,
): vscode.DiagnosticRelatedInformation[] {
  const converter = new Converter(editorFiles());
  const entry = (file: string, range: vscode.Range, message: string) =>
    new vscode.DiagnosticRelatedInformation(new vscode.Location(vscode.Uri.file(file), range), message);
  return [
    ...(log !== undefined && output
      ? [entry(log, lineStart(output.line), vscode.l10n.t('The output in the log'))]
      : []),
    ...(line && template
      ? [
          entry(
            template.path,
            converter.range(template.path, template.span),
            vscode.l10n.t('The step in the template'),
          ),
        ]
      : []),
    ...(!line && script !== undefined ? [entry(script, lineStart(0), vscode.l10n.t('The script'))] : []),
  ];
}

const lineStart = (line: number): vscode.Range => new vscode.Range(line, 0, line, 0);
