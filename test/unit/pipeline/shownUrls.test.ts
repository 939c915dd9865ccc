import assert from 'node:assert/strict';
import { hidesOfUrls, shownUrls } from '../../../src/pipeline/shownUrls';
import { assertLinear } from '../../support/assertLinear';

describe('A URL that is shown', () => {
  for (const [text, shown] of [
    ['https://jane:canary@x.test/a.box', 'https://x.test/a.box'],
    ['https://x.test/a.box?sv=2024&sig=canary%3D&se=1', 'https://x.test/a.box?sv=2024&sig=•••&se=1'],
    [
      'see "https://x.test/?X-Amz-Signature=canary&X-Amz-Date=1", please',
      'see "https://x.test/?X-Amz-Signature=•••&X-Amz-Date=1", please',
    ],
    ['https://x.test/?access_token=canary', 'https://x.test/?access_token=•••'],
    ['https://x.test/#token=canary', 'https://x.test/#token=•••'],
  ] as const)
    it(`lets nobody in: ${text}`, () => {
      assert.equal(shownUrls(text), shown);
      assert.equal(hidesOfUrls(text), true);
    });

  for (const text of [
    'https://x.test/a.box?version=1.0&provider=hyperv',
    'https://x.test/?archive=false&checksum=sha256:00',
    'set token=a; no URL',
    'https://x.test/a?key_file=~/.ssh/id',
  ])
    it(`stays as it is where it lets nobody in: ${text}`, () => {
      assert.equal(shownUrls(text), text);
      assert.equal(hidesOfUrls(text), false);
    });

  it('is read in time that grows with its length', () => {
    const repeated = (text: string) => (length: number) =>
      `https://x.test/${text.repeat(length / text.length)}`;
    assertLinear('values', repeated('?sig=a&'), shownUrls, 400_000);
    assertLinear('a name', repeated('?aaaaaaa'), shownUrls, 400_000);
  });
});
