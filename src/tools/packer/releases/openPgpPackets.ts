/** A packet of OpenPGP's binary format (RFC 4880, 4.2). */
export interface Packet {
  /** What it is: 2 a signature, 6 a public key, 13 a user's name, 14 a public subkey. */
  readonly tag: number;
  readonly body: Buffer;
}

/** The bytes are not what they should be. */
export class MalformedPacket extends Error {}

/** Reads bytes one after the other, and never beyond their end. */
export class ByteReader {
  private at = 0;

  constructor(private readonly bytes: Buffer) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** What was read so far. */
  get before(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  /** @throws MalformedPacket when there are fewer */
  take(count: number): Buffer {
    if (count > this.left) throw new MalformedPacket(`${count} bytes of ${this.left}`);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** A number of up to 6 bytes, the highest first. @throws MalformedPacket */
  number(bytes: number): number {
    return this.take(bytes).readUIntBE(0, bytes);
  }

  /** A large number with its length in bits before it (3.2). @throws MalformedPacket */
  multiPrecision(): Buffer {
    return this.take(Math.ceil(this.number(2) / 8));
  }
}

/** @throws MalformedPacket, also for lengths that are told piece by piece, which keys and signatures do not have */
export function readPackets(bytes: Buffer): Packet[] {
  const reader = new ByteReader(bytes);
  const packets: Packet[] = [];
  while (reader.left > 0) {
    const head = reader.number(1);
    if (!(head & 0x80)) throw new MalformedPacket('no packet begins here');
    const isNew = (head & 0x40) !== 0;
    const tag = isNew ? head & 0x3f : (head >> 2) & 0x0f;
    const length = isNew ? newLength(reader) : oldLength(reader, head & 0x03);
    packets.push({ tag, body: reader.take(length) });
  }
  return packets;
}

/** The bytes of an armored block (6.2); several blocks are read one after the other. The checksum is no protection and is not read. */
export const dearmor = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(/^-----END PGP /m)
      .slice(0, -1)
      .flatMap((block) => {
        const [, inner] = block.split(/^-----BEGIN PGP [^-\n]+-----\r?\n/m);
        const [, body = ''] = inner?.split(/^[ \t]*\r?\n/m) ?? [];
        return inner === undefined ? [] : [Buffer.from(body.replace(/^=.*$/m, ''), 'base64')];
      }),
  );

function oldLength(reader: ByteReader, type: number): number {
  if (type === 3) throw new MalformedPacket('no length');
  return reader.number(2 ** type);
}

function newLength(reader: ByteReader): number {
  const first = reader.number(1);
  if (first === 255) return reader.number(4);
  if (first >= 224) throw new MalformedPacket('a length in pieces');
  return first < 192 ? first : ((first - 192) << 8) + reader.number(1) + 192;
}
