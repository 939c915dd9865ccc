import * as vscode from 'vscode';
import { describeSetting, inMarkdown, settingFacts } from './describeSetting';

/** Tells what a setting of a Vagrantfile does, with its type, unit and default. */
export class SettingHovers implements vscode.HoverProvider {
  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const text = document.getText();
    const offset = document.offsetAt(position);
    const { settingAt } = await import('../../../pipeline/vagrantfile/settings/lookUp');
    const found = settingAt(text, offset);
    if (!found) return undefined;
    const range = new vscode.Range(
      document.positionAt(found.span.start),
      document.positionAt(found.span.end),
    );
    if (found.kind === 'name')
      return new vscode.Hover(new vscode.MarkdownString(inMarkdown(found.meaning)), range);
    const { name, setting, table } = found;
    const path = /^config[\w.]*$/.test(table.of) ? `${table.of}.${name}` : `${table.of} ${name}`;
    const title = [`**${inMarkdown(path)}**`, inMarkdown(settingFacts(setting))].filter(Boolean).join('  \n');
    return new vscode.Hover([new vscode.MarkdownString(title), describeSetting(setting, table)], range);
  }
}
