import * as vscode from 'vscode';
import { baseFolder } from '../../../pipeline/paths/baseFolder';
import { templatePathsIn } from '../../../pipeline/template/folderReading';
import type { Template } from '../../../pipeline/template/template';
import type { TemplateTarget } from '../../../tools/packer/commands/packer';
import { activeFile } from '../../activeFile';
import { editorFiles, editorProjects } from '../../editorFiles';
import { UserFacingError } from '../../showFailure';
import { baseFolders } from './baseFolders';
import { templateAt } from './templateAt';
import { workspaceTemplates } from '../../workspaceTemplates';
import { isSamePath } from '../../../text/pathKey';

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
  const several = given?.scheme === 'file' ? separateTemplatesIn(given.fsPath) : [];
  if (several.length > 1) return pickAmong(several, preferenceOf);
  const here = given?.scheme === 'file' ? (several[0] ?? templateAt(given.fsPath)) : undefined;
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

/** The templates of a folder whose HCL2 files are each one; empty for anything else. */
function separateTemplatesIn(folder: string): Template[] {
  const projects = editorProjects();
  const { files } = projects;
  const paths = templatePathsIn(folder, projects.ofFolder(folder).reading(folder), files);
  return paths.flatMap((path) => (isSamePath(path, folder) ? [] : (templateAt(path) ?? [])));
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
