import type { PackerFile } from '../language/packer/packerPlace';
import type { Project, Projects } from '../lint/project';
import { projectTemplate, templateOf } from '../lint/projectTemplate';
import { fileOfKey } from '../lint/readSubject';
import { baseFolder } from '../pipeline/paths/baseFolder';
import { templatePathsIn } from '../pipeline/template/folderReading';
import type { Template } from '../pipeline/template/template';
import { isHclTemplateFile, isVariableFile } from '../pipeline/template/templateFiles';
import type { FileSource } from '../text/fileSource';
import { isSamePath } from '../text/pathKey';
import { SourceText } from '../text/sourceText';
import type { Analyst } from './analyst';

/** The largest templates that people publish have a tenth of it; more would keep everything else waiting. UTF-16 units. */
const mostCharacters = 300_000;

/** The text of a file in HCL2's own syntax that is of Packer; undefined for any other. @param path absolute */
export function hclTextAt(files: FileSource, path: string): SourceText | undefined {
  if (!/\.hcl$/i.test(path) || !(isHclTemplateFile(path) || isVariableFile(path))) return undefined;
  const text = files.read(path);
  return text === undefined || text.length > mostCharacters ? undefined : new SourceText(path, text);
}

/** The same, with the templates that the file belongs to. */
export function packerFileAt(analyst: Analyst, path: string): PackerFile | undefined {
  const projects = analyst.projects();
  const { files } = projects;
  const source = hclTextAt(files, path);
  if (!source) return undefined;
  const templates = isVariableFile(path)
    ? templatesSetBy(analyst, path, projects)
    : [readTemplateOf(analyst, path, projects.ofFile(path))].filter((one) => one !== undefined);
  return {
    source,
    templates,
    files,
    packer: projects.ofFile(path).packer?.(),
    valuesOf: (template) => projects.ofFolder(template.folder).valuesOf(template.path),
    baseOf: (template) =>
      analyst.linter.detailsOf(template.path, analyst.inputs())?.pipeline?.baseFolder ??
      baseFolder(template, files),
  };
}

/** The HCL2 templates that are known. */
export function knownTemplates(analyst: Analyst): Template[] {
  const { linter } = analyst;
  const projects = analyst.projects();
  return linter.keys.flatMap((key) => {
    if (!linter.linted(key)?.isHcl) return [];
    const file = fileOfKey(key, projects.files);
    return readTemplateOf(analyst, file, projects.ofFile(file)) ?? [];
  });
}

/** A template as its texts are now. */
function readTemplateOf(analyst: Analyst, path: string, project: Project): Template | undefined {
  const key = templateOf(path, project);
  const subject = isLintedNow(analyst, key)
    ? analyst.linter.detailsOf(key, analyst.inputs())?.subject
    : undefined;
  if (subject?.kind === 'template') return subject.template;
  const template = projectTemplate(path, project);
  return template?.dialect === 'hcl2' ? template : undefined;
}

const isLintedNow = ({ linter }: Analyst, key: string): boolean => linter.linted(key)?.stale === false;

/** The templates that read a file of values; else those beside it, above it or in the folders beside it. */
function templatesSetBy(analyst: Analyst, path: string, projects: Projects): Template[] {
  const { files } = projects;
  const reading = analyst.linter.keysLeadingTo(path).flatMap((key) => {
    if (!analyst.linter.linted(key)?.isHcl) return [];
    const file = fileOfKey(key, files);
    return readTemplateOf(analyst, file, projects.ofFile(file)) ?? [];
  });
  const sets = reading.filter(({ variableFiles }) =>
    variableFiles.some((file) => isSamePath(file.path, path)),
  );
  if (sets.length) return sets;
  const own = files.paths.dirname(path);
  const below = files
    .list(own)
    .map((name) => files.paths.join(own, name))
    .filter((folder) => files.kind(folder) === 'folder');
  for (const folders of [[own], [files.paths.dirname(own)], below.slice(0, mostFolders)]) {
    const found = folders.flatMap((folder) => templatesIn(analyst, folder, projects));
    if (found.length) return found;
  }
  return [];
}

/** More folders than this are not looked into for a template. */
const mostFolders = 20;

function templatesIn(analyst: Analyst, folder: string, projects: Projects): Template[] {
  const { files } = projects;
  const project = projects.ofFolder(folder);
  const paths = templatePathsIn(folder, project.reading(folder), files);
  const file = (path: string) =>
    isHclTemplateFile(path)
      ? path
      : files.paths.join(folder, files.list(folder).find(isHclTemplateFile) ?? '');
  return paths.flatMap((path) => readTemplateOf(analyst, file(path), project) ?? []);
}
