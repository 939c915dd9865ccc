import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { openPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { DscFailure } from './dscFailure';

/** More than any plugin has. Bytes. */
const largest = 200_000_000;

/** Takes a program, or the one in a zip, under a name of ours. @throws DscFailure */
export async function readyProgram(file: string, to: string): Promise<void> {
  if (await isZip(file)) await unzipPlugin(file, to);
  else await copyFile(file, to);
  await chmod(to, 0o755);
}

async function isZip(file: string): Promise<boolean> {
  for await (const start of createReadStream(file, { end: 3 }) as AsyncIterable<Buffer>)
    return start.toString('latin1') === 'PK\u0003\u0004';
  return false;
}

async function unzipPlugin(file: string, to: string): Promise<void> {
  let zip: ZipFile | undefined;
  try {
    // Names are only compared: as they are, whatever they say.
    zip = await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false });
    await extract(zip, await onlyPlugin(zip), to);
  } catch (error) {
    await rm(to, { force: true });
    // What the file system refuses is no fault of the archive.
    throw (error as NodeJS.ErrnoException).syscall === undefined ? new DscFailure('zip', file) : error;
  } finally {
    zip?.close();
  }
}

/** A plugin as releases name it. The name says only which entry it is: nothing is written where it says. */
const plugin = /(^|\/)packer-(provisioner|plugin)-dsc[^/]*(?<!\.md|\.txt|_SHA256SUM)$/i;

async function onlyPlugin(zip: ZipFile): Promise<Entry> {
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry())
    if (plugin.test(String(entry.fileName).replaceAll('\\', '/'))) found.push(entry);
  const [entry] = found;
  if (!entry || found.length > 1 || entry.uncompressedSize > largest) throw new Error('not one plugin');
  return entry;
}

/** yauzl compares sizes; checksums are left to its users. */
async function extract(zip: ZipFile, entry: Entry, to: string): Promise<void> {
  let sum = 0;
  await pipeline(
    await zip.openReadStreamPromise(entry),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    },
    createWriteStream(to, { flags: 'wx' }),
  );
  if (sum !== entry.crc32) throw new Error('checksum');
}
