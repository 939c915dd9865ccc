import { createHash, createPublicKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ByteReader, dearmor, MalformedPacket, readPackets } from './openPgpPackets';
import { readSignature, subpacket } from './openPgpSignature';
import type { OpenPgpSignature } from './openPgpSignature';

/** A key that releases may be signed with. */
export interface ReleaseKey {
  /** In hex, lower case. */
  readonly fingerprint: string;
  readonly key: KeyObject;
  readonly created: Date;
  /** Undefined: it never expires. */
  readonly expires: Date | undefined;
}

/**
 * The keys in a public key block that may sign. The block itself is trusted: it is a part of the program, and who can
 * change it can change the program as well. So what ties its keys together is not verified here, but by a test.
 * @param armored `-----BEGIN PGP PUBLIC KEY BLOCK-----…`
 * @throws MalformedPacket
 */
export function readReleaseKeys(armored: string): ReleaseKey[] {
  const found: { body: Buffer; signatures: OpenPgpSignature[] }[] = [];
  for (const { tag, body } of readPackets(dearmor(armored)))
    if (tag === 6 || tag === 14) found.push({ body, signatures: [] });
    else if (tag === 2) found.at(-1)?.signatures.push(readSignature(body));
  return found.flatMap(({ body, signatures }) => {
    // What was said last holds: expiry is put off by a newer signature.
    const [newest] = signatures.sort((one, other) => other.created.getTime() - one.created.getTime());
    const maySign = (newest?.subpackets.get(subpacket.keyFlags)?.[0] ?? 0) & 0x02;
    return newest && maySign ? [readKey(body, newest)] : [];
  });
}

/** A key is named by the hash of its packet (12.2). @throws MalformedPacket for one that is not RSA */
function readKey(body: Buffer, { subpackets }: OpenPgpSignature): ReleaseKey {
  const reader = new ByteReader(body);
  const [version, seconds, algorithm] = [reader.number(1), reader.number(4), reader.number(1)];
  if (version !== 4 || (algorithm !== 1 && algorithm !== 3))
    throw new MalformedPacket(`version ${version}, algorithm ${algorithm}`);
  const n = reader.multiPrecision().toString('base64url');
  const e = reader.multiPrecision().toString('base64url');
  const head = Buffer.from([0x99, body.length >> 8, body.length & 0xff]);
  const lifetime = subpackets.get(subpacket.keyExpires)?.readUInt32BE();
  return {
    fingerprint: createHash('sha1').update(head).update(body).digest('hex'),
    key: createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }),
    created: new Date(seconds * 1000),
    expires: lifetime ? new Date((seconds + lifetime) * 1000) : undefined,
  };
}
