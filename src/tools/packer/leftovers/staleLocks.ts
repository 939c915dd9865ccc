import { lstatSync, openSync, readSync, closeSync } from 'node:fs';
import path from 'node:path';
import { readLine } from '../output/buildOutput';

/** Packer says at its beginning where it keeps what it downloads. Bytes that are read for that. */
const beginning = 1024 * 1024;

/**
 * The lock files of downloads that a run named in its output, as `… => /…/packer_cache/0123….iso`. Packer leaves them
 * behind, without anything in them; one that a running Packer holds is held by its system, not by its being there. What a
 * provisioner prints is not taken for Packer's word.
 * Source: hashicorp/packer-plugin-sdk multistep/commonsteps/step_download.go.
 * @param log that of the run; undefined for none
 */
export function staleLocks(log: string | undefined): string[] {
  const named = read(log)
    .split(/\r?\n/)
    .map(readLine)
    .filter(
      ({ kind, text }) => kind === 'say' && text.includes(' => ') && /[\\/][0-9a-f]{40}\.\w+$/.test(text),
    )
    .map(({ text }) => `${text.slice(text.indexOf(' => ') + ' => '.length)}.lock`);
  return [...new Set(named)].filter((file) => path.isAbsolute(file) && isEmptyFile(file));
}

function isEmptyFile(file: string): boolean {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === 0;
}

function read(log: string | undefined): string {
  if (log === undefined) return '';
  try {
    const file = openSync(log, 'r');
    try {
      const buffer = Buffer.alloc(beginning);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, beginning, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
