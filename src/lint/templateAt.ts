import { readTemplate } from '../pipeline/template/readTemplate';
import type { Template } from '../pipeline/template/template';
import { isHclTemplateFile } from '../pipeline/template/templateFiles';
import type { Projects } from './project';
import { projectTemplate } from './projectTemplate';

/**
 * The template of a path as Packer is given it: the file of a template, whatever it is part of, or a folder of HCL2 files,
 * which is one template then.
 * @param path absolute
 * @returns undefined when no template is there
 */
export function templateAt(path: string, projects: Projects): Template | undefined {
  const { files } = projects;
  const part = files.list(path).find(isHclTemplateFile);
  if (part === undefined) return projectTemplate(path, projects.ofFile(path));
  return readTemplate(files.paths.join(path, part), files, {
    reading: { separate: false },
    ...projects.ofFolder(path).valuesOf(path),
  });
}
