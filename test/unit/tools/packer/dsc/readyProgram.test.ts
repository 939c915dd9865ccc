import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DscFailure } from '../../../../../src/tools/packer/dsc/dscFailure';
import { readyProgram } from '../../../../../src/tools/packer/dsc/readyProgram';
import { tinyZip } from '../../../../support/tinyZip';

describe('a ready program of packer-dsc', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-ready-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const target = () => path.join(folder, 'taken');
  const take = async (content: Buffer | string): Promise<string> => {
    const file = path.join(folder, 'given');
    writeFileSync(file, content);
    await readyProgram(file, target());
    return readFileSync(target(), 'utf8');
  };
  const refuses = (content: Buffer) =>
    assert.rejects(
      take(content),
      (error) => error instanceof DscFailure && error.kind === 'zip' && !existsSync(target()),
    );
  const program = { name: 'packer-provisioner-dsc', content: 'program' };

  it('is copied as it is', async () => {
    assert.equal(await take('\u007fELF'), '\u007fELF');
    if (process.platform !== 'win32') assert.equal(statSync(target()).mode & 0o777, 0o755);
  });

  it('is taken out of a zip, wherever it lies in it', async () => {
    assert.equal(await take(tinyZip([{ name: 'README.md', content: 'no' }, program])), 'program');
  });

  for (const name of ['../../packer-provisioner-dsc', 'bin\\packer-plugin-dsc_v0.0.5_x5.0_windows_amd64.exe'])
    it(`is taken out of a zip under the name ${name}, which says nothing of where it goes`, async () => {
      assert.equal(await take(tinyZip([{ name, content: 'program' }])), 'program');
    });

  it('is the only one in its zip', async () => {
    await refuses(tinyZip([{ name: 'README.md', content: 'no' }]));
    await refuses(tinyZip([program, { ...program, name: 'x/packer-plugin-dsc' }]));
    await refuses(tinyZip([{ name: 'packer-provisioner-dsc.md', content: 'no' }]));
  });

  it('is what its checksum says', async () => {
    const zip = tinyZip([program]);
    zip[zip.indexOf('program')] = 'P'.charCodeAt(0);
    await refuses(zip);
  });

  it('is nothing that is cut off', async () => {
    const zip = tinyZip([program]);
    for (const length of [4, 30, zip.length - 1]) await refuses(zip.subarray(0, length));
  });
});
