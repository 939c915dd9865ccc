import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LogFile } from '../../../../../src/tools/packer/log/logFile';
import { readEnd } from '../../../../../src/tools/packer/log/readEnd';

describe('a log on disk', () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-log-'));
    log = path.join(folder, 'packer.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const pause = () => Promise.resolve();

  it('is read on where it was, and anew when it is another one', async () => {
    const file = new LogFile(log);
    writeFileSync(log, '==> ö: Retrieving ISO\n==> ö: Waiting for SSH to beco');
    const steps = async () => (await file.outline(pause)).steps.map(({ step }) => step.text);
    assert.deepEqual(await steps(), ['Retrieving ISO']);
    appendFileSync(log, 'me available...\n');
    assert.deepEqual(await steps(), ['Retrieving ISO', 'Waiting for SSH to become available...']);
    writeFileSync(log, '==> two: Retrieving ISO\n');
    assert.deepEqual([...(await file.outline(pause)).builds.keys()], ['two']);
  });

  it('is not there', () => assert.rejects(new LogFile(log).outline(pause), { code: 'ENOENT' }));

  for (const [what, from, text, begins] of [
    ['all', 0, 'one\ntwö\nthree\n', 0],
    ['nothing lost at a line end', 4, 'twö\nthree\n', 4],
    ['whole lines from within one', 2, 'twö\nthree\n', 4],
    ['whole characters', 7, 'three\n', 9],
    ['nothing behind the end', 99, '', 15],
  ] as const)
    it(`has an end: ${what}`, async () => {
      writeFileSync(log, 'one\ntwö\nthree\n');
      assert.deepEqual(await readEnd(log, from), { text, from: begins });
    });
});
