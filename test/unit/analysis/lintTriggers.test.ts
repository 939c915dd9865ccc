import assert from 'node:assert/strict';
import { LintTriggers } from '../../../src/analysis/lintTriggers';
import type { LintRun } from '../../../src/analysis/lintTriggers';
import { PathSet } from '../../../src/text/pathMap';

describe('what starts the linter', () => {
  let did: string[];
  let run: LintRun;
  const noting =
    (name: string) =>
    (...given: readonly unknown[]) =>
      void did.push([name, ...given.filter((one) => typeof one !== 'object')].join(' '));
  const lint = {
    schedule: noting('schedule'),
    scheduleAll: noting('scheduleAll'),
    scheduleAffected: noting('affected'),
    note: noting('note'),
    forgetFile: noting('forget'),
    forgetGone: noting('forgetGone'),
    diskChanged: noting('disk'),
  };
  const triggers = new LintTriggers(
    lint,
    () => run,
    (which) => did.push(`read ${which}`),
  );
  const of = (now: LintRun, act: () => void) => {
    [run, did] = [now, []];
    act();
    return did;
  };
  const changes = (...changed: readonly string[]) => ({
    came: new PathSet(),
    changed: new PathSet(changed),
    gone: new PathSet(),
  });

  it('is opening a file, unless that is only looked at', () => {
    const opened = () => triggers.opened('/a');
    assert.deepEqual(of('onType', opened), ['schedule /a 0']);
    assert.deepEqual(of('onSave', opened), ['schedule /a 0']);
    assert.deepEqual(of('manual', opened), ['note /a']);
  });

  it('is typing, where the user wants that, a moment later', () => {
    const changed = () => triggers.changed('/a');
    assert.deepEqual(of('onType', changed), ['schedule /a 150']);
    assert.deepEqual(of('onSave', changed), []);
    assert.deepEqual(of('manual', changed), []);
    assert.deepEqual(
      of('onType', () => triggers.changed('/boxwright.json')),
      ['scheduleAll 150'],
    );
  });

  it('is saving, and closing what was not saved', () => {
    assert.deepEqual(
      of('onSave', () => triggers.saved('/a')),
      ['schedule /a 0'],
    );
    assert.deepEqual(
      of('onSave', () => triggers.closed('/a', true)),
      ['schedule /a 0'],
    );
    assert.deepEqual(
      of('manual', () => triggers.closed('/a', true)),
      [],
    );
    assert.deepEqual(
      of('manual', () => triggers.closed('/a', false)),
      ['forget /a'],
    );
  });

  it('is another setting, with all that is open', () => {
    const reconfigured = () => triggers.reconfigured(['/a']);
    assert.deepEqual(of('onType', reconfigured), ['scheduleAll 0', 'schedule /a 0', 'read new']);
    assert.deepEqual(of('manual', reconfigured), ['note /a', 'read none']);
  });

  it('is what happens on the disk, and all of it where that changes what is looked at', async () => {
    [run, did] = ['onType', []];
    await triggers.onDisk(changes('/a'));
    assert.deepEqual(did, ['disk', 'forgetGone', 'affected 500', 'schedule /a 0']);
    did = [];
    await triggers.onDisk(changes('/x/.gitignore'));
    assert.deepEqual(did, [
      'disk',
      'forgetGone',
      'affected 500',
      'scheduleAll 0',
      'read new',
      'schedule /x/.gitignore 0',
    ]);
    [run, did] = ['manual', []];
    await triggers.onDisk(changes('/boxwright.json'));
    assert.deepEqual(did, ['disk', 'forgetGone', 'read none', 'note /boxwright.json']);
  });
});
