import type { FileSource } from '../../text/fileSource';
import { folderReading, templatePath } from './folderReading';
import type { FolderReading } from './folderReading';
import { readHclTemplate, variableSource } from './hcl/readHclTemplate';
import { readJsonTemplate } from './json/readJsonTemplate';
import type { Template } from './template';
import { isHclTemplateFile, readSource, templateSources, variableSources } from './templateFiles';

/** Values of variables that Packer is given along with a template. */
export interface GivenValues {
  /** Absolute paths of the files of `-var-file`, in order: of two the later wins. */
  readonly varFiles?: readonly string[];
  /** The texts of `-var`, by name. They win over all files. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** How a template is read. */
export interface TemplateOptions extends GivenValues {
  /** How the HCL2 files of its folder are; else as their names tell. */
  readonly reading?: FolderReading;
}

/**
 * Reads the template that a file is, or is part of.
 * @returns undefined when the file can't be read or is no Packer template
 */
export function readTemplate(
  path: string,
  files: FileSource,
  { reading, ...given }: TemplateOptions = {},
): Template | undefined {
  const folder = files.paths.dirname(path);
  if (isHclTemplateFile(path)) {
    const { separatedBy, ...how } = reading ?? folderReading(folder, files, undefined);
    return readHclFiles({ path: templatePath(path, how, files), folder, separatedBy }, files, given);
  }
  const [source] = readSource(path, files);
  return source && readJsonTemplate(source, folder, jsonValues({ path, folder }, files, given));
}

/** Reads a template again, with other values of its variables. */
export function readAgain(template: Template, files: FileSource, given: GivenValues): Template | undefined {
  const { dialect, path } = template;
  if (dialect === 'json') return readTemplate(path, files, given);
  return readHclFiles(template, files, given);
}

interface HclPlace extends Pick<Template, 'path' | 'folder'> {
  readonly separatedBy?: Template['separatedBy'] | undefined;
}

function readHclFiles(
  { path, folder, separatedBy }: HclPlace,
  files: FileSource,
  { varFiles, variables = {} }: GivenValues,
): Template | undefined {
  const sources = path === folder ? templateSources(folder, files) : readSource(path, files);
  if (!sources.length) return undefined;
  const values = variableSources({ dialect: 'hcl2', path, folder }, files, varFiles).map(variableSource);
  return readHclTemplate(
    {
      path,
      folder,
      ...(separatedBy && { separatedBy }),
      sources,
      values: { files: values, given: variables },
    },
    files,
  );
}

function jsonValues(
  { path, folder }: Pick<Template, 'path' | 'folder'>,
  files: FileSource,
  { varFiles, variables = {} }: GivenValues,
) {
  return { files: variableSources({ dialect: 'json', path, folder }, files, varFiles), given: variables };
}
