import type * as vscode from 'vscode';
import { languageMessages } from '../../language/languageMessages';
import { toHover } from '../../language/toHover';
import { toRange } from '../../lint/convert';

/** Tells what a setting of a Vagrantfile does, with its type, unit and default. */
export class SettingHovers implements vscode.HoverProvider {
  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { settingHover } = await import('../../../language/vagrantfile/settings');
    const found = settingHover(text, offset, languageMessages);
    return found && toHover(found, toRange(document, found.span));
  }
}
