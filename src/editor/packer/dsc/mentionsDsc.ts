import type * as vscode from 'vscode';

/** Whether a file can have a dsc step at all: most JSON files are no templates, and are not read for this. */
export const mentionsDsc = (document: vscode.TextDocument): boolean => /["']dsc["']/.test(document.getText());
