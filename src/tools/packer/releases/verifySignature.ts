import { MalformedPacket, readPackets } from './openPgpPackets';
import type { Packet } from './openPgpPackets';
import { isMadeBy, readSignature, subpacket } from './openPgpSignature';
import type { ReleaseKey } from './releaseKeys';

/** Why a signature is not accepted. */
export type SignatureProblem = 'unreadable' | 'otherKey' | 'otherText' | 'keyExpired';

/**
 * Verifies a detached signature (RFC 4880), as that of the checksums of a release. The cryptography is OpenSSL's; only
 * the packets around it are read here, which a library for all of OpenPGP would do with forty times the code.
 *
 * A key that has expired since is as good as it was: what was signed while it was valid stays signed. What was signed
 * outside of that time is refused.
 * @param signature binary; of several one is enough
 * @returns what is wrong; undefined: one of the keys has signed these very bytes
 */
export function verifySignature(
  signature: Buffer,
  signed: Buffer,
  keys: readonly ReleaseKey[],
): SignatureProblem | undefined {
  const problems = packetsOf(signature).map((packet) => problemOf(packet, signed, keys));
  if (problems.includes(undefined)) return undefined;
  return order.find((problem) => problems.includes(problem)) ?? 'unreadable';
}

/** The one that says most first. */
const order: readonly SignatureProblem[] = ['otherText', 'keyExpired', 'otherKey', 'unreadable'];

/** One that is not understood, as of an old kind, leaves the others what they are. */
function problemOf(
  { tag, body }: Packet,
  signed: Buffer,
  keys: readonly ReleaseKey[],
): SignatureProblem | undefined {
  const signature = tag === 2 ? orUndefined(() => readSignature(body)) : undefined;
  if (signature?.type !== 0 || signature.subpackets.has(subpacket.expires)) return 'unreadable';
  const key = keys.find(({ fingerprint }) => signature.issuer && fingerprint.endsWith(signature.issuer));
  if (!key) return 'otherKey';
  if (!isMadeBy(key.key, signature, signed)) return 'otherText';
  const { created, expires } = key;
  const wasValid = signature.created >= created && (expires === undefined || signature.created < expires);
  return wasValid ? undefined : 'keyExpired';
}

const packetsOf = (bytes: Buffer): Packet[] => orUndefined(() => readPackets(bytes)) ?? [];

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedPacket) return undefined;
    throw error;
  }
}
