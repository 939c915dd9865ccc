import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { followFile } from '../../../src/tools/followFile';

describe('followFile', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-follow-'));
    file = path.join(folder, 'packer.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Collects the text; resolves once it is all there. */
  const collector = () => {
    let text = '';
    let look = () => undefined as void;
    return {
      onText: (piece: string) => {
        text += piece;
        look();
      },
      get text() {
        return text;
      },
      until: (wanted: string) =>
        new Promise<void>((resolve) => {
          look = () => (text === wanted ? resolve() : undefined);
          look();
        }),
    };
  };

  it('gives what is there and what comes, until it is told to end', async () => {
    writeFileSync(file, 'one\n');
    const seen = collector();
    const followed = await followFile(file, seen.onText);
    await seen.until('one\n');
    appendFileSync(file, 'two\n');
    await seen.until('one\ntwo\n');
    appendFileSync(file, 'three\n');
    await followed.end();
    assert.equal(seen.text, 'one\ntwo\nthree\n');
    appendFileSync(file, 'four\n');
    assert.equal(seen.text, 'one\ntwo\nthree\n');
  });

  it('goes on with what is written once it was cut off', async () => {
    writeFileSync(file, 'a long first line\n');
    const seen = collector();
    const followed = await followFile(file, seen.onText);
    await seen.until('a long first line\n');
    truncateSync(file);
    appendFileSync(file, 'two\n');
    await seen.until('a long first line\ntwo\n');
    await followed.end();
  });

  it('gives whole characters however they are cut', async () => {
    const bytes = Buffer.from('é😀');
    writeFileSync(file, bytes.subarray(0, 3));
    const pieces: string[] = [];
    const seen = collector();
    const followed = await followFile(file, (piece) => {
      pieces.push(piece);
      seen.onText(piece);
    });
    await seen.until('é');
    appendFileSync(file, bytes.subarray(3));
    await seen.until('é😀');
    await followed.end();
    assert.ok(pieces.every((piece) => !piece.includes('\ufffd')));
  });

  it('has no more in memory than a portion: waits until one is used before it reads the next', async () => {
    writeFileSync(file, 'x'.repeat(5_000_000));
    let working = 0;
    let most = 0;
    let length = 0;
    const followed = await followFile(file, async (piece) => {
      most = Math.max(most, ++working);
      await new Promise((resolve) => setImmediate(resolve));
      length += piece.length;
      working--;
    });
    await followed.end();
    assert.equal(length, 5_000_000);
    assert.equal(most, 1);
  });

  it('says that a file is not there', async () => {
    await assert.rejects(
      followFile(path.join(folder, 'none'), () => undefined),
      { code: 'ENOENT' },
    );
  });

  it('ends quietly when the file goes away', async () => {
    writeFileSync(file, 'one\n');
    const seen = collector();
    const followed = await followFile(file, seen.onText);
    await seen.until('one\n');
    rmSync(file);
    await followed.end();
    assert.equal(seen.text, 'one\n');
  });
});
