import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
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

  it('leaves that of the last run beside it, where its record leads', () => {
    const id = newRunId(new Date());
    store.save({
      id,
      template: '/p/a.json',
      choices: defaultChoices,
      cwd: '/p',
      log: log(),
      status: 'succeeded',
      began: 0,
      steps: [],
      artifacts: [],
      errors: [],
    });
    writeFileSync(log(), 'old');
    assert.deepEqual(open().path, log());
    assert.equal(readFileSync(log(), 'utf8'), 'new');
    const moved = store.list()[0]?.log;
    assert.ok(moved !== undefined && moved !== log() && existsSync(moved));
    assert.equal(readFileSync(moved, 'utf8'), 'old');
  });

  it('is kept elsewhere where it can not be written, with the reason', () => {
    mkdirSync(log());
    const { path: other, reason } = open();
    assert.equal(other, path.join(folder, 'storage', 'one.log'));
    assert.equal(readFileSync(other, 'utf8'), 'new');
    assert.match(reason ?? '', /packer\.log/);
  });

  it('has the name of the template while another one writes the usual', () => {
    assert.equal(otherLogPath(log(), path.join('p', 'a.json')), path.join(folder, 'packer-a.log'));
    assert.equal(otherLogPath(log(), path.join('p', 'hcl')), path.join(folder, 'packer-hcl.log'));
  });
});
