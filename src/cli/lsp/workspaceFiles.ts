import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { kindByName } from '../../lint/kindByName';
import { isSkippedFolder } from '../../pipeline/paths/skippedFolders';
import { PathSet } from '../../text/pathMap';

/** More folders than this are not looked into: it is no workspace for building images. */
const mostFolders = 50_000;

/** The kinds of files that can be something, in the order in which they are read: templates first. */
const order = [['hclTemplate'], ['json'], ['text'], ['vagrantfile'], ['answerFile']] as const;

/** The files of some folders that can be something by their names, by kind. What is ignored is left out when they are read. */
export async function* workspaceFiles(roots: readonly string[]): AsyncGenerator<string[]> {
  const byKind = new Map<string, PathSet>();
  for await (const file of filesIn(roots)) {
    const kind = kindByName(file);
    if (kind === undefined) continue;
    const files = byKind.get(kind) ?? new PathSet();
    byKind.set(kind, files);
    files.add(file);
  }
  for (const kinds of order) {
    const files = kinds.flatMap((kind) => [...(byKind.get(kind) ?? [])]);
    if (files.length) yield files;
  }
}

/** Folders are entered once, through whichever links; by their own names where they lie among the roots. */
async function* filesIn(roots: readonly string[]): AsyncGenerator<string> {
  const entered = new PathSet();
  const folders = [...roots];
  const links: string[] = [];
  const next = () => folders.shift() ?? links.shift();
  for (let folder = next(); folder !== undefined; folder = next()) {
    const real = await realpath(folder).catch(() => undefined);
    if (real === undefined || entered.has(real) || entered.size >= mostFolders) continue;
    entered.add(real);
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const file = path.join(folder, entry.name);
      const isLink = entry.isSymbolicLink();
      const found = isLink ? await stat(file).catch(() => undefined) : entry;
      if (found?.isFile()) yield file;
      else if (found?.isDirectory() && !isSkippedFolder(entry.name)) (isLink ? links : folders).push(file);
    }
  }
}
