import * as vscode from 'vscode';

/**
 * What makes one text of another without touching what stays, so that cursors, folds and marks stay, too: the lines that
 * differ where there are as many as before, else all from the first difference to the last. Line ends do not count, as
 * the editor keeps its own.
 */
export function lineEdits(before: string, after: string): vscode.TextEdit[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  if (old.length === now.length)
    return old.flatMap((line, at) =>
      line === now[at]
        ? []
        : [vscode.TextEdit.replace(new vscode.Range(at, 0, at, line.length), now[at] ?? '')],
    );
  const [from, to] = [old.join('\n'), now.join('\n')];
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let same = 0;
  while (same < shorter - start && from.at(-1 - same) === to.at(-1 - same)) same++;
  const range = new vscode.Range(position(from, start), position(from, from.length - same));
  return [vscode.TextEdit.replace(range, to.slice(start, to.length - same))];
}

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

function position(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split('\n');
  return new vscode.Position(lines.length - 1, (lines.at(-1) ?? '').length);
}
