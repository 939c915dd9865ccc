import * as vscode from 'vscode';
import { isLeftOut } from '../lint/findSubjects';
import { readRegularFileSoon } from '../lint/regularFile';
import { keyOf, kindByName, mayBeJsonTemplate, subjectAt, subjectGlobs } from '../lint/subject';
import type { Subject } from '../lint/subject';
import { skippedGlob } from '../pipeline/paths/skippedFolders';
import { editorProjects } from './editorFiles';
import { slices } from './slices';

/** More files than this are not looked at: it is no workspace for building images. */
const mostFiles = 5000;

/** A larger file is no template that a person wrote. Bytes. */
const largest = 1024 * 1024;

/** The templates of the workspace, one after the other, so that the editor stays free between them. */
export const templateSubjects = (): AsyncGenerator<Subject> => find(subjectGlobs.templates);

/** The templates, then the Vagrantfiles, then the answer files of the workspace, without what is ignored. */
export const workspaceSubjects = (): AsyncGenerator<Subject> =>
  find([...subjectGlobs.templates, ...subjectGlobs.others]);

async function* find(patterns: readonly string[]): AsyncGenerator<Subject> {
  const pause = slices();
  const seen = new Set<string>();
  for (const pattern of patterns)
    for (const { fsPath } of await vscode.workspace.findFiles(pattern, skippedGlob, mostFiles)) {
      await pause();
      const subject = (await mayBe(fsPath)) ? read(fsPath) : undefined;
      if (!subject || seen.has(keyOf(subject))) continue;
      seen.add(keyOf(subject));
      yield subject;
    }
}

function read(path: string): Subject | undefined {
  const project = editorProjects().ofFile(path);
  return isLeftOut(path, project) ? undefined : subjectAt(path, project);
}

/** Most .json files are something else; what holds no builders is not parsed, nor kept in memory. */
async function mayBe(path: string): Promise<boolean> {
  if (kindByName(path) !== 'json') return true;
  try {
    const bytes = await readRegularFileSoon(path, largest);
    return typeof bytes !== 'string' && mayBeJsonTemplate(bytes);
  } catch {
    return false;
  }
}
