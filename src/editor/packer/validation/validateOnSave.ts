import * as vscode from 'vscode';
import type { RequestOf } from '../../../tools/packer/commands/buildRequest';
import { settings } from '../../settings';
import { templateAt } from '../templates/templateAt';
import type { Validation } from './validation';

/** Asks Packer about a template when one of its files is saved, where the user wants that. */
export class ValidateOnSave implements vscode.Disposable {
  private readonly saved = vscode.workspace.onDidSaveTextDocument((document) => this.onSave(document));
  /** Validations under way, by template; a newer one ends the older. */
  private readonly running = new Map<string, AbortController>();

  constructor(
    private readonly validation: Pick<Validation, 'checkSaved'>,
    private readonly requestOf: RequestOf,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {}

  dispose(): void {
    this.saved.dispose();
    for (const running of this.running.values()) running.abort();
  }

  private onSave({ uri }: vscode.TextDocument): void {
    // Validating runs Packer, and its plugins.
    if (uri.scheme !== 'file' || !vscode.workspace.isTrusted || !settings.validateTemplateOnSave(uri)) return;
    // Nobody has asked for this one validation: why it could not run is no news.
    this.validate(uri.fsPath).catch((error: unknown) => this.log.warn(String(error)));
  }

  /** @throws ToolMissing, WorkspaceUntrusted */
  private async validate(file: string): Promise<void> {
    const template = await templateAt(file);
    if (!template) return;
    this.running.get(template.path)?.abort();
    const own = new AbortController();
    this.running.set(template.path, own);
    try {
      const request = await this.requestOf(template);
      // With the variables of the last build, but all of the template.
      const choices = { ...request.choices, only: [], except: [] };
      await this.validation.checkSaved({ ...request, choices }, own.signal);
    } catch (error) {
      if (!own.signal.aborted) throw error;
    } finally {
      if (this.running.get(template.path) === own) this.running.delete(template.path);
    }
  }
}
