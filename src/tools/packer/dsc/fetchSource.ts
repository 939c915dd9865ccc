import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ToolRunner } from '../../toolRunner';
import { copyTree } from './copyTree';
import { DscFailure } from './dscFailure';
import type { DscSource } from './dscSource';
import { gitCheckout, gitFetch, gitFetched, gitInit, ownAttributes } from './gitSource';

/**
 * Brings the files of a source into a folder of ours, whatever it is.
 * @param work an empty folder; absolute
 * @returns the folder with the files
 * @throws DscFailure, ToolMissing, WorkspaceUntrusted
 */
export async function fetchSource(
  source: Exclude<DscSource, { kind: 'file' }>,
  work: string,
  runner: ToolRunner,
  signal: AbortSignal,
): Promise<string> {
  const files = path.join(work, 'source');
  await mkdir(files);
  if (source.kind === 'git')
    await fetchCommit(source, { gitFolder: path.join(work, 'git'), files }, runner, signal);
  else await copyTree(source.path, files, signal);
  return files;
}

async function fetchCommit(
  { url, commit }: Extract<DscSource, { kind: 'git' }>,
  at: { readonly gitFolder: string; readonly files: string },
  runner: ToolRunner,
  signal: AbortSignal,
): Promise<void> {
  await runner.run(gitInit(at), signal);
  await mkdir(path.join(at.gitFolder, 'info'), { recursive: true });
  await writeFile(path.join(at.gitFolder, 'info', 'attributes'), ownAttributes);
  await runner.run(gitFetch(at, url, commit), signal);
  const fetched = await runner.run(gitFetched(at), signal);
  if (fetched !== commit) throw new DscFailure('noCommit', commit);
  await runner.run(gitCheckout(at, commit), signal);
}
