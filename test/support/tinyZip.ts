/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer | string;
  /** As on Unix, with the kind of the file. */
  readonly mode?: number;
}

/** A zip archive, not compressed, with names as they are given, however bad. */
export function tinyZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644 } of entries) {
    const [bytes, data] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.concat([
      // Version 2.0; names in UTF-8; stored; 1980-01-01.
      numbers([20, 2], [0x800, 2], [0, 2], [0, 2], [0x21, 2]),
      numbers([crc32(data), 4], [data.length, 4], [data.length, 4], [bytes.length, 2], [0, 2]),
    ]);
    files.push(numbers([0x04034b50, 4]), common, bytes, data);
    directory.push(
      // Made on Unix.
      numbers([0x02014b50, 4], [0x0314, 2]),
      common,
      numbers([0, 2], [0, 2], [0, 2], [mode * 0x10000, 4], [offset, 4]),
      bytes,
    );
    offset += 30 + bytes.length + data.length;
  }
  const size = Buffer.concat(directory).length;
  const { length } = entries;
  return Buffer.concat([
    ...files,
    ...directory,
    numbers([0x06054b50, 4], [0, 2], [0, 2], [length, 2], [length, 2], [size, 4], [offset, 4], [0, 2]),
  ]);
}

/** Little endian: values with how many bytes each takes. */
function numbers(...all: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(all.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of all) at = bytes.writeUIntLE(value, at, size);
  return bytes;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
