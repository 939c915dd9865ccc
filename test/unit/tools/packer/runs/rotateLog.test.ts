import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rotateLog, rotatedLogs } from '../../../../../src/tools/packer/runs/rotateLog';

describe('rotateLog', () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-logs-'));
    log = path.join(folder, 'packer.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (text: string, time: string) => {
    writeFileSync(log, text);
    utimesSync(log, new Date(time), new Date(time));
  };

  it('moves the last log beside the new one, under the time of its end', () => {
    assert.equal(rotateLog(log, 5), undefined);
    write('one', '2026-11-23T14:15:02Z');
    assert.equal(rotateLog(log, 5), path.join(folder, 'packer.20261123T141502.log'));
    write('two', '2026-11-23T14:15:02Z');
    assert.equal(rotateLog(log, 5), path.join(folder, 'packer.20261123T141502-2.log'));
    assert.deepEqual(
      rotatedLogs(log).map((file) => readFileSync(file, 'utf8')),
      ['two', 'one'],
    );
  });

  it('keeps as many as it is told, and nothing but its own logs is touched', () => {
    const others = ['packer.log.bak', 'packer.json', 'packer.notes.log', 'mypacker.20260101T000000.log'];
    for (const name of others) writeFileSync(path.join(folder, name), '');
    for (const day of ['01', '02', '03', '04']) {
      write(day, `2026-11-${day}T00:00:00Z`);
      rotateLog(log, 2);
    }
    assert.deepEqual(readdirSync(folder).sort(), [
      'mypacker.20260101T000000.log',
      'packer.20261103T000000.log',
      'packer.20261104T000000.log',
      'packer.json',
      'packer.log.bak',
      'packer.notes.log',
    ]);
    write('last', '2026-11-05T00:00:00Z');
    assert.equal(rotateLog(log, 0), undefined);
    assert.deepEqual(readdirSync(folder).sort(), others.toSorted());
  });

  it('moves no folder of that name', () => {
    mkdirSync(log);
    assert.throws(() => rotateLog(log, 5), /is not a file/);
  });
});
