import * as vscode from 'vscode';
import { notify } from '../../notify';
import { requirePlugins as editFor } from '../../../rules/fixes/requirePlugins';
import { editorFiles } from '../../editorFiles';
import { Converter } from '../../lint/convert';
import { UserFacingError } from '../../showFailure';
import { pickTemplate } from '../templates/pickTemplate';
import type { TemplateArgument } from '../templates/pickTemplate';
import type { UnnamedOf } from './pluginFixes';

/** Names the plugins that an HCL2 template uses in its `required_plugins`, and shows them there. @throws UserFacingError */
export async function requirePlugins(
  given: TemplateArgument | undefined,
  unnamedOf: UnnamedOf,
): Promise<void> {
  const template = await pickTemplate(given);
  if (!template) return;
  const name = vscode.workspace.asRelativePath(template.path);
  if (template.dialect !== 'hcl2')
    throw new UserFacingError(
      vscode.l10n.t('{0} is a JSON template, which cannot require plugins. Convert it to HCL2 first.', name),
    );
  const plugins = await unnamedOf(template);
  if (!plugins.length) {
    void notify.information(
      vscode.l10n.t('{0} already requires all the plugins that it is known to use.', name),
    );
    return;
  }
  const edit = editFor(template, plugins);
  if (!edit)
    throw new UserFacingError(
      vscode.l10n.t('{0} has no HCL2 file to which required_plugins can be added.', name),
    );
  const converter = new Converter(editorFiles());
  const { start } = converter.range(edit.path, edit.span);
  await vscode.workspace.applyEdit(converter.edit([edit]));
  const end = start.translate(edit.newText.split('\n').length - 1);
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(edit.path));
  editor.revealRange(new vscode.Range(start, end));
}
