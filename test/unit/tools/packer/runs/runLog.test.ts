import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { NotALog } from '../../../../../src/tools/packer/runs/rotateLog';
import { openLog, otherLogPath } from '../../../../../src/tools/packer/runs/runLog';
import { newRunId, RunStore } from '../../../../../src/tools/packer/runs/runStore';

describe('the log of a run', () => {
  let folder: string;
  let store: RunStore;
  const log = () => path.join(folder, 'packer.log');
  const open = (wanted = log()) => {
    const storage = path.join(folder, 'storage');
    const opened = openLog({ path: wanted, kept: 1, run: 'one', storage }, store);
    appendFileSync(opened.path, 'new');
    return opened;
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-log-'));
    store = new RunStore(path.join(folder, 'runs'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const save = (ended: number) =>
    store.save({
      id: newRunId(new Date()),
      template: '/p/a.json',
      choices: defaultChoices,
      cwd: '/p',
      log: log(),
      status: 'succeeded',
      began: 0,
      ended,
      steps: [],
      artifacts: [],
      errors: [],
    });

  it('leaves that of the last run beside it, where its record leads', () => {
    save(Date.now());
    writeFileSync(log(), 'old');
    assert.deepEqual(open().path, log());
    assert.equal(readFileSync(log(), 'utf8'), 'new');
    const moved = store.list()[0]?.log;
    assert.ok(moved !== undefined && moved !== log() && existsSync(moved));
    assert.equal(readFileSync(moved, 'utf8'), 'old');
  });

  if (process.platform !== 'win32')
    it('and its record are for this user alone, unless the user has let others read the last one', () => {
      const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
      const umask = process.umask(0);
      try {
        open();
        save(Date.now());
        const [record = ''] = readdirSync(path.join(folder, 'runs'));
        assert.deepEqual([log(), path.join(folder, 'runs', record), path.join(folder, 'runs')].map(mode), [
          '600',
          '600',
          '700',
        ]);
        chmodSync(log(), 0o640);
        open();
        assert.equal(mode(log()), '640');
      } finally {
        process.umask(umask);
      }
    });

  it('is kept elsewhere where it can not be written, with the reason', () => {
    mkdirSync(log());
    const { path: other, reason } = open();
    assert.equal(other, path.join(folder, 'storage', 'one.log'));
    assert.equal(readFileSync(other, 'utf8'), 'new');
    assert.match(reason ?? '', /packer\.log/);
  });

  it('is no file that no build has written: that stays, and nothing is written elsewhere', () => {
    writeFileSync(log(), '{"builders": []}');
    assert.throws(() => open(), NotALog);
    assert.equal(readFileSync(log(), 'utf8'), '{"builders": []}');
    assert.equal(existsSync(path.join(folder, 'storage')), false);
  });

  it('is no file that somebody has put in the place of a log since', () => {
    save(Date.now() - 60_000);
    writeFileSync(log(), 'my notes');
    assert.throws(() => open(), NotALog);
    assert.equal(readFileSync(log(), 'utf8'), 'my notes');
  });

  it('has the name of the template while another one writes the usual', () => {
    assert.equal(otherLogPath(log(), path.join('p', 'a.json')), path.join(folder, 'packer-a.log'));
    assert.equal(otherLogPath(log(), path.join('p', 'hcl')), path.join(folder, 'packer-hcl.log'));
  });
});
