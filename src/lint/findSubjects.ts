import type { FileSource } from '../text/fileSource';
import type { Template } from '../pipeline/template/template';
import { readConfiguration } from './configuration';
import { isHclTemplateFile, readTemplate } from '../pipeline/template/readTemplate';
import { isAnswerFileName } from './lintAnswerFile';
import { isVagrantfile } from './lintVagrantfile';

/** Something that is linted by itself. */
export type Subject =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'vagrantfile'; readonly path: string }
  /** Only worth it where no template leads to it. */
  | { readonly kind: 'answerFile'; readonly path: string };

/** Folders that hold no templates of the user's own. */
const skipped = /^(\.git|\.hg|\.svn|node_modules|packer_cache|\.vagrant|\.terraform|output-.*)$/;

/**
 * All that can be linted in a folder and the folders in it, without what Git or boxwright.json ignores. Links to
 * folders are followed only as far as they lead down.
 */
export function* findSubjects(folder: string, files: FileSource): Generator<Subject> {
  const configuration = readConfiguration(files.rootOf(folder), files);
  const leftOut = (path: string) => files.isKeptElsewhere(path) || configuration.ignores(path);
  yield* walk(folder, files, leftOut, 0);
}

/** What a file is; undefined for one that is nothing by itself. */
export function subjectAt(path: string, files: FileSource): Subject | undefined {
  if (isVagrantfile(path)) return { kind: 'vagrantfile', path };
  if (isAnswerFileName(path)) return { kind: 'answerFile', path };
  const template = readTemplate(path, files);
  return template && { kind: 'template', template };
}

function* walk(
  folder: string,
  files: FileSource,
  leftOut: (path: string) => boolean,
  depth: number,
): Generator<Subject> {
  if (depth > 30) return;
  let hcl = false;
  for (const name of files.list(folder)) {
    const path = files.paths.join(folder, name);
    const kind = files.kind(path);
    if (kind === 'folder' && !skipped.test(name) && !leftOut(path))
      yield* walk(path, files, leftOut, depth + 1);
    if (kind !== 'file' || leftOut(path)) continue;
    if (isHclTemplateFile(name)) {
      // All of a folder's HCL files are one template.
      if (hcl) continue;
      hcl = true;
    } else if (!name.endsWith('.json') && !isVagrantfile(path) && !isAnswerFileName(path)) continue;
    const subject = subjectAt(path, files);
    if (subject) yield subject;
  }
}
