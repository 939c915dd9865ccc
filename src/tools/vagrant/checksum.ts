export interface Checksum {
  readonly type: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** Hexadecimal digits. */
  readonly value: string;
}

/** The lengths of the checksums that Vagrant knows, in hexadecimal digits. */
const lengths: Readonly<Record<Checksum['type'], number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};

/**
 * Reads a checksum as people paste it: the digits alone, with `sha256:` before them, or a line of `sha256sum` with the
 * file's name behind. Its type is clear from its length.
 * @returns undefined for what is none, or not of the type it says
 */
export function readChecksum(text: string): Checksum | undefined {
  const [, named, value] = /^(?:(\w+)[:=]\s*)?([\da-f]+)(?:\s.*)?$/i.exec(text.trim()) ?? [];
  const found = Object.entries(lengths).find(([, length]) => length === value?.length);
  if (!found || value === undefined) return undefined;
  const type = found[0] as Checksum['type'];
  return named === undefined || named.toLowerCase() === type
    ? { type, value: value.toLowerCase() }
    : undefined;
}
