import path from 'node:path';
import { projectTemplate } from '../../../lint/projectTemplate';
import { readTemplate } from '../../../pipeline/template/readTemplate';
import type { Template } from '../../../pipeline/template/template';
import { isHclTemplateFile } from '../../../pipeline/template/templateFiles';
import { editorProjects } from '../../editorFiles';

/**
 * The template of a path as Packer is given it: the file of a template, whatever it is part of, or a folder of HCL2 files,
 * which is one template then.
 * @param template absolute
 * @returns undefined when no template is there
 */
export function templateAt(template: string): Template | undefined {
  const projects = editorProjects();
  const { files } = projects;
  const part = files.list(template).find(isHclTemplateFile);
  if (part === undefined) return projectTemplate(template, projects.ofFile(template));
  return readTemplate(path.join(template, part), files, {
    reading: { separate: false },
    ...projects.ofFolder(template).valuesOf(template),
  });
}
