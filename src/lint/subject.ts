import { isHclTemplateFile, readTemplate } from '../pipeline/template/readTemplate';
import type { Template } from '../pipeline/template/template';
import type { FileSource } from '../text/fileSource';

/** Something that is linted by itself. */
export type Subject =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'vagrantfile'; readonly path: string }
  /** Linted only where no template leads to it. */
  | { readonly kind: 'answerFile'; readonly path: string };

/** The path by which a subject is known: of an HCL2 template its folder, as all HCL2 files in that are one. */
export const keyOf = (subject: Subject): string =>
  subject.kind === 'template' ? subject.template.path : subject.path;

/** What the name of a file allows it to be. Most JSON files are something else than templates. */
export function kindByName(path: string): 'hclTemplate' | 'json' | 'vagrantfile' | 'answerFile' | undefined {
  if (isHclTemplateFile(path)) return 'hclTemplate';
  if (isVagrantfile(path)) return 'vagrantfile';
  if (isAnswerFileName(path)) return 'answerFile';
  return path.endsWith('.json') ? 'json' : undefined;
}

/** The names of {@link kindByName} as VS Code's search for files takes them, templates first. */
export const subjectGlobs = {
  templates: ['**/*.pkr.{hcl,json}', '**/*.json'],
  others: ['**/*[vV]agrantfile*', '**/{A,a}uto{U,u}nattend.xml'],
} as const;

/** Whether a JSON text can be a template, which tells without parsing it: most are something else. */
export const mayBeJsonTemplate = (text: string | Buffer): boolean => text.includes('"builders"');

/** Whether a file is a Vagrantfile by its name; those for boxes are called Vagrantfile.template, vagrantfile-x.tpl. */
export const isVagrantfile = (path: string): boolean =>
  /(^|[\\/])Vagrantfile$|(^|[\\/])[^\\/]*vagrantfile[^\\/]*\.(template|tpl|rb)$|\.vagrantfile$/i.test(path);

/** Whether Windows Setup would take a file as its answer file. */
export const isAnswerFileName = (path: string): boolean => /(^|[\\/])autounattend\.xml$/i.test(path);

/** What a file is; undefined for one that is nothing by itself. */
export function subjectAt(path: string, files: FileSource): Subject | undefined {
  if (isVagrantfile(path)) return { kind: 'vagrantfile', path };
  if (isAnswerFileName(path)) return { kind: 'answerFile', path };
  const template = readTemplate(path, files);
  return template && { kind: 'template', template };
}

/** The key of what a file may be, by its name. */
export function keyOfFile(path: string, { paths }: Pick<FileSource, 'paths'>): string | undefined {
  const kind = kindByName(path);
  return kind === 'hclTemplate' ? paths.dirname(path) : kind && path;
}
