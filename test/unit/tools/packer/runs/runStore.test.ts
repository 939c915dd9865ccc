import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { newRunId, RunStore } from '../../../../../src/tools/packer/runs/runStore';

const run = (id: string, more: Partial<RunRecord> = {}): RunRecord => ({
  id,
  template: '/p/a.json',
  choices: defaultChoices,
  cwd: '/p',
  status: 'running',
  began: 1,
  steps: [],
  artifacts: [],
  errors: [],
  ...more,
});

describe('RunStore', () => {
  let folder: string;
  beforeEach(() => (folder = path.join(mkdtempSync(path.join(tmpdir(), 'boxwright-runs-')), 'runs')));
  afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

  it('keeps runs for the next start, newest first', () => {
    const store = new RunStore(folder);
    assert.deepEqual(store.list(), []);
    store.save(run('20260101T000000-0001'));
    store.save(run('20260103T000000-0001'));
    store.save(run('20260102T000000-0001', { template: '/p/b.json' }));
    store.save(run('20260101T000000-0001', { status: 'failed' }));
    for (const one of [store, new RunStore(folder)]) {
      assert.deepEqual(
        one.list().map(({ id, status }) => [id, status]),
        [
          ['20260103T000000-0001', 'running'],
          ['20260102T000000-0001', 'running'],
          ['20260101T000000-0001', 'failed'],
        ],
      );
      assert.deepEqual(
        one.list('/p/b.json').map(({ id }) => id),
        ['20260102T000000-0001'],
      );
    }
  });

  it('is not stopped by files that are no records', () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'a.json'), '{"id": "b", "template": "/x"}');
    writeFileSync(path.join(folder, 'half.json'), '{"id": "ha');
    writeFileSync(path.join(folder, 'null.json'), 'null');
    writeFileSync(path.join(folder, 'note.txt'), 'hello');
    const bad: Record<string, unknown> = {
      status: 'lost',
      log: 7,
      began: '1',
      steps: [{}],
      template: undefined,
    };
    for (const [key, value] of Object.entries(bad))
      writeFileSync(path.join(folder, `${key}.json`), JSON.stringify({ ...run(key), [key]: value }));
    const unreadable: string[] = [];
    const store = new RunStore(folder, (file) => unreadable.push(path.basename(file, '.json')));
    assert.deepEqual(store.list(), []);
    store.save(run('20260101T000000-0001'));
    assert.equal(store.list().length, 1);
    assert.deepEqual(unreadable.sort(), [...Object.keys(bad), 'a', 'half', 'null'].sort());
  });

  it('knows the order of runs when the clock goes back', () => {
    const store = new RunStore(folder);
    const other = new RunStore(folder);
    store.save(run('20260103T000000-0001', { sequence: store.nextSequence() }));
    // Another window knows of it, too.
    other.save(run('20260101T000000-0001', { sequence: other.nextSequence() }));
    store.save(run('20251231T000000-0001', { sequence: store.nextSequence() }));
    for (const one of [store, new RunStore(folder)])
      assert.deepEqual(
        one.list().map(({ sequence }) => sequence),
        [3, 2, 1],
      );
  });

  it('keeps a run that cannot be written for as long as the window lives', () => {
    writeFileSync(folder, 'no folder');
    const store = new RunStore(folder);
    assert.throws(() => store.save(run('20260101T000000-0001')));
    store.reload();
    assert.equal(store.list().length, 1);
    assert.equal(store.reread('20260101T000000-0001'), undefined);
    assert.equal(store.list().length, 1);
  });

  it('knows the choices that an older version did not', () => {
    mkdirSync(folder);
    const old = { ...run('20260101T000000-0001'), choices: { only: ['x'] } };
    writeFileSync(path.join(folder, `${old.id}.json`), JSON.stringify(old));
    assert.deepEqual(new RunStore(folder).list()[0]?.choices, { ...defaultChoices, only: ['x'] });
  });

  it('forgets the oldest when there are too many, and leaves no drafts', () => {
    const store = new RunStore(folder);
    for (let number = 0; number < 305; number++)
      store.save(run(`20260101T000000-${String(number).padStart(4, '0')}`));
    assert.equal(store.list().length, 300);
    assert.equal(store.list().at(-1)?.id, '20260101T000000-0005');
    assert.equal(readdirSync(folder).length, 300);
  });

  it('reads again what another window has written', () => {
    const store = new RunStore(folder);
    const id = '20260101T000000-0001';
    store.save(run(id));
    const other = new RunStore(folder);
    other.save(run(id, { status: 'failed' }));
    assert.equal(store.list()[0]?.status, 'running');
    assert.equal(store.reread(id)?.status, 'failed');
    assert.equal(store.list()[0]?.status, 'failed');
    other.remove(id);
    assert.equal(store.reread(id), undefined);
    assert.deepEqual(store.list(), []);
  });

  it('removes what launchers have left, once every window has seen the end', () => {
    const store = new RunStore(folder);
    const ids = ['1', '2', '3', '4'].map((number) => `20260101T000000-000${number}`);
    const [old = '', young = '', running = '', gone = ''] = ids;
    for (const id of ids) mkdirSync(store.folderOf(id), { recursive: true });
    store.save(run(old, { status: 'failed', ended: 1000 }));
    store.save(run(young, { status: 'failed', ended: 60_000 }));
    store.save(run(running));
    store.save(run(gone));
    store.remove(gone);
    store.removeOldFolders(61_001);
    assert.deepEqual(
      ids.map((id) => existsSync(store.folderOf(id))),
      [false, true, true, false],
    );
    assert.equal(store.list().length, 3);
  });

  it('gives ids that tell when', () =>
    assert.match(newRunId(new Date('2026-11-23T14:15:02.345Z')), /^20261123T141502345-[0-9a-f]{4}$/));
});
