import { slices } from '../../../analysis/slices';
import { subjectsAmong } from '../../../lint/subjectsAmong';
import { templateAt as templateIn } from '../../../lint/templateAt';
import { baseFolder } from '../../../pipeline/paths/baseFolder';
import { templatePathsIn } from '../../../pipeline/template/folderReading';
import type { Template } from '../../../pipeline/template/template';
import { readTimelines } from '../../../pipeline/timeline/readTimelines';
import type { Timeline } from '../../../pipeline/timeline/timeline';
import { isSamePath } from '../../../text/pathKey';
import { editorFiles } from '../../editorFiles';
import { editorProjects } from '../../editorProjects';

/*
 * Templates as commands take them, whole, as they are at this moment. It is loaded when a command asks; what is shown of
 * all templates the analysis tells.
 */

export const templateAt = (path: string): Template | undefined => templateIn(path, editorProjects());

/** The templates of a folder whose HCL2 files are each one; empty for anything else. */
export function separateTemplatesIn(folder: string): Template[] {
  const projects = editorProjects();
  const { files } = projects;
  const paths = templatePathsIn(folder, projects.ofFolder(folder).reading(folder), files);
  return paths.flatMap((path) => (isSamePath(path, folder) ? [] : (templateIn(path, projects) ?? [])));
}

/** The folder in which Packer has to be started, so that the template's own paths exist. */
export const baseFolderOf = (template: Template): string => baseFolder(template, editorFiles());

/** The timelines of some builds of a template. @param cwd the folder in which Packer is started @param names of the builds */
export function timelinesOf(
  template: Template,
  cwd: string,
  names: ReadonlySet<string>,
): readonly Timeline[] {
  const builds = template.builds.filter(({ name }) => names.has(name));
  return readTimelines(template, cwd, editorFiles(), { builds }).timelines;
}

/** The templates among some files, one after the other, so that the editor stays free between them. */
export async function* readTemplatesOf(paths: Iterable<string>): AsyncGenerator<Template> {
  for await (const subject of subjectsAmong(paths, editorProjects, slices()))
    if (subject.kind === 'template') yield subject.template;
}
