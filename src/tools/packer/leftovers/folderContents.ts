import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';

/** What stands in a folder, at any depth; links are not followed. */
export interface FolderContents {
  /** When the folder was made, milliseconds since 1970; undefined where the file system does not tell. */
  readonly born: number | undefined;
  /** When something in it was made, written, renamed or given to somebody else last. */
  readonly changed: number;
  /** Something that no build makes. */
  readonly holds: 'repository' | 'sources' | 'mount' | undefined;
  /** False where there is more than is looked through, or something that can't be. */
  readonly complete: boolean;
}

/** No builder makes as many files. */
const mostEntries = 20_000;

/** Templates, values of variables, and scripts: builders make disks, descriptions of machines, and logs. */
const sourceName = /\.pkr\.(?:hcl|json)$|\.pkrvars\.(?:hcl|json)$|\.(?:ps1|psm1|sh|cmd|bat)$/i;

/** A JSON template is told by what it holds; a larger one nobody has written. Bytes. */
const largestTemplate = 1024 * 1024;

/** @param folder absolute */
export function folderContents(folder: string): FolderContents {
  let changed = 0;
  let complete = true;
  let holds: FolderContents['holds'];
  let count = 0;
  let device: number | undefined;
  const waiting = [folder];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (++count > mostEntries) {
      complete = false;
      break;
    }
    try {
      const stats = lstatSync(at);
      changed = Math.max(changed, stats.mtimeMs, stats.ctimeMs);
      const name = path.basename(at);
      device ??= stats.dev;
      if (stats.dev !== device) {
        holds = 'mount';
        continue;
      }
      if (at !== folder && name === '.git') holds = 'repository';
      else if (stats.isDirectory()) for (const one of readdirSync(at)) waiting.push(path.join(at, one));
      else if (isSource(at, name, stats)) holds ??= 'sources';
    } catch {
      complete = false;
    }
  }
  return { born: bornOf(folder), changed, holds, complete };
}

function isSource(file: string, name: string, stats: Stats): boolean {
  if (sourceName.test(name)) return true;
  if (!/\.json$/i.test(name) || !stats.isFile() || stats.size > largestTemplate) return false;
  return /"(?:builders|provisioners)"\s*:/.test(readFileSync(file, 'utf8'));
}

/** File systems without it say 1970. */
function bornOf(folder: string): number | undefined {
  const { birthtimeMs } = lstatSync(folder);
  return birthtimeMs > 0 ? birthtimeMs : undefined;
}
