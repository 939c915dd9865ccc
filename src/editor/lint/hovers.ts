import type * as vscode from 'vscode';
import { isHclTemplateFile, isVariableFile } from '../../pipeline/template/templateFiles';
import { asRange } from './convert';
import { toHover } from '../language/toHover';
import type { LiveLint } from './liveLint';

/**
 * Tells what Boxwright reads from the place under the mouse: memory, the way in, what a command does; in HCL2 templates also
 * what is written there.
 */
export class Hovers implements vscode.HoverProvider {
  constructor(private readonly lint: LiveLint) {}

  async provideHover(
    { uri: { fsPath: path } }: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    // Most files are nothing to the linter, and it is not asked about them.
    if (!this.lint.dependentsOf(path).length && !isHclFile(path)) return undefined;
    const found = await this.lint.ask('explain', path, { line, character });
    return found && toHover(found, asRange(found.range));
  }
}

const isHclFile = (path: string): boolean => isHclTemplateFile(path) || isVariableFile(path);
