import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import { processExists } from './processIdentity';

/**
 * Where the numbers of processes are those of this one: this computer, and in a container that alone. What a folder that is
 * shared with others holds of those, only its age tells.
 */
const here = createHash('sha256').update(`${hostname()}\0${processes()}`).digest('hex').slice(0, 8);

function processes(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** Nothing for which a folder is made takes longer. Milliseconds. */
const longest = 24 * 60 * 60_000;

/** How their names begin, by what they are for. */
export const draftNames = { temporary: 'boxwright-', packer: '.draft-', dsc: 'build-' } as const;

type Beginning = (typeof draftNames)[keyof typeof draftNames];

const form = /^([\da-f]{8})-(\d+)-/;

/** Makes a folder for as long as this process needs it, whose name says whose it is. */
export const makeDraft = (parent: string, beginning: Beginning): Promise<string> =>
  mkdtemp(path.join(parent, `${beginning}${here}-${process.pid}-`));

/** Removes what a process that was killed has left of {@link makeDraft}; nothing of other users, and no link. */
export async function removeAbandonedDrafts(parent: string, beginning: Beginning): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const [, host, pid] = name.startsWith(beginning) ? (form.exec(name.slice(beginning.length)) ?? []) : [];
    if (host === undefined || (host === here && processExists(Number(pid)))) continue;
    const draft = path.join(parent, name);
    const stats = await lstat(draft).catch(() => undefined);
    const isOwn = stats?.isDirectory() && (process.platform === 'win32' || stats.uid === userInfo().uid);
    if (stats && isOwn && (host === here || Date.now() - stats.mtimeMs > longest))
      await rm(draft, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}
