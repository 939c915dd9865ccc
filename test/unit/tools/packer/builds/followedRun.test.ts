import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FollowedRun } from '../../../../../src/tools/packer/builds/followedRun';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';

const record: RunRecord = {
  id: '20261123T141502345-3f9a',
  template: '/p/a.json',
  choices: defaultChoices,
  cwd: '/p',
  status: 'running',
  began: 1000,
  steps: [],
  artifacts: [],
  errors: [],
};

describe('FollowedRun', () => {
  let folder: string;
  let log: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-follow-'));
    log = path.join(folder, 'packer.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('reads what Packer writes until it has ended, and records how', async () => {
    writeFileSync(log, '==> a: Creating virtual machine...\n');
    const lines: string[] = [];
    let changes = 0;
    const run = new FollowedRun(record, { onLine: (line) => lines.push(line), onChange: () => changes++ });
    await run.follow(log);
    appendFileSync(log, '==> Builds finished. The artifacts of successful builds are:\n--> a: one');
    const ended = await run.finish({ at: 5000, exitCode: 0, seen: true, stopped: false });
    assert.deepEqual(lines.at(-1), '--> a: one');
    assert.equal(lines.length, 3);
    assert.deepEqual(ended, run.record);
    assert.deepEqual(
      [ended.status, ended.ended, ended.exitCode, ended.artifacts],
      ['succeeded', 5000, 0, ['a: one']],
    );
    assert.ok(changes > 0);
  });

  for (const [how, change] of [
    ['cut off', () => truncateSync(log)],
    ['removed', () => rmSync(log)],
    ['replaced', () => writeFileSync(log, 'Error: of something else\n')],
  ] as const)
    it(`does not fail where its log is ${how}`, async () => {
      writeFileSync(
        log,
        '==> a: Creating virtual machine...\n==> Builds finished. The artifacts of\n--> a: one\n',
      );
      const run = new FollowedRun(record);
      change();
      await run.follow(log).catch(() => undefined);
      assert.equal(
        (await run.finish({ at: 5000, exitCode: 0, seen: true, stopped: false })).status,
        'succeeded',
      );
    });

  it('does not fail where its log is cut off while it is read', async () => {
    writeFileSync(log, '==> a: Creating virtual machine...\n==> a: Waiting for');
    let read = '';
    const run = new FollowedRun(record, { onLine: (line) => (read += `${line}\n`) });
    await run.follow(log);
    while (!read.includes('Creating')) await new Promise((resolve) => setTimeout(resolve, 5));
    truncateSync(log);
    appendFileSync(log, "Build 'a' finished after 1 second.\n");
    const { status } = await run.finish({ at: 5000, exitCode: 0, seen: true, stopped: false });
    assert.equal(status, 'succeeded');
  });

  it('knows which builds went well where others failed', async () => {
    writeFileSync(
      log,
      "==> a: Creating\n==> b: Creating\nBuild 'a' finished after 1 second.\nBuild 'b' errored after 1 second: no\n",
    );
    const run = new FollowedRun(record);
    await run.follow(log);
    const { status, finished } = await run.finish({ at: 5000, exitCode: 1, seen: true, stopped: false });
    assert.deepEqual([status, finished], ['failed', ['a']]);
  });

  it('never ends before it began, whatever the clock says', async () => {
    writeFileSync(log, '');
    const run = new FollowedRun({ ...record, began: 9000 });
    await run.follow(log);
    assert.equal((await run.finish({ at: 5000, exitCode: 0, seen: true, stopped: false })).ended, 9000);
  });

  it('keeps what became known beside the output', async () => {
    writeFileSync(log, '');
    const run = new FollowedRun(record);
    await run.follow(log);
    run.know({ commit: 'abc' });
    const ended = await run.finish({ at: 5000, seen: false, stopped: true });
    assert.deepEqual([ended.status, ended.commit, 'exitCode' in ended], ['cancelled', 'abc', false]);
  });

  it('ends also without a log', async () => {
    const run = new FollowedRun(record);
    await assert.rejects(run.follow(log));
    const { status } = await run.finish({ at: 5000, seen: false, stopped: false });
    assert.equal(status, 'abandoned');
  });
});
