import type * as vscode from 'vscode';
import { explanationHover } from '../../language/explain/explanationHover';
import { editorFiles } from '../editorFiles';
import { toHover } from '../language/toHover';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

/** Tells what Boxwright reads from the place under the mouse: memory, the way in, what a command does. */
export class Hovers implements vscode.HoverProvider {
  constructor(private readonly lint: LiveLint) {}

  provideHover(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.Hover | undefined {
    if (!this.lint.dependentsOf(path).length) return undefined;
    const converter = new Converter(editorFiles());
    const found = explanationHover(this.lint.explain(path, converter.offset(path, position)));
    return found && toHover(found, converter.range(path, found.span));
  }
}
