import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

interface Options {
  readonly signal?: AbortSignal;
  /** @param part from 0 to 1 */
  readonly onProgress?: (part: number) => void;
}

/** Bytes that are read at once: an ISO has gigabytes. */
const piece = 1024 * 1024;

/**
 * The SHA-256 of a file, in hexadecimal digits.
 * @throws Error of the file system; AbortError when it is ended
 */
export async function sha256(file: string, { signal, onProgress }: Options = {}): Promise<string> {
  const { size } = await stat(file);
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: piece, ...(signal && { signal }) })) {
    hash.update(chunk as Buffer);
    read += (chunk as Buffer).length;
    onProgress?.(size ? read / size : 1);
  }
  return hash.digest('hex');
}
