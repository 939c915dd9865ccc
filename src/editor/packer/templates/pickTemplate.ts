import * as vscode from 'vscode';
import type { TemplateOutline } from '../../../analysis/protocol';
import type { Template } from '../../../pipeline/template/template';
import type { TemplateTarget } from '../../../tools/packer/commands/packer';
import { activeFile } from '../../activeFile';
import { editorFiles } from '../../editorFiles';
import { UserFacingError } from '../../showFailure';
import { baseFolders } from './baseFolders';
import { templateAt } from './templateAt';
import { workspaceTemplates } from './workspaceTemplates';

/** What names a template: a file of it, a folder of HCL2 files, or an item of the Templates view. */
export type TemplateArgument = vscode.Uri | { readonly uri: vscode.Uri };

/** Why a template is probably the one that is meant. */
export interface Preference {
  /** The highest stands first. */
  readonly rank: number;
  /** What is said of it. */
  readonly why: string;
}

/** Undefined for a template that stands behind, by its name. */
export type PreferenceOf = (template: Template) => Preference | undefined;

/**
 * The template that a command is about: that of the given or open file, else one that the user picks from the
 * workspace.
 * @param preferenceOf which of several stand first
 * @returns undefined when the user picks none
 * @throws UserFacingError when there is none
 */
export async function pickTemplate(
  argument: TemplateArgument | undefined,
  preferenceOf: PreferenceOf = () => undefined,
): Promise<Template | undefined> {
  const uri = argument && ('uri' in argument ? argument.uri : argument);
  const given = uri ?? activeFile();
  const several = given?.scheme === 'file' ? await separateTemplatesIn(given.fsPath) : [];
  if (several.length > 1) return pickAmong(several, preferenceOf);
  const here = given?.scheme === 'file' ? (several[0] ?? (await templateAt(given.fsPath))) : undefined;
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
  return templates.length === 1 ? templates[0] : pickAmong(templates, preferenceOf);
}

async function pickAmong(
  templates: readonly Template[],
  preferenceOf: PreferenceOf,
): Promise<Template | undefined> {
  const items = templates
    .map((template) => {
      const preference = preferenceOf(template);
      const builds = template.builds.map(({ shownName }) => shownName).join(', ');
      return {
        label: vscode.workspace.asRelativePath(template.path),
        description: [preference?.why, builds].filter(Boolean).join(' · '),
        template,
        rank: preference?.rank ?? -Infinity,
      };
    })
    // What is alike keeps its order; the difference of two infinities is no number.
    .sort((one, other) => (one.rank === other.rank ? 0 : other.rank - one.rank));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Select a template'),
    matchOnDescription: true,
  });
  return picked?.template;
}

const separateTemplatesIn = async (folder: string): Promise<Template[]> =>
  (await import('./readTemplates')).separateTemplatesIn(folder);

async function findTemplates(): Promise<Template[]> {
  const templates: Template[] = [];
  for await (const template of workspaceTemplates()) templates.push(template);
  return templates.sort((one, other) => one.path.localeCompare(other.path));
}

/**
 * What Packer is pointed at for a template, and where it is started.
 * @param template whole, or what the analysis tells of it
 */
export async function targetOf(template: Template | TemplateOutline): Promise<TemplateTarget> {
  const { dialect, path } = template;
  const chosen = baseFolders.of(path);
  const isThere = chosen !== undefined && editorFiles().kind(chosen) === 'folder';
  return { dialect, path, cwd: isThere ? chosen : await baseFolderOf(template) };
}

const baseFolderOf = async (template: Template | TemplateOutline): Promise<string> =>
  'baseFolder' in template ? template.baseFolder : (await import('./readTemplates')).baseFolderOf(template);
