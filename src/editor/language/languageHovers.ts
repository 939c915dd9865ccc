import type * as vscode from 'vscode';
import { asRange } from '../lint/convert';
import type { LiveLint } from '../lint/liveLint';
import { toHover } from './toHover';

/** Tells what a name means, with its type and default. */
export class LanguageHovers implements vscode.HoverProvider {
  constructor(private readonly lint: Pick<LiveLint, 'ask'>) {}

  async provideHover(
    { uri: { fsPath: path } }: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const found = await this.lint.ask('documentation', path, { line, character });
    return found && toHover(found, asRange(found.range));
  }
}
