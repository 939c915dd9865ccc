import { isSkippedFolder } from '../pipeline/paths/skippedFolders';
import type { Project } from './project';
import { kindByName, subjectAt } from './subject';
import type { Subject } from './subject';

/** Deeper than this no project is; a link can lead down for ever. */
const maximumDepth = 30;

/**
 * All that can be linted in a folder and the folders in it, without what Git or boxwright.json ignores. Links to
 * folders are followed only as far as they lead down.
 * @param project that of the folder
 */
export function* findSubjects(folder: string, project: Project): Generator<Subject> {
  yield* walk(folder, project, 0);
}

function* walk(folder: string, project: Project, depth: number): Generator<Subject> {
  if (depth > maximumDepth) return;
  const { files } = project;
  let hcl = false;
  for (const name of files.list(folder)) {
    const path = files.paths.join(folder, name);
    const kind = files.kind(path);
    if (kind === 'folder' && !isSkippedFolder(name) && !isLeftOut(path, project))
      yield* walk(path, project, depth + 1);
    const mayBe = kind === 'file' ? kindByName(path) : undefined;
    if (mayBe === undefined || isLeftOut(path, project)) continue;
    if (mayBe === 'hclTemplate') {
      // All of a folder's HCL files are one template.
      if (hcl) continue;
      hcl = true;
    }
    const subject = subjectAt(path, files);
    if (subject) yield subject;
  }
}

/** Whether a file or folder is found by no search: Git or the project ignores it. */
export const isLeftOut = (path: string, { files, configuration }: Project): boolean =>
  files.isKeptElsewhere(path) || configuration.ignores(path);
