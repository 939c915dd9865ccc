import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import type { Template } from './template';

/** Whether a file belongs to an HCL2 template by its name. `*.pkrvars.hcl` and `*.pkrtpl.hcl` are other things. */
export const isHclTemplateFile = (path: string): boolean => /\.pkr\.(hcl|json)$/i.test(path);

/** Whether a file sets variables of templates by its name. */
export const isVariableFile = (path: string): boolean => /\.pkrvars\.(hcl|json)$/i.test(path);

/** Whether Packer takes a file of variables by itself, when it is given the folder. */
export const isAutomatic = (name: string): boolean => /\.auto\.pkrvars\.(hcl|json)$/i.test(name);

/* In the order in which Packer reads them: hashicorp/packer hcl2template/utils.go, GetHCL2Files(). */
const templateFiles = [/\.pkr\.hcl$/i, /\.pkr\.json$/i];
const automaticFiles = [/\.auto\.pkrvars\.hcl$/i, /\.auto\.pkrvars\.json$/i];

/** The HCL2 files of a folder. */
export const templateSources = (folder: string, files: FileSource): SourceText[] =>
  named(templateFiles, folder, files);

/**
 * The files that set variables of a template, in order: of two the later wins. Those that can't be read are left out.
 * What is taken by itself is taken only with a whole folder: given a file, Packer 1.16 looks for no other.
 * @param varFiles absolute
 */
export const variableSources = (
  { dialect, path, folder }: Pick<Template, 'dialect' | 'path' | 'folder'>,
  files: FileSource,
  varFiles: readonly string[] = [],
): SourceText[] => [
  ...(dialect === 'hcl2' && path === folder ? named(automaticFiles, folder, files) : []),
  // Of a JSON template Packer takes files in JSON alone.
  ...varFiles
    .filter((file) => dialect === 'hcl2' || /\.json$/i.test(file))
    .flatMap((file) => readSource(file, files)),
];

const named = (patterns: readonly RegExp[], folder: string, files: FileSource): SourceText[] =>
  patterns.flatMap((pattern) =>
    files
      .list(folder)
      .filter((name) => pattern.test(name))
      .flatMap((name) => readSource(files.paths.join(folder, name), files)),
  );

export function readSource(path: string, files: FileSource): SourceText[] {
  const text = files.read(path);
  return text === undefined ? [] : [new SourceText(path, text)];
}
