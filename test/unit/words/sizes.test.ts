import assert from 'node:assert/strict';
import { formatBytes, formatGigabytes } from '../../../src/words/sizes';

describe('sizes', () => {
  const files = [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1_250_000, '1.25 MB'],
    [45_300_000_000, '45.3 GB'],
    [2e15, '2,000 TB'],
  ] as const;
  for (const [bytes, text] of files)
    it(`is ${text} for a file of ${bytes} bytes`, () => assert.equal(formatBytes(bytes), text));

  const memory = [
    [4096, '4 GB'],
    [1792, '1.75 GB'],
    [512, '0.5 GB'],
    [131_072, '128 GB'],
  ] as const;
  for (const [megabytes, text] of memory)
    it(`is ${text} for ${megabytes} MB of memory`, () => assert.equal(formatGigabytes(megabytes), text));

  it('follow the language', () => {
    assert.equal(formatGigabytes(1792, 'de').replace(/\s/g, ' '), '1,75 GB');
    assert.equal(formatBytes(1_250_000, 'de').replace(/\s/g, ' '), '1,25 MB');
  });
});
