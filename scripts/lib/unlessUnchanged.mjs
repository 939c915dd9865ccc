import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs a check, unless it found nothing wrong the last time and the same files have the same contents since.
 * @param {string} root
 * @param {string} name of a file in out/cache, which may be deleted
 * @param {readonly string[]} files all that the check depends on, relative to the root
 * @param {() => Promise<unknown>} check rejects where something is wrong
 */
export async function unlessUnchanged(root, name, files, check) {
  const cacheFile = path.join(root, 'out', 'cache', name);
  // Before the check: what is edited meanwhile is a change.
  const key = keyOf(root, files);
  if (textOf(cacheFile) === key) return;
  rmSync(cacheFile, { force: true });
  await check();
  mkdirSync(path.dirname(cacheFile), { recursive: true });
  writeFileSync(cacheFile, key);
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 */
function keyOf(root, files) {
  const contents = [...files].sort().map((file) => [file, textOf(path.join(root, file)) ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([process.version, contents]))
    .digest('hex');
}

/** @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
