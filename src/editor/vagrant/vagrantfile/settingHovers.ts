import * as vscode from 'vscode';
import { describeSetting, settingFacts } from './describeSetting';

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
      return new vscode.Hover(new vscode.MarkdownString().appendText(found.meaning), range);
    const { name, setting, table } = found;
    const facts = settingFacts(setting);
    const title = new vscode.MarkdownString(
      `**${table.of} ${name}**`.replace(/^(\*\*config[\w.]*) /, '$1.').replaceAll('_', '\\_'),
    );
    if (facts) title.appendMarkdown('  \n').appendText(facts);
    return new vscode.Hover([title, describeSetting(setting, table)], range);
  }
}
