import * as vscode from 'vscode';
import { subjectGlobs } from '../lint/subjectGlobs';
import { skippedGlob } from '../pipeline/paths/skippedFolders';

/** More files than this are not looked at: it is no workspace for building images. */
const mostFiles = 5000;

/**
 * The files of the workspace that can be something by their names, without what is ignored: those of templates first, then
 * Vagrantfiles, then answer files.
 */
export async function* filesByPattern(
  patterns: readonly string[] = [...subjectGlobs.templates, ...subjectGlobs.others],
): AsyncGenerator<string[]> {
  for (const pattern of patterns) {
    const found = await vscode.workspace.findFiles(pattern, skippedGlob, mostFiles);
    yield found.map(({ fsPath }) => fsPath);
  }
}
