import assert from 'node:assert/strict';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { draftFile, writeFileAtomically } from '../../../src/tools/writeFileAtomically';

describe('writing a file as a whole', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-write-'));
    file = path.join(folder, 'a');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = () => readFileSync(file, 'utf8');

  it('shows the old content until the new one is complete', () => {
    writeFileSync(file, 'old');
    const draft = draftFile(file, 'new');
    assert.equal(read(), 'old');
    draft.commit();
    assert.equal(read(), 'new');
    draftFile(file, 'other').discard();
    assert.equal(read(), 'new');
    assert.deepEqual(readdirSync(folder), ['a']);
  });

  it('leaves a file alone that has several names, which it would part', () => {
    writeFileSync(file, 'old');
    const other = path.join(folder, 'b');
    linkSync(file, other);
    assert.throws(() => writeFileAtomically(file, 'new'), /several names \(hard links\)/);
    assert.equal(read(), 'old');
    assert.deepEqual(readdirSync(folder), ['a', 'b']);
    rmSync(other);
    writeFileAtomically(file, 'new');
    assert.equal(read(), 'new');
  });

  it('leaves nothing behind when it fails', () => {
    mkdirSync(file);
    writeFileSync(path.join(file, 'inner'), '');
    assert.throws(() => writeFileAtomically(file, 'new'));
    assert.deepEqual(readdirSync(folder), ['a']);
  });

  it('keeps the mode of a file, and gives a new one the one that is asked for', function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(file, 'old');
    chmodSync(file, 0o751);
    writeFileAtomically(file, 'new', 0o600);
    assert.equal(statSync(file).mode & 0o7777, 0o751);
    const other = path.join(folder, 'b');
    writeFileAtomically(other, 'new', 0o600);
    assert.equal(statSync(other).mode & 0o7777, 0o600);
  });

  it('refuses a file that nobody may write, even to who may write all', () => {
    writeFileSync(file, 'old');
    chmodSync(file, 0o444);
    assert.throws(() => writeFileAtomically(file, 'new'), /read-only/);
    assert.equal(read(), 'old');
    chmodSync(file, 0o644);
  });

  it('follows links, also to where nothing is yet, but not in circles', function () {
    if (process.platform === 'win32') this.skip();
    symlinkSync('b', file);
    symlinkSync('real/c', path.join(folder, 'b'));
    mkdirSync(path.join(folder, 'real'));
    for (const content of ['new', 'newer']) {
      writeFileAtomically(file, content);
      assert.equal(readFileSync(path.join(folder, 'real', 'c'), 'utf8'), content);
    }
    assert.ok(lstatSync(file).isSymbolicLink());
    const circle = path.join(folder, 'circle');
    symlinkSync('circle', circle);
    assert.throws(() => writeFileAtomically(circle, 'new'), /ELOOP/);
  });
});
