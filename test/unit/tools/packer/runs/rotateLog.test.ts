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
import { NotALog, rotateLog, rotatedLogs } from '../../../../../src/tools/packer/runs/rotateLog';

describe('rotateLog', () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-logs-'));
    log = path.join(folder, 'packer.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const rotate = (keep: number, ...recorded: readonly string[]) =>
    rotateLog(log, keep, (file) => recorded.includes(path.basename(file)));
  const line = (text: string) => `==> one: ${text}\n`;
  const write = (text: string, time: string) => {
    writeFileSync(log, line(text));
    utimesSync(log, new Date(time), new Date(time));
  };

  it('moves the last log beside the new one, under the time of its end', () => {
    assert.equal(rotate(5), undefined);
    write('one', '2026-11-23T14:15:02Z');
    assert.equal(rotate(5), path.join(folder, 'packer.20261123T141502.log'));
    write('two', '2026-11-23T14:15:02Z');
    assert.equal(rotate(5), path.join(folder, 'packer.20261123T141502-2.log'));
    assert.deepEqual(
      rotatedLogs(log).map((file) => readFileSync(file, 'utf8')),
      [line('two'), line('one')],
    );
  });

  it('keeps as many as it is told, and nothing but its own logs is touched', () => {
    const others = ['packer.log.bak', 'packer.json', 'packer.notes.log', 'mypacker.20260101T000000.log'];
    for (const name of others) writeFileSync(path.join(folder, name), '');
    for (const day of ['01', '02', '03', '04']) {
      write(day, `2026-11-${day}T00:00:00Z`);
      rotate(2);
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
    assert.equal(rotate(0), undefined);
    assert.deepEqual(readdirSync(folder).sort(), others.toSorted());
  });

  for (const [what, text] of [
    ['a template', '{"builders": []}'],
    ['notes', '# Notes\n'],
    ['what only begins like an error', 'Error: read me\n'],
  ] as const)
    it(`moves and removes no file that holds ${what}`, () => {
      writeFileSync(log, text);
      for (let build = 0; build < 6; build++) assert.throws(() => rotate(0), NotALog);
      assert.deepEqual(readdirSync(folder), ['packer.log']);
      assert.equal(readFileSync(log, 'utf8'), text);
    });

  for (const text of [
    '',
    '2026-11-23T05:06:19Z: ==> two: Running\n',
    'qemu.win: output will be in this color.\n',
    '==> qemu.win: Retrieving ISO\n',
  ])
    it(`moves a file that begins like the output of a build: ${JSON.stringify(text)}`, () => {
      writeFileSync(log, text);
      assert.ok(rotate(5));
    });

  it('moves a file that a recorded run has written, whatever it holds', () => {
    writeFileSync(log, 'Error: Failed to prepare build\n');
    assert.ok(rotate(5, 'packer.log'));
  });

  it('removes nothing else that has the name of an old log', () => {
    const names = ['packer.20200101T000000.log', 'packer.20200102T000000.log', 'packer.20200103T000000.log'];
    const [mine = '', recorded = '', log1 = ''] = names;
    writeFileSync(path.join(folder, mine), 'my own');
    writeFileSync(path.join(folder, recorded), 'Error: no such builder');
    writeFileSync(path.join(folder, log1), line('old'));
    write('last', '2026-11-05T00:00:00Z');
    rotate(0, recorded);
    assert.deepEqual(readdirSync(folder), [mine]);
  });

  it('knows the order of logs when the clock goes back', () => {
    write('first', '2026-11-23T14:15:02Z');
    rotate(5);
    write('second', '2026-11-20T00:00:00Z');
    assert.equal(rotate(5), path.join(folder, 'packer.20261123T141502-2.log'));
    write('third', '2026-11-19T00:00:00Z');
    rotate(2);
    assert.deepEqual(
      rotatedLogs(log).map((file) => readFileSync(file, 'utf8')),
      [line('third'), line('second')],
    );
  });

  it('moves no folder of that name', () => {
    mkdirSync(log);
    assert.throws(() => rotate(5), /is not a file/);
  });
});
