import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import { readHclTemplate } from './hcl/readHclTemplate';
import { readJsonTemplate } from './json/readJsonTemplate';
import type { Template } from './template';

/** Whether a file belongs to an HCL2 template by its name. `*.pkrvars.hcl` and `*.pkrtpl.hcl` are other things. */
export const isHclTemplateFile = (path: string): boolean => /\.pkr\.(hcl|json)$/i.test(path);

/**
 * Reads the template that a file is, or is part of.
 * @returns undefined when the file can't be read or is no Packer template
 */
export function readTemplate(path: string, files: FileSource): Template | undefined {
  const folder = files.paths.dirname(path);
  if (isHclTemplateFile(path)) {
    const named = (pattern: RegExp) =>
      files
        .list(folder)
        .filter((name) => pattern.test(name))
        .flatMap((name) => readSource(files.paths.join(folder, name), files));
    return readHclTemplate(named(/\.pkr\.hcl$/i), named(/\.auto\.pkrvars\.hcl$/i), folder);
  }
  const [source] = readSource(path, files);
  return source && readJsonTemplate(source, folder);
}

function readSource(path: string, files: FileSource): SourceText[] {
  const text = files.read(path);
  return text === undefined ? [] : [new SourceText(path, text)];
}
