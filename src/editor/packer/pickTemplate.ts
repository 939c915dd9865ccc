import * as vscode from 'vscode';
import { baseFolder } from '../../pipeline/paths/baseFolder';
import { isHclTemplateFile, readTemplate } from '../../pipeline/template/readTemplate';
import type { Template } from '../../pipeline/template/template';
import type { TemplateTarget } from '../../tools/packer/packer';
import { editorFiles } from '../editorFiles';
import { UserFacingError } from '../showFailure';

/** What no template is looked for in. */
const excluded = '**/{node_modules,packer_cache,.vagrant,.git}/**';

/** More files than this are not looked at for a pick: a person does not choose among thousands. */
const mostFiles = 2000;

/**
 * The template that a command is about: that of the given or open file, else one that the user picks from the
 * workspace.
 * @returns undefined when the user picks none
 * @throws UserFacingError when there is none
 */
export async function pickTemplate(uri: vscode.Uri | undefined): Promise<Template | undefined> {
  const given = uri ?? vscode.window.activeTextEditor?.document.uri;
  const here = given?.scheme === 'file' ? readTemplate(given.fsPath, editorFiles()) : undefined;
  if (here) return here;
  if (uri)
    throw new UserFacingError(
      vscode.l10n.t('{0} is no Packer template.', vscode.workspace.asRelativePath(uri)),
    );

  const templates = await findTemplates();
  if (!templates.length)
    throw new UserFacingError(
      vscode.l10n.t(
        'There is no Packer template in this workspace. Open a folder with a .json or .pkr.hcl template.',
      ),
    );
  if (templates.length === 1) return templates[0];
  const items = templates.map((template) => ({
    label: vscode.workspace.asRelativePath(template.path),
    description: template.builds.map(({ name }) => name).join(', '),
    template,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Template'),
    matchOnDescription: true,
  });
  return picked?.template;
}

async function findTemplates(): Promise<Template[]> {
  const uris = await vscode.workspace.findFiles('**/*.{json,pkr.hcl}', excluded, mostFiles);
  const files = editorFiles();
  const templates = new Map<string, Template>();
  for (const { fsPath } of uris) {
    const text = isHclTemplateFile(fsPath) ? '' : files.read(fsPath);
    // Most .json files are something else; what holds no builders is not parsed.
    if (text === undefined || (text && !text.includes('"builders"'))) continue;
    const template = readTemplate(fsPath, files);
    if (template) templates.set(template.path, template);
  }
  return [...templates.values()].sort((a, b) => a.path.localeCompare(b.path));
}

/** What Packer is pointed at for a template, and where it is started. */
export const targetOf = (template: Template): TemplateTarget => ({
  dialect: template.dialect,
  path: template.path,
  cwd: baseFolder(template, editorFiles()),
});
