import { fstatSync } from 'node:fs';
import { UnreadablePath } from '../lint/lintPaths';

/** As much as of a file. Bytes. */
const most = 5 * 1024 * 1024;

/** Reads standard input to its end, however slowly it is written. @throws UnreadablePath when it is more than a file's text */
export async function readInput(): Promise<Buffer> {
  // Node takes it for an empty file.
  if (fstatSync(0).isDirectory()) throw new UnreadablePath('Standard input is a folder.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) throw new UnreadablePath('Standard input is larger than 5 MB, so it was not checked.');
  }
  return Buffer.concat(chunks);
}
