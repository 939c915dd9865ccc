import { open } from 'node:fs/promises';

/** The end of a file. */
export interface FileEnd {
  /** Whole lines, but perhaps for the last one. */
  readonly text: string;
  /** Where it begins in the file. Bytes. */
  readonly from: number;
}

/**
 * Reads what stands in a file from an offset on, or from the first line that begins behind it.
 * @param from bytes @throws Error of the file system
 */
export async function readEnd(path: string, from: number): Promise<FileEnd> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    // With the byte before it: when that ends a line, the offset is the beginning of one.
    const start = Math.max(0, Math.min(from, size) - 1);
    const buffer = Buffer.alloc(size - start);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    const read = buffer.subarray(0, bytesRead);
    const skipped = from > 0 ? read.indexOf(0x0a) + 1 : 0;
    return { text: read.toString('utf8', skipped), from: start + skipped };
  } finally {
    await file.close();
  }
}
