import { open } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { field, isRecord, text } from './json';

/** What a .gem file says of itself. */
export interface Gem {
  readonly name: string;
  readonly version: string;
  /** The gems it needs when it runs. */
  readonly dependencies: readonly string[];
}

const block = 512;
/** A gem's metadata is some kilobytes; more is no gem, and nothing to take into memory. */
const most = 1_000_000;

/**
 * Reads what a .gem file says of itself: it is a tar archive with a `metadata.gz` in it.
 * @returns undefined for a file that is no gem
 * @throws what the file system throws
 */
export async function readGem(file: string): Promise<Gem | undefined> {
  const zipped = await tarMember(file, 'metadata.gz');
  if (!zipped) return undefined;
  // Loaded for it alone: the side bar needs no YAML.
  const { parse } = await import('yaml');
  let metadata: unknown;
  try {
    const yaml = gunzipSync(zipped, { maxOutputLength: most }).toString('utf8');
    // Its Ruby classes are named by tags, which say nothing that the keys don't.
    metadata = parse(yaml, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
  const dependencies = field(metadata, 'dependencies');
  const name = text(metadata, 'name');
  const version = text(field(metadata, 'version'), 'version');
  if (!name || !version) return undefined;
  return {
    name,
    version,
    dependencies: (Array.isArray(dependencies) ? dependencies : [])
      .filter((each) => isRecord(each) && each['type'] !== ':development')
      .map((each) => text(each, 'name')),
  };
}

async function tarMember(file: string, wanted: string): Promise<Buffer | undefined> {
  const handle = await open(file);
  try {
    const header = Buffer.alloc(block);
    for (let at = 0; ;) {
      const { bytesRead } = await handle.read(header, 0, block, at);
      if (bytesRead < block || header.toString('latin1', 257, 262) !== 'ustar') return undefined;
      const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '');
      const size = parseInt(header.toString('latin1', 124, 136), 8);
      if (!(size >= 0)) return undefined;
      at += block;
      if (name === wanted) {
        if (size > most) return undefined;
        const member = Buffer.alloc(size);
        await handle.read(member, 0, size, at);
        return member;
      }
      at += Math.ceil(size / block) * block;
    }
  } finally {
    await handle.close();
  }
}
