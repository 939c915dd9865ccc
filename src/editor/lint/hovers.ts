import * as vscode from 'vscode';
import { editorFiles } from '../editorFiles';
import { Converter } from './convert';
import type { LiveLint } from './liveLint';

/** Tells what Boxwright reads from the place under the mouse: memory, the way in, what a command does. */
export class Hovers implements vscode.HoverProvider {
  constructor(private readonly lint: LiveLint) {}

  provideHover(
    { uri: { fsPath: path } }: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.Hover | undefined {
    if (!this.lint.leadingTo(path).length) return undefined;
    const converter = new Converter(editorFiles());
    const found = this.lint.explain(path, converter.offset(path, position));
    // Of places in one another the narrowest is meant.
    const [narrowest] = [...found].sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
    if (!narrowest) return undefined;
    const lines = new Set(found.flatMap((one) => one.lines));
    const text = [...lines].map((line) => new vscode.MarkdownString().appendText(line));
    return new vscode.Hover(text, converter.range(path, narrowest.span));
  }
}
