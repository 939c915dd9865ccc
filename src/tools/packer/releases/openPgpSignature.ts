import { verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ByteReader, MalformedPacket } from './openPgpPackets';

/** A signature of version 4 (RFC 4880, 5.2.3), read but not verified. */
export interface OpenPgpSignature {
  /** 0: of a file as it is; others are about keys. */
  readonly type: number;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  /** What is signed beside the file itself: all up to here, which says when and how. */
  readonly signedPart: Buffer;
  /** By their types, of the signed part alone. */
  readonly subpackets: ReadonlyMap<number, Buffer>;
  /** The last 8 bytes of the fingerprint of the key that it claims to be made with, in hex; empty where it does not say. */
  readonly issuer: string;
  readonly created: Date;
  readonly number: Buffer;
}

/** What {@link OpenPgpSignature.subpackets} are asked for (5.2.3.1). */
export const subpacket = {
  created: 2,
  expires: 3,
  keyExpires: 9,
  issuer: 16,
  keyFlags: 27,
  issuerFingerprint: 33,
};

const hashes: Readonly<Record<number, OpenPgpSignature['hash']>> = { 8: 'sha256', 9: 'sha384', 10: 'sha512' };

/**
 * RSA with SHA-2 alone: what else there is in OpenPGP is either broken or not used by those whose signatures are
 * verified here.
 * @param body of the packet
 * @throws MalformedPacket
 */
export function readSignature(body: Buffer): OpenPgpSignature {
  const reader = new ByteReader(body);
  const [version = 0, type = 0, algorithm = 0, hashNumber = 0] = reader.take(4);
  const hash = hashes[hashNumber];
  if (version !== 4 || (algorithm !== 1 && algorithm !== 3) || !hash)
    throw new MalformedPacket(`version ${version}, algorithm ${algorithm}, hash ${hashNumber}`);
  const subpackets = readSubpackets(reader.take(reader.number(2)));
  const signedPart = reader.before;
  const unsigned = readSubpackets(reader.take(reader.number(2)));
  // The first bytes of the hash: to be fast when it is wrong.
  reader.take(2);
  const number = reader.multiPrecision();
  const created = subpackets.get(subpacket.created);
  if (reader.left > 0 || created?.length !== 4)
    throw new MalformedPacket('no time, or more than a signature');
  const fingerprint =
    subpackets.get(subpacket.issuerFingerprint) ?? unsigned.get(subpacket.issuerFingerprint);
  const issuer = fingerprint ?? subpackets.get(subpacket.issuer) ?? unsigned.get(subpacket.issuer);
  return {
    type,
    hash,
    signedPart,
    subpackets,
    issuer: issuer?.subarray(-8).toString('hex') ?? '',
    created: new Date(created.readUInt32BE() * 1000),
    number,
  };
}

/** Whether the key made this signature of these bytes. Says nothing of when, and what the key may be used for. */
export function isMadeBy(
  key: KeyObject,
  { hash, signedPart, number }: OpenPgpSignature,
  bytes: Buffer,
): boolean {
  const trailer = Buffer.from([4, 0xff, 0, 0, 0, 0]);
  trailer.writeUInt32BE(signedPart.length, 2);
  const size = Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (number.length > size) return false;
  // Its leading zeros are not written.
  const padded = Buffer.concat([Buffer.alloc(size - number.length), number]);
  return verify(hash, Buffer.concat([bytes, signedPart, trailer]), key, padded);
}

/** @throws MalformedPacket, also for one that must be understood and is not */
function readSubpackets(bytes: Buffer): Map<number, Buffer> {
  const reader = new ByteReader(bytes);
  const found = new Map<number, Buffer>();
  const known: readonly number[] = Object.values(subpacket);
  while (reader.left > 0) {
    const first = reader.number(1);
    const length =
      first === 255 ? reader.number(4) : first < 192 ? first : ((first - 192) << 8) + reader.number(1) + 192;
    const body = reader.take(length);
    const [head] = body;
    if (head === undefined) throw new MalformedPacket('an empty subpacket');
    const type = head & 0x7f;
    if (head & 0x80 && !known.includes(type)) throw new MalformedPacket(`unknown critical subpacket ${type}`);
    found.set(type, body.subarray(1));
  }
  return found;
}
