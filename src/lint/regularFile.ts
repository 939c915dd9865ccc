import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/*
 * A link can lead to a pipe, to a device, or to a file of the kernel, which have no end or wait for one. What is read is a
 * regular file, as many bytes as it is said to have: those of the kernel are said to have none.
 */

/** Why nothing was read: it is no regular file, or has more bytes than were asked for. */
export type Refusal = 'notRegular' | 'tooLarge';

/** Opening a pipe waits for who writes into it, unless it is said not to. Windows has no such flag. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file that may be anything.
 * @param most bytes
 * @throws Error with the `code` of the system, when it is not there or may not be read
 */
export const readRegularFile = (path: string, most: number): Buffer | Refusal =>
  readVersion(path, most).content;

/** As {@link readRegularFile}. @returns what was read, and what the system says of the file from which it was */
export function readVersion(
  path: string,
  most: number,
): { readonly content: Buffer | Refusal; readonly stats: Stats } {
  const file = openSync(path, flags);
  try {
    const stats = fstatSync(file);
    return { content: contentOf(file, sizeOf(stats, most)), stats };
  } finally {
    closeSync(file);
  }
}

function contentOf(file: number, size: number | Refusal): Buffer | Refusal {
  if (typeof size !== 'number') return size;
  const bytes = Buffer.alloc(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read)
    read = readSync(file, bytes, length, size - length, length);
  return bytes.subarray(0, length);
}

/** As {@link readRegularFile}, while other work goes on. */
export async function readRegularFileSoon(path: string, most: number): Promise<Buffer | Refusal> {
  const file = await open(path, flags);
  try {
    const size = sizeOf(await file.stat(), most);
    if (typeof size !== 'number') return size;
    const bytes = Buffer.alloc(size);
    let length = 0;
    for (let read = -1; read !== 0 && length < size; length += read)
      read = (await file.read(bytes, length, size - length, length)).bytesRead;
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

function sizeOf(stats: Stats, most: number): number | Refusal {
  if (!stats.isFile()) return 'notRegular';
  return stats.size > most ? 'tooLarge' : stats.size;
}
