import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import { readHclTemplate } from './readHclTemplate';
import { readJsonTemplate } from './readJsonTemplate';
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
    const names = files.list(folder).filter(isHclTemplateFile);
    const sources = names.flatMap((name) => readSource(files.paths.join(folder, name), files));
    return readHclTemplate(sources, folder);
  }
  const [source] = readSource(path, files);
  return source && readJsonTemplate(source, folder);
}

function readSource(path: string, files: FileSource): SourceText[] {
  const text = files.read(path);
  return text === undefined ? [] : [new SourceText(path, text)];
}
