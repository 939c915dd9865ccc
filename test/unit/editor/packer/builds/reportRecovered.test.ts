import assert from 'node:assert/strict';
import { reportRecovered } from '../../../../../src/editor/packer/builds/reportRecovered';
import type { RunningBuild } from '../../../../../src/editor/packer/builds/runningBuild';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { runRecord, runStep } from '../../../../support/runRecords';
import { answers, ran, shown } from '../../../../support/vscodeStub';

describe('builds that were found again', () => {
  beforeEach(() => {
    for (const kept of [shown, answers, ran]) kept.length = 0;
  });

  const stopped: string[] = [];
  const running = (name: string): RunningBuild =>
    ({
      record: runRecord({ template: `/w/${name}`, status: 'running' }),
      stop: () => stopped.push(name),
    }) as unknown as RunningBuild;
  const ended = (name: string, status: RunRecord['status'], changes: Partial<RunRecord> = {}) => ({
    record: runRecord({ template: `/w/${name}`, status, ...changes }),
    expected: [{ name: 'one', provisioners: ['shell'] }],
  });
  const only = () => {
    const [message, ...others] = shown;
    assert.ok(message && !others.length);
    return message;
  };

  it('share one message, which leads to what runs and to what ran', async () => {
    answers.push('Show Running Builds');
    await reportRecovered([running('a.json'), running('b.json')], [ended('c.json', 'failed')]);
    const { kind, text, offered } = only();
    assert.equal(kind, 'warning');
    for (const part of [/a\.json is still/, /b\.json is still/, /c\.json failed/]) assert.match(text, part);
    assert.deepEqual(offered, ['Show Running Builds', 'Show Run History']);
    assert.deepEqual(ran, [['boxwright.packer.showRunning']]);
  });

  it('are no warning where nothing failed', async () => {
    answers.push('Show Run History');
    await reportRecovered([], [ended('a.json', 'succeeded'), ended('b.json', 'cancelled')]);
    const { kind, text, offered } = only();
    assert.equal(kind, 'information');
    assert.match(text, /a\.json was built .*b\.json was stopped/);
    assert.deepEqual(offered, ['Show Run History']);
    assert.deepEqual(ran, [['boxwright.packer.showRunHistory']]);
  });

  it('can be stopped, where there is one', async () => {
    answers.push('Stop Build');
    await reportRecovered([running('a.json')], []);
    assert.match(only().text, /a\.json/);
    assert.deepEqual(stopped, ['a.json']);
  });

  it('say why they failed, where there is one', async () => {
    const step = runStep({
      kind: 'provision',
      provisioner: 0,
      failed: true,
      output: { lines: ['cp: no x'], line: 3 },
    });
    await reportRecovered(
      [],
      [ended('a.json', 'failed', { steps: [step], errors: ['one: exit status: 2.'] })],
    );
    assert.equal(only().kind, 'warning');
    assert.match(only().text, /a\.json .*1 of 1: shell.*cp: no x\. .*exit status: 2\./);
  });

  it('say nothing where there is none', async () => {
    await reportRecovered([], []);
    assert.deepEqual(shown, []);
  });
});
