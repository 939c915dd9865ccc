import { templatePath } from '../pipeline/template/folderReading';
import { readTemplate } from '../pipeline/template/readTemplate';
import type { Template } from '../pipeline/template/template';
import { isHclTemplateFile } from '../pipeline/template/templateFiles';
import type { Project } from './project';
import { watchReads } from './watchReads';

/**
 * The template that a file is, or is part of, as its project reads it: with the reading in force of its folder, and with
 * the values of its variables. Everything that shows, lints or builds a template asks here.
 * @returns undefined when the file can't be read or is no Packer template
 */
export function projectTemplate(file: string, project: Project): Template | undefined {
  const { files } = project;
  const path = templateOf(file, project);
  const reading = isHclTemplateFile(file) ? { reading: project.reading(files.paths.dirname(file)) } : {};
  const watched = watchReads(files);
  const template = readTemplate(file, watched, { ...reading, ...project.valuesOf(path) });
  return template && watched.unread.size ? { ...template, unread: watched.unread } : template;
}

/** What Packer is given for a file of a template. */
export const templateOf = (file: string, { files, reading }: Pick<Project, 'files' | 'reading'>): string =>
  isHclTemplateFile(file) ? templatePath(file, reading(files.paths.dirname(file)), files) : file;
