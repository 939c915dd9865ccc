import * as vscode from 'vscode';
import { describeSetting, inMarkdown, settingFacts } from '../../vagrant/vagrantfile/describeSetting';
import { mentionsDsc } from './mentionsDsc';

/** Tells what an option of a dsc step does, with its type and default. */
export class OptionHovers implements vscode.HoverProvider {
  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (!mentionsDsc(document)) return undefined;
    const [{ optionAt }, { optionNamed }] = await Promise.all([
      import('../../../pipeline/dsc/optionPlaceAt'),
      import('../../../pipeline/dsc/dscOptions'),
    ]);
    const found = optionAt(document.uri.fsPath, document.getText(), document.offsetAt(position));
    const known = found && optionNamed(found.name);
    if (!known) return undefined;
    const { option, table } = known;
    const title = `**${inMarkdown(`${table.of} ${found.name}`)}**  \n${inMarkdown(settingFacts(option))}`;
    const range = new vscode.Range(
      document.positionAt(found.span.start),
      document.positionAt(found.span.end),
    );
    return new vscode.Hover([new vscode.MarkdownString(title), describeSetting(option, table)], range);
  }
}
