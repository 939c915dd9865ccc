import path from 'node:path';
import * as vscode from 'vscode';
import type { GivenValues } from '../../../../pipeline/template/readTemplate';
import type { BuildChoices } from '../../../../tools/packer/commands/buildChoices';

const prefix = 'packer.choices:';

/** Where the last choices of a template are remembered. @param template its path */
export const choicesKey = (template: string): string => prefix + template;

/**
 * The values of variables with which templates were built last, by which all that reads them in this window goes. Those
 * of secrets are not among them.
 */
class LastValues {
  private store: vscode.Memento | undefined;
  private readonly changed = new vscode.EventEmitter<string>();
  /** The path of a template that has others now. */
  readonly onDidChange = this.changed.event;

  /** @param store of the workspace */
  keepIn(store: vscode.Memento): void {
    this.store = store;
  }

  /** @param template its path @returns undefined when it was never built */
  of(template: string): GivenValues | undefined {
    const kept = this.store?.get<Partial<BuildChoices>>(choicesKey(template));
    if (!kept) return undefined;
    const { varFiles = [], variables = {}, secrets = [] } = kept;
    const open = Object.entries(variables).filter(([name]) => !secrets.includes(name));
    return {
      varFiles: varFiles.filter((file) => path.isAbsolute(file)),
      variables: Object.fromEntries(open),
    };
  }

  /** Of all templates, by their paths. */
  all(): ReadonlyMap<string, GivenValues> {
    const templates = (this.store?.keys() ?? []).filter((key) => key.startsWith(prefix));
    return new Map(
      templates.flatMap((key) => {
        const template = key.slice(prefix.length);
        const values = this.of(template);
        return values ? [[template, values] as const] : [];
      }),
    );
  }

  /** The choices of a template were remembered. */
  note(template: string): void {
    this.changed.fire(template);
  }
}

export const lastValues = new LastValues();
