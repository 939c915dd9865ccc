import type * as vscode from 'vscode';
import { mentionsDsc } from '../../../language/dsc/mentionsDsc';
import { languageMessages } from '../../language/languageMessages';
import { toHover } from '../../language/toHover';
import { toRange } from '../../lint/convert';

/** Tells what an option of a dsc step does, with its type and default. */
export class OptionHovers implements vscode.HoverProvider {
  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const source = { path: document.uri.fsPath, text: document.getText() };
    if (!mentionsDsc(source.text)) return undefined;
    const offset = document.offsetAt(position);
    const { optionHover } = await import('../../../language/dsc/dsc');
    const found = optionHover(source, offset, languageMessages);
    return found && toHover(found, toRange(document, found.span));
  }
}
