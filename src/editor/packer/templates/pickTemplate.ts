import * as vscode from 'vscode';
import { baseFolder } from '../../../pipeline/paths/baseFolder';
import type { Template } from '../../../pipeline/template/template';
import type { TemplateTarget } from '../../../tools/packer/commands/packer';
import { activeFile } from '../../activeFile';
import { editorFiles } from '../../editorFiles';
import { UserFacingError } from '../../showFailure';
import { baseFolders } from './baseFolders';
import { templateAt } from './templateAt';
import { workspaceTemplates } from '../../workspaceTemplates';

/** What names a template: a file of it, the folder of an HCL2 one, or an item of the Templates view. */
export type TemplateArgument = vscode.Uri | { readonly uri: vscode.Uri };

/**
 * The template that a command is about: that of the given or open file, else one that the user picks from the
 * workspace.
 * @returns undefined when the user picks none
 * @throws UserFacingError when there is none
 */
export async function pickTemplate(argument: TemplateArgument | undefined): Promise<Template | undefined> {
  const uri = argument && ('uri' in argument ? argument.uri : argument);
  const given = uri ?? activeFile();
  const here = given?.scheme === 'file' ? templateAt(given.fsPath) : undefined;
  if (here) return here;
  if (uri)
    throw new UserFacingError(
      vscode.l10n.t('{0} is not a Packer template.', vscode.workspace.asRelativePath(uri)),
    );

  const templates = await findTemplates();
  if (!templates.length)
    throw new UserFacingError(
      vscode.l10n.t(
        'No Packer template found in this workspace. Open a folder with a .json or .pkr.hcl template.',
      ),
    );
  if (templates.length === 1) return templates[0];
  const items = templates.map((template) => ({
    label: vscode.workspace.asRelativePath(template.path),
    description: template.builds.map(({ name }) => name).join(', '),
    template,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Select a template'),
    matchOnDescription: true,
  });
  return picked?.template;
}

async function findTemplates(): Promise<Template[]> {
  const templates: Template[] = [];
  for await (const template of workspaceTemplates()) templates.push(template);
  return templates.sort((one, other) => one.path.localeCompare(other.path));
}

/** What Packer is pointed at for a template, and where it is started. */
export function targetOf(template: Template): TemplateTarget {
  const files = editorFiles();
  const chosen = baseFolders.of(template.path);
  return {
    dialect: template.dialect,
    path: template.path,
    cwd: chosen !== undefined && files.kind(chosen) === 'folder' ? chosen : baseFolder(template, files),
  };
}
