import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import { readHclTemplate } from './hcl/readHclTemplate';
import { readJsonTemplate } from './json/readJsonTemplate';
import type { Dialect, Template } from './template';

/** Whether a file belongs to an HCL2 template by its name. `*.pkrvars.hcl` and `*.pkrtpl.hcl` are other things. */
export const isHclTemplateFile = (path: string): boolean => /\.pkr\.(hcl|json)$/i.test(path);

/** What Packer may be given along with a template. */
export interface TemplateOptions {
  /** Absolute paths of the files of `-var-file`, in order: of two the later wins. */
  readonly varFiles?: readonly string[];
}

/** In the order in which Packer reads them. */
const templateFiles = [/\.pkr\.hcl$/i, /\.pkr\.json$/i];
const variableFiles = [/\.auto\.pkrvars\.hcl$/i, /\.auto\.pkrvars\.json$/i];

/**
 * Reads the template that a file is, or is part of.
 * @returns undefined when the file can't be read or is no Packer template
 */
export function readTemplate(
  path: string,
  files: FileSource,
  options: TemplateOptions = {},
): Template | undefined {
  const folder = files.paths.dirname(path);
  if (isHclTemplateFile(path)) {
    const variables = variableFilesOf('hcl2', folder, files, options);
    return readHclTemplate(named(templateFiles, folder, files), variables, folder, files);
  }
  const [source] = readSource(path, files);
  return source && readJsonTemplate(source, folder, variableFilesOf('json', folder, files, options));
}

/** The files that set variables of a template, in order: of two the later wins. Those that can't be read are left out. */
export const variableFilesOf = (
  dialect: Dialect,
  folder: string,
  files: FileSource,
  { varFiles = [] }: TemplateOptions,
): SourceText[] => [
  ...(dialect === 'hcl2' ? named(variableFiles, folder, files) : []),
  ...varFiles.flatMap((file) => readSource(file, files)),
];

const named = (patterns: readonly RegExp[], folder: string, files: FileSource): SourceText[] =>
  patterns.flatMap((pattern) =>
    files
      .list(folder)
      .filter((name) => pattern.test(name))
      .flatMap((name) => readSource(files.paths.join(folder, name), files)),
  );

function readSource(path: string, files: FileSource): SourceText[] {
  const text = files.read(path);
  return text === undefined ? [] : [new SourceText(path, text)];
}
