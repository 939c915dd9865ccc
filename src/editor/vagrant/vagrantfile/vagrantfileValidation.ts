import path from 'node:path';
import * as vscode from 'vscode';
import { notify, withProgress } from '../../notify';
import { loadReader } from '../../../lint/loadVagrantfile';
import { SourceText } from '../../../text/sourceText';
import type { ToolRunner } from '../../../tools/toolRunner';
import { placeProblem } from '../../../tools/vagrant/placeProblem';
import { untouched } from '../../../tools/vagrant/untouched';
import { validate } from '../../../tools/vagrant/validate';
import type { VagrantfileProblem } from '../../../tools/vagrant/validate';
import { VagrantFailure } from '../../../tools/vagrant/vagrantFailure';
import { activeFile } from '../../activeFile';
import { editorFiles } from '../../editorFiles';
import { toRange } from '../../lint/convert';
import { settings } from '../../settings';
import { UserFacingError } from '../../showFailure';
import { ToolProblems } from '../../toolProblems';
import type { WatchedFiles } from '../../watchedFiles';
import { isFoundByVagrant } from '../machines/status/vagrantfiles';
import { isSamePath } from '../../../text/pathKey';
import { PathMap } from '../../../text/pathMap';

/** Asks Vagrant what it thinks of a Vagrantfile, on request and when one is saved, and shows it in the Problems panel. */
export class VagrantfileValidation implements vscode.Disposable {
  private readonly problems: ToolProblems;
  private readonly saved = vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document));
  /** Validations under way; a newer one of the same file ends the older. */
  private readonly running = new Map<string, AbortController>();
  /** What was last said of a file that Vagrant could not look at: saving again does not say it again. */
  private readonly complaints = new Map<string, string>();

  constructor(
    private readonly runner: ToolRunner,
    private readonly log: vscode.LogOutputChannel,
    files: WatchedFiles,
  ) {
    this.problems = new ToolProblems('vagrant', 'vagrant validate', files);
  }

  dispose(): void {
    this.saved.dispose();
    this.problems.dispose();
    for (const running of this.running.values()) running.abort();
  }

  /** Validates a Vagrantfile, and says what came of it. @throws ToolMissing, WorkspaceUntrusted, UserFacingError */
  async run(given: vscode.Uri | undefined): Promise<void> {
    this.runner.executable('vagrant');
    const uri = given ?? activeFile();
    if (!uri || !isFoundByVagrant(uri))
      throw new UserFacingError(vscode.l10n.t('Open a Vagrantfile to validate it.'));
    // Vagrant reads from disk.
    await vscode.workspace.textDocuments
      .find((one) => isSamePath(one.uri.fsPath, uri.fsPath) && one.isDirty)
      ?.save();
    const name = vscode.workspace.asRelativePath(uri);
    const found = await withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Validating {0}…', name) },
      () => this.validate(uri.fsPath),
    );
    if (found === undefined) return;
    if (found) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      void notify.error(vscode.l10n.t('Vagrant found errors in {0}. See the Problems panel.', name));
    } else void notify.information(vscode.l10n.t('{0} is valid.', name));
  }

  private onSave({ uri }: vscode.TextDocument): void {
    // A Vagrantfile is a program, and validating runs it.
    if (!vscode.workspace.isTrusted || !isFoundByVagrant(uri) || !settings.validateVagrantfileOnSave(uri))
      return;
    this.validate(uri.fsPath).then(
      () => this.complaints.delete(uri.fsPath),
      (error: unknown) => this.complain(uri.fsPath, error),
    );
  }

  /** Nobody has asked for the validation that failed: a missing Vagrant is no news then, and others are told once. */
  private complain(file: string, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.log.warn(message);
    if (!(error instanceof UserFacingError) || this.complaints.get(file) === message) return;
    this.complaints.set(file, message);
    void notify.warning(message);
  }

  /**
   * @returns how many problems there are; undefined where a newer validation of the file has begun meanwhile
   * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
   */
  private async validate(file: string): Promise<number | undefined> {
    this.running.get(file)?.abort();
    const abort = new AbortController();
    this.running.set(file, abort);
    try {
      const found = await untouched({ folder: path.dirname(file) }, (place) =>
        this.runner.run(validate(place), abort.signal),
      );
      if (abort.signal.aborted) return undefined;
      await this.show(file, found);
      return found.length;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      // What it said before may be true no more.
      await this.show(file, []);
      throw explain(error, file);
    } finally {
      if (this.running.get(file) === abort) this.running.delete(file);
    }
  }

  private async show(file: string, found: readonly VagrantfileProblem[]): Promise<void> {
    const read = await loadReader();
    const files = editorFiles();
    const byFile = new PathMap<vscode.Diagnostic[]>();
    for (const problem of found) {
      const at = path.resolve(path.dirname(file), problem.file ?? file);
      const source = new SourceText(at, files.read(at) ?? '');
      const span = placeProblem(problem, source, isSamePath(at, file) ? read(source, files) : undefined);
      const diagnostic = new vscode.Diagnostic(toRange(source, span), problem.message);
      byFile.set(at, [...(byFile.get(at) ?? []), diagnostic]);
    }
    await this.problems.show(file, byFile);
  }
}

/** Vagrant could not look at the file: that says nothing of what stands in it. */
function explain(error: unknown, file: string): unknown {
  if (!(error instanceof VagrantFailure)) return error;
  const name = vscode.workspace.asRelativePath(file);
  return new UserFacingError(
    error.kind === 'Crash'
      ? vscode.l10n.t(
          'Vagrant itself failed while it validated {0}: {1}. The file may be correct: check the installation of Vagrant and its plugins.',
          name,
          error.message,
        )
      : vscode.l10n.t('Vagrant could not validate {0}: {1}', name, error.message),
  );
}
