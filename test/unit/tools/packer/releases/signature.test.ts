import assert from 'node:assert/strict';
import { hashiCorpKey } from '../../../../../src/tools/packer/releases/hashiCorpKey';
import { dearmor, readPackets } from '../../../../../src/tools/packer/releases/openPgpPackets';
import { isMadeBy, readSignature } from '../../../../../src/tools/packer/releases/openPgpSignature';
import { readReleaseKeys } from '../../../../../src/tools/packer/releases/releaseKeys';
import { verifySignature } from '../../../../../src/tools/packer/releases/verifySignature';
import { packet, subpacket, testKey, uint32 } from '../../../../support/openPgpWriter';

describe("HashiCorp's key", () => {
  const keys = readReleaseKeys(hashiCorpKey);

  it('is the one whose fingerprint HashiCorp publishes, with the subkeys that sign', () => {
    assert.deepEqual(
      keys.map(({ fingerprint, expires }) => [fingerprint, expires?.toISOString().slice(0, 10)]),
      [
        ['c874011f0ab405110d02105534365d9472d7468f', '2030-03-01'],
        ['b36cba91a2c0730c435fc280b0b441097685b676', '2022-04-20'],
        ['374ec75b485913604a831cc7c820c6d5cd27ab87', '2030-03-01'],
      ],
    );
  });

  it('is tied together by signatures of its own, which are verified like those of releases', () => {
    const [primary] = keys;
    assert.ok(primary);
    const packets = readPackets(dearmor(hashiCorpKey));
    const named = (head: number[], body: Buffer) => Buffer.concat([Buffer.from(head), body]);
    const ofKey = (body: Buffer) => named([0x99, body.length >> 8, body.length & 0xff], body);
    const [first] = packets;
    assert.ok(first);
    let subject = Buffer.alloc(0);
    const verified: string[] = [];
    for (const { tag, body } of packets) {
      if (tag === 13) subject = Buffer.concat([Buffer.from([0xb4]), uint32(body.length), body]);
      if (tag === 14) subject = ofKey(body);
      if (tag !== 2) continue;
      const signature = readSignature(body);
      const signed = Buffer.concat([ofKey(first.body), subject]);
      assert.ok(isMadeBy(primary.key, signature, signed));
      verified.push(`${signature.type.toString(16)} by ${signature.issuer}`);
      signed[20] = (signed[20] ?? 0) ^ 1;
      assert.equal(isMadeBy(primary.key, signature, signed), false);
    }
    assert.deepEqual(
      verified,
      ['13', '18', '18', '18'].map((type) => `${type} by 34365d9472d7468f`),
    );
  });
});

describe('the signature of a release', () => {
  const own = testKey();
  const foreign = testKey();
  const day = 24 * 60 * 60;
  const old = testKey(new Date('2020-01-01'), 10 * day);
  const keys = readReleaseKeys(own.armored);
  const text = Buffer.from('abc  packer.zip\n');
  const verify = (signature: Buffer, signed = text) => verifySignature(signature, signed, keys);

  it('is accepted when it is of these bytes, by a key that is known', () => {
    assert.equal(verify(own.sign(text)), undefined);
  });

  it('is refused when one byte is another one', () => {
    const changed = Buffer.from(text);
    changed[3] = 0x20 ^ 1;
    assert.equal(verify(own.sign(text), changed), 'otherText');
    assert.equal(verify(own.sign(text), Buffer.concat([text, Buffer.from('\n')])), 'otherText');
    assert.equal(verify(own.sign(text), Buffer.alloc(0)), 'otherText');
  });

  it('is refused when any byte of it is another one, but for those that say nothing', () => {
    const signature = own.sign(text);
    const accepted = [...signature.keys()].filter((at) => {
      const changed = Buffer.from(signature);
      changed[at] = (changed[at] ?? 0) ^ 0x40;
      return verify(changed) === undefined;
    });
    // The first bytes of the hash, which nobody has to look at.
    const number = signature.length - 258;
    assert.deepEqual(accepted, [number - 2, number - 1]);
  });

  it('is refused wherever it is cut off', () => {
    const signature = own.sign(text);
    for (const length of signature.keys()) assert.equal(verify(signature.subarray(0, length)), 'unreadable');
  });

  it('is refused when another key made it', () => {
    assert.equal(verify(foreign.sign(text)), 'otherKey');
  });

  it('is accepted beside others, and beside those of kinds that are not known', () => {
    const other = foreign.sign(text);
    const unknown = packet(2, Buffer.from([3, 5, 0]));
    assert.equal(verify(Buffer.concat([other, unknown, own.sign(text)])), undefined);
    assert.equal(verify(Buffer.concat([other, unknown])), 'otherKey');
    assert.equal(verify(unknown), 'unreadable');
  });

  it('is refused when it is of something else than a file, or says what is not understood', () => {
    assert.equal(verify(own.sign(text, { type: 0x01 })), 'unreadable');
    assert.equal(
      verify(own.sign(text, { subpackets: [subpacket(0x80 | 100, Buffer.from([1]))] })),
      'unreadable',
    );
    assert.equal(verify(own.sign(text, { subpackets: [subpacket(100, Buffer.from([1]))] })), undefined);
    assert.equal(verify(own.sign(text, { subpackets: [subpacket(3, uint32(60))] })), 'unreadable');
    assert.equal(verify(Buffer.alloc(0)), 'unreadable');
    assert.equal(verify(Buffer.from('<html>no such file</html>')), 'unreadable');
    assert.equal(verify(packet(6, Buffer.alloc(4))), 'unreadable');
  });

  it('is accepted after the key has expired when it was made before, and refused when made after', () => {
    const [key] = readReleaseKeys(old.armored);
    assert.ok(key);
    assert.equal(key.expires?.toISOString(), '2020-01-11T00:00:00.000Z');
    const at = (created: string) =>
      verifySignature(old.sign(text, { created: new Date(created) }), text, [key]);
    assert.equal(at('2020-01-10'), undefined);
    assert.equal(at('2020-01-11'), 'keyExpired');
    assert.equal(at('2019-12-31'), 'keyExpired');
  });

  it('is verified by no key block that is none, and by none that is broken', () => {
    assert.deepEqual(readReleaseKeys('no key at all'), []);
    assert.throws(() =>
      readReleaseKeys(own.armored.replace(/(?<=BLOCK-----\n\n.{40})[^]*(?=\n-----END)/, '')),
    );
  });
});
