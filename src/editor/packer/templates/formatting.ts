import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import { format } from '../../../tools/packer/commands/templateCommands';
import { inTemporaryFolder } from '../../../tools/temporaryFolder';
import type { ToolRunner } from '../../../tools/toolRunner';
import { activeFile } from '../../activeFile';
import { lineEdits } from '../../lineEdits';
import { plural } from '../../plural';
import { showFailure, UserFacingError } from '../../showFailure';
import { askPacker, signalOf } from './askPacker';
import { pickTemplate } from './pickTemplate';
import type { TemplateArgument } from './pickTemplate';

/** What `packer fmt` takes. */
const isFormattable = (file: string): boolean => /\.(pkr|pkrvars)\.hcl$/i.test(file);

const selector: vscode.DocumentSelector = [
  { scheme: 'file', pattern: '**/*.pkr.hcl' },
  { scheme: 'file', pattern: '**/*.pkrvars.hcl' },
];

/**
 * Formats texts as `packer fmt` does. Packer is given a copy: the file itself is written by the editor alone, when the
 * user saves it.
 */
export class Formatting implements vscode.DocumentFormattingEditProvider, vscode.Disposable {
  /** What was said last, so that nobody hears the same at every save. */
  private lastFailure: string | undefined;
  private registration: vscode.Disposable | undefined;
  private readonly trust = vscode.workspace.onDidGrantWorkspaceTrust(() => this.register());

  constructor(
    private readonly runner: ToolRunner,
    private readonly versions: PackerVersions,
    private readonly log: vscode.LogOutputChannel,
  ) {
    // Without trust nothing could be formatted; the editor says so itself where nobody offers to.
    if (vscode.workspace.isTrusted) this.register();
  }

  dispose(): void {
    this.registration?.dispose();
    this.trust.dispose();
  }

  async provideDocumentFormattingEdits(
    document: vscode.TextDocument,
    _options: vscode.FormattingOptions,
    token: vscode.CancellationToken,
  ): Promise<vscode.TextEdit[]> {
    try {
      const edits = await this.edits(document, signalOf(token));
      this.lastFailure = undefined;
      return edits;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (token.isCancellationRequested || message === this.lastFailure) return [];
      this.lastFailure = message;
      void showFailure(error, this.log);
      return [];
    }
  }

  /**
   * Formats the given or open file, or all files of a template; nothing is saved.
   * @throws ToolMissing, WorkspaceUntrusted, UserFacingError
   */
  async run(argument: TemplateArgument | undefined): Promise<void> {
    this.runner.executable('packer');
    const files = await filesToFormat(argument);
    if (!files) return;
    const edit = new vscode.WorkspaceEdit();
    for (const file of files) {
      const document = await vscode.workspace.openTextDocument(file);
      const edits = await this.edits(document);
      if (edits.length) edit.set(file, edits);
    }
    const changed = edit.entries().length;
    if (changed) await vscode.workspace.applyEdit(edit);
    vscode.window.setStatusBarMessage(
      changed
        ? plural(
            files.length,
            vscode.l10n.t('Packer formatted {0} of {1} file', changed, files.length),
            vscode.l10n.t('Packer formatted {0} of {1} files', changed, files.length),
          )
        : vscode.l10n.t('Already formatted'),
      5000,
    );
  }

  private register(): void {
    this.registration ??= vscode.languages.registerDocumentFormattingEditProvider(selector, this);
  }

  private async edits(document: vscode.TextDocument, signal?: AbortSignal): Promise<vscode.TextEdit[]> {
    const text = document.getText();
    const name = path.basename(document.fileName);
    const formatted = await inTemporaryFolder(async (folder) => {
      const copy = path.join(folder, name);
      await writeFile(copy, text, { mode: 0o600 });
      const question = {
        needs: { capability: 'format', versions: this.versions },
        failed: (reason: string) =>
          vscode.l10n.t('Packer cannot format {0}: {1}', name, placed(reason, name)),
      } as const;
      await askPacker(this.runner, format(copy), question, signal);
      return readFile(copy, 'utf8');
    });
    return lineEdits(text, formatted);
  }
}

/** @returns undefined when the user picks none */
async function filesToFormat(argument: TemplateArgument | undefined): Promise<vscode.Uri[] | undefined> {
  const given = argument ?? activeFile();
  if (given instanceof vscode.Uri && given.scheme === 'file' && isFormattable(given.fsPath)) return [given];
  const template = await pickTemplate(argument);
  if (!template) return undefined;
  const files = template.files.filter((file) => isFormattable(file.path));
  if (!files.length)
    throw new UserFacingError(
      vscode.l10n.t(
        "Packer formats only HCL2 files, and {0} is JSON. Run 'Format Document' instead.",
        vscode.workspace.asRelativePath(template.path),
      ),
    );
  return files.map((file) => vscode.Uri.file(file.path));
}

/** `encountered an error …: * a.pkr.hcl:2,15-3,1: Invalid expression; …`: only the place and what is wrong there. */
function placed(reason: string, name: string): string {
  const at = reason.indexOf(`${name}:`);
  const [, line, what] =
    /^(\d+),\d+-(?:\d+,)?\d+: (.*)/.exec(at < 0 ? '' : reason.slice(at + name.length + 1)) ?? [];
  return line === undefined ? reason : vscode.l10n.t('line {0}: {1}', line, what ?? '');
}
