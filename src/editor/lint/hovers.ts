import type * as vscode from 'vscode';
import { asRange } from './convert';
import { toHover } from '../language/toHover';
import type { LiveLint } from './liveLint';

/** Tells what Boxwright reads from the place under the mouse: memory, the way in, what a command does. */
export class Hovers implements vscode.HoverProvider {
  constructor(private readonly lint: LiveLint) {}

  async provideHover(
    { uri: { fsPath: path } }: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!this.lint.dependentsOf(path).length) return undefined;
    const found = await this.lint.ask('explain', path, { line, character });
    return found && toHover(found, asRange(found.range));
  }
}
