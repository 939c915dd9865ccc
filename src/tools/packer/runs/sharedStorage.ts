import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The storage of a workspace that all windows have in common. VS Code gives it to one at a time: another window of the same
 * folder, or the next one while the extension host of a lost page still lives, gets `NAME-1` beside `NAME`, and would know of
 * no build. Source: ExtensionStoragePaths of VS Code's extHostStoragePaths.ts.
 * @param storage of this extension in the workspace, as VS Code gives it: `…/NAME/EXTENSION`; absolute
 */
export function sharedStorage(storage: string): string {
  const [, usual] = /^(.+)-[1-9]$/.exec(path.basename(path.dirname(storage))) ?? [];
  if (usual === undefined) return storage;
  const workspace = path.join(path.dirname(path.dirname(storage)), usual);
  return existsSync(workspace) ? path.join(workspace, path.basename(storage)) : storage;
}
