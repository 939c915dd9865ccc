import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeFileAtomically } from '../../writeFileAtomically';
import { withoutCredentials } from '../../../text/urlCredentials';
import type { DscSource } from './dscSource';
import { isAmongPaths, isSamePath } from '../../../text/pathKey';

/** What was installed. */
export interface DscRecord {
  /** Absolute. */
  readonly path: string;
  /** SHA-256 of the file; hexadecimal. */
  readonly sum: string;
  readonly source: DscSource;
}

const name = 'installed.json';

/** @param cache the folder of this part in the extension's storage */
export function readRecords(cache: string): DscRecord[] {
  try {
    const all: unknown = JSON.parse(readFileSync(path.join(cache, name), 'utf8'));
    return Array.isArray(all) ? all.filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** Writes down what was installed, in place of what was there before it. */
export async function addRecord(cache: string, record: DscRecord): Promise<void> {
  await mkdir(cache, { recursive: true });
  write(cache, [...readRecords(cache).filter((other) => !isSamePath(other.path, record.path)), record]);
}

export function removeRecords(cache: string, paths: readonly string[]): void {
  const all = readRecords(cache);
  const left = all.filter((one) => !isAmongPaths(one.path, paths));
  if (left.length < all.length) write(cache, left);
}

/** SHA-256 of a file, hexadecimal; undefined for one that can't be read. */
export async function sumOf(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}

const write = (cache: string, records: readonly DscRecord[]) =>
  writeFileAtomically(
    path.join(cache, name),
    withoutCredentials(`${JSON.stringify(records, undefined, 2)}\n`),
    0o600,
  );

const isRecord = (one: unknown): one is DscRecord => {
  const { path: file, sum, source } = (one ?? {}) as Partial<DscRecord>;
  return typeof file === 'string' && typeof sum === 'string' && typeof source?.kind === 'string';
};
