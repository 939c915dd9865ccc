import assert from 'node:assert/strict';
import path from 'node:path';
import { DiskFiles } from '../../../../../src/lint/diskFiles';
import { readTemplate } from '../../../../../src/pipeline/template/readTemplate';
import { readTimelines } from '../../../../../src/pipeline/timeline/readTimelines';
import { plannedSteps, stateOf, timeOf } from '../../../../../src/tools/packer/plan/plannedSteps';
import type { RunStep } from '../../../../../src/tools/packer/output/runStep';

const folder = path.join(REPO_ROOT, 'examples', 'windows-2022');
const files = new DiskFiles([folder]);
const template = readTemplate(path.join(folder, 'windows-2022.json'), files);
assert.ok(template);
const [timeline] = readTimelines(template, folder, files).timelines;
assert.ok(timeline);

const ran: RunStep[] = [
  { build: 'b', kind: 'wait', text: 'Waiting for WinRM', began: 1000, ended: 61_000 },
  { build: 'b', kind: 'provision', text: 'one', provisioner: 0, began: 61_000, ended: 70_000 },
  { build: 'b', kind: 'provision', text: 'two', provisioner: 0, began: 70_000, ended: 80_000, failed: true },
  { build: 'b', kind: 'restart', text: 'again', provisioner: 1, began: 80_000 },
];

describe('plannedSteps', () => {
  it('has what the guest runs around the place where Packer connects, then Packer’s own steps to the end', () => {
    const steps = plannedSteps(timeline, []);
    assert.deepEqual(
      steps.map(({ kind, order }) => (order === undefined ? kind : `${kind} ${order}`)),
      [
        ...['guest 1', 'guest 2', 'guest 3', 'guest 4', 'guest 5', 'connects', 'guest 6'],
        ...timeline.build.provisioners.map(() => 'provisioner'),
        'shutdown',
        ...timeline.build.postProcessors.map(() => 'postProcessor'),
      ],
    );
    const connects = steps.find(({ kind }) => kind === 'connects');
    assert.match(connects?.label ?? '', /^Packer connects here \(WinRM/);
    assert.match(connects?.location.path ?? '', /\.xml$|\.ps1$/);
    const first = steps.find(({ kind }) => kind === 'provisioner');
    assert.equal(first?.type, timeline.build.provisioners[0]?.type);
    assert.deepEqual([...new Set(steps.map((step) => stateOf(step, true)))], ['notRun']);
  });

  it('names first what tells a step from the others', () => {
    const labels = plannedSteps(timeline, []).map(({ label }) => label);
    for (const label of [
      'fix-network.ps1',
      'guest-additions.ps1',
      'tools-package.ps1',
      'tls.ps1 and web-site.ps1',
    ])
      assert.ok(labels.includes(label), `${label} in ${labels.join('; ')}`);
    assert.ok(!labels.includes('powershell'), labels.join('; '));
  });

  it('has the shutdown with its time', () => {
    const shutdown: RunStep = { build: 'b', kind: 'shutdown', text: 'Halting', began: 1000, ended: 31_000 };
    const step = plannedSteps(timeline, [shutdown]).find(({ kind }) => kind === 'shutdown');
    assert.ok(step);
    assert.equal(timeOf(step), 30_000);
  });

  it('knows how each went, and how long it took', () => {
    const steps = plannedSteps(timeline, ran);
    const connects = steps.find(({ kind }) => kind === 'connects');
    const [first, second, third] = steps.filter(({ kind }) => kind === 'provisioner');
    assert.ok(connects && first && second && third);
    assert.equal(timeOf(connects), 60_000);
    assert.equal(stateOf(connects, true), 'done');
    assert.equal(stateOf(first, true), 'failed');
    assert.equal(timeOf(first), 19_000);
    assert.equal(stateOf(second, true), 'running');
    assert.equal(stateOf(second, false), 'unfinished');
    assert.equal(timeOf(second), undefined);
    assert.equal(stateOf(third, true), 'notRun');
  });

  it('says nothing of connecting where Packer does not', () => {
    const kinds = plannedSteps({ ...timeline, takeOver: { kind: 'none' } }, []).map(({ kind }) => kind);
    assert.equal(kinds.includes('connects'), false);
  });
});
