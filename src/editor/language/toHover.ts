import * as vscode from 'vscode';
import type { Hover } from '../../language/hover';

/** @param range that of the hover's span */
export const toHover = ({ contents }: Pick<Hover, 'contents'>, range: vscode.Range): vscode.Hover =>
  new vscode.Hover(
    contents.map(({ kind, text }) =>
      kind === 'markdown' ? new vscode.MarkdownString(text) : new vscode.MarkdownString().appendText(text),
    ),
    range,
  );
