import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** A key of the tests' own, in OpenPGP's form. */
export interface TestKey {
  /** `-----BEGIN PGP PUBLIC KEY BLOCK-----…` */
  readonly armored: string;
  /** In hex, lower case. */
  readonly fingerprint: string;
  /** A detached signature. */
  sign(text: Buffer | string, changes?: SignatureChanges): Buffer;
}

interface SignatureChanges {
  readonly created?: Date;
  /** 0: of a file as it is. */
  readonly type?: number;
  readonly subpackets?: readonly Buffer[];
}

/** @param lifetime how long it is valid after `created`. Seconds; none: for ever */
export function testKey(created = new Date('2020-01-01'), lifetime?: number): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const seconds = (date: Date) => uint32(date.getTime() / 1000);
  const numbers = [n, e].map((text) => multiPrecision(Buffer.from(text, 'base64url')));
  const body = Buffer.concat([Buffer.from([4]), seconds(created), Buffer.from([1]), ...numbers]);
  const named = Buffer.concat([Buffer.from([0x99, body.length >> 8, body.length & 0xff]), body]);
  const fingerprint = createHash('sha1').update(named).digest();
  const signature = (
    bytes: Buffer,
    { created: at = new Date(), type = 0, subpackets = [] }: SignatureChanges,
  ) => {
    const hashed = Buffer.concat([subpacket(2, seconds(at)), ...subpackets]);
    const signedPart = Buffer.concat([
      Buffer.from([4, type, 1, 10, hashed.length >> 8, hashed.length & 0xff]),
      hashed,
    ]);
    const trailer = Buffer.concat([Buffer.from([4, 0xff]), uint32(signedPart.length)]);
    const made = sign('sha512', Buffer.concat([bytes, signedPart, trailer]), privateKey);
    const issuer = subpacket(16, fingerprint.subarray(-8));
    return packet(
      2,
      Buffer.concat([
        signedPart,
        Buffer.from([0, issuer.length]),
        issuer,
        Buffer.alloc(2),
        multiPrecision(made),
      ]),
    );
  };
  const user = Buffer.from('Test <test@example.org>');
  const selfSignature = signature(Buffer.concat([named, Buffer.from([0xb4]), uint32(user.length), user]), {
    created,
    type: 0x13,
    subpackets: [
      subpacket(27, Buffer.from([0x03])),
      ...(lifetime === undefined ? [] : [subpacket(9, uint32(lifetime))]),
    ],
  });
  const block = Buffer.concat([packet(6, body), packet(13, user), selfSignature]);
  return {
    armored: [
      '-----BEGIN PGP PUBLIC KEY BLOCK-----',
      '',
      ...(block.toString('base64').match(/.{1,64}/g) ?? []),
      '-----END PGP PUBLIC KEY BLOCK-----',
      '',
    ].join('\n'),
    fingerprint: fingerprint.toString('hex'),
    sign: (text, changes = {}) => signature(Buffer.from(text), changes),
  };
}

export const subpacket = (type: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([body.length + 1, type]), body]);

/** In the new format, with a length of five bytes. */
export const packet = (tag: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xc0 | tag, 0xff]), uint32(body.length), body]);

export function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(Math.floor(number));
  return bytes;
}

/** Leading zeros are not written. */
function multiPrecision(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const number = bytes.subarray(start);
  const bits = number.length * 8 - Math.clz32(number[0] ?? 0) + 24;
  return Buffer.concat([Buffer.from([bits >> 8, bits & 0xff]), number]);
}
