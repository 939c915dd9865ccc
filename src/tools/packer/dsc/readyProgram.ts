import { createReadStream } from 'node:fs';
import { chmod, copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { DscFailure } from './dscFailure';

/** More than any plugin has. Bytes. */
const largest = 200_000_000;

/** Takes a program, or the one in a zip, under a name of ours. @throws DscFailure */
export async function readyProgram(file: string, to: string): Promise<void> {
  if (await isZip(file)) {
    if ((await stat(file)).size > largest) throw new DscFailure('zip', file);
    await writeFile(to, pluginIn(await readFile(file), file));
  } else await copyFile(file, to);
  await chmod(to, 0o755);
}

async function isZip(file: string): Promise<boolean> {
  for await (const start of createReadStream(file, { end: 3 }) as AsyncIterable<Buffer>)
    return start.toString('latin1') === 'PK\u0003\u0004';
  return false;
}

/** A plugin as releases name it. The name says only which entry it is: nothing is written where it says. */
const plugin = /(^|\/)packer-(provisioner|plugin)-dsc[^/]*(?<!\.md|\.txt|_SHA256SUM)$/i;

/** The one plugin in a zip. PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16. @throws DscFailure */
export function pluginIn(zip: Buffer, name: string): Buffer {
  const broken = new DscFailure('zip', name);
  try {
    const found = entries(zip).filter((entry) => plugin.test(entry.name));
    const [entry] = found;
    if (!entry || found.length > 1 || entry.size > largest) throw broken;
    const nameLength = zip.readUInt16LE(entry.offset + 26);
    const extraLength = zip.readUInt16LE(entry.offset + 28);
    const start = entry.offset + 30 + nameLength + extraLength;
    const packed = zip.subarray(start, start + entry.packedSize);
    const data = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: largest });
    if (data.length !== entry.size || crc32(data) !== entry.crc) throw broken;
    return data;
  } catch {
    throw broken;
  }
}

interface Entry {
  readonly name: string;
  /** 0 is stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

function entries(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const count = zip.readUInt16LE(end + 10);
  const found: Entry[] = [];
  for (let at = zip.readUInt32LE(end + 16), index = 0; index < count; index++) {
    const nameLength = zip.readUInt16LE(at + 28);
    found.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
