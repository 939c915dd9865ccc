import { readConfiguration } from '../../lint/configuration';
import { subjectAt } from '../../lint/findSubjects';
import type { Subject } from '../../lint/findSubjects';
import { isAnswerFileName } from '../../lint/lintAnswerFile';
import { isVagrantfile } from '../../lint/lintVagrantfile';
import { isHclTemplateFile } from '../../pipeline/template/readTemplate';
import type { FileSource } from '../../text/fileSource';

/** The path by which a subject is known: of an HCL2 template its folder, as all HCL2 files in that are one. */
export const keyOf = (subject: Subject): string =>
  subject.kind === 'template' ? subject.template.path : subject.path;

/** The key of what a file may be, by its name. */
export function keyOfFile(path: string, files: FileSource): string | undefined {
  if (isHclTemplateFile(path)) return files.paths.dirname(path);
  return path.endsWith('.json') || isVagrantfile(path) || isAnswerFileName(path) ? path : undefined;
}

/** What a key stands for now; undefined where nothing is left of it, or the project ignores it. */
export function readSubject(key: string, files: FileSource): Subject | undefined {
  const name = files.list(key).find(isHclTemplateFile);
  const path = name === undefined ? key : files.paths.join(key, name);
  if (readConfiguration(files.rootOf(path), files).ignores(path)) return undefined;
  const text = name === undefined ? files.read(path) : '';
  if (text === undefined) return undefined;
  // Most .json files are something else, and are not parsed at each key stroke.
  if (name === undefined && path.endsWith('.json') && !text.includes('"builders"')) return undefined;
  return subjectAt(path, files);
}
