import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import { readHclTemplate } from './hcl/readHclTemplate';
import { readJsonTemplate } from './json/readJsonTemplate';
import type { Template } from './template';

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
  { varFiles = [] }: TemplateOptions = {},
): Template | undefined {
  const folder = files.paths.dirname(path);
  const given = varFiles.flatMap((file) => readSource(file, files));
  if (isHclTemplateFile(path)) {
    const named = (patterns: readonly RegExp[]) =>
      patterns.flatMap((pattern) =>
        files
          .list(folder)
          .filter((name) => pattern.test(name))
          .flatMap((name) => readSource(files.paths.join(folder, name), files)),
      );
    return readHclTemplate(named(templateFiles), [...named(variableFiles), ...given], folder, files);
  }
  const [source] = readSource(path, files);
  return source && readJsonTemplate(source, folder, given);
}

function readSource(path: string, files: FileSource): SourceText[] {
  const text = files.read(path);
  return text === undefined ? [] : [new SourceText(path, text)];
}
