import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import type { Context } from 'mocha';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { skipBecause } from './skip';

/** Skips the running test where links can't be made: on Windows that takes a right, and Wine makes none. */
export function needLinks(context: Context): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-links-'));
  const link = path.join(folder, 'link');
  try {
    symlinkSync(folder, link, 'dir');
    if (lstatSync(link).isSymbolicLink()) return;
  } catch {
    // As below.
  } finally {
    rmSync(folder, { recursive: true });
  }
  skipBecause(context, 'no symbolic links can be made here');
}
