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
const [timeline] = readTimelines(template, folder, files);
assert.ok(timeline);

const ran: RunStep[] = [
  { build: 'b', kind: 'wait', text: 'Waiting for WinRM', began: 1000, ended: 61_000 },
  { build: 'b', kind: 'provision', text: 'one', provisioner: 0, began: 61_000, ended: 70_000 },
  { build: 'b', kind: 'provision', text: 'two', provisioner: 0, began: 70_000, ended: 80_000, failed: true },
  { build: 'b', kind: 'restart', text: 'again', provisioner: 1, began: 80_000 },
];

describe('plannedSteps', () => {
  it('begins with where Packer connects, then has the provisioners and the post-processors', () => {
    const steps = plannedSteps(timeline, []);
    assert.deepEqual(
      steps.map(({ kind }) => kind),
      [
        'connects',
        ...timeline.build.provisioners.map(() => 'provisioner'),
        ...timeline.build.postProcessors.map(() => 'postProcessor'),
      ],
    );
    assert.match(steps[0]?.label ?? '', /^Packer connects here \(WinRM/);
    assert.match(steps[0]?.location.path ?? '', /\.xml$|\.ps1$/);
    assert.equal(steps[1]?.type, timeline.build.provisioners[0]?.type);
    assert.deepEqual([...new Set(steps.map((step) => stateOf(step, true)))], ['notRun']);
  });

  it('knows how each went, and how long it took', () => {
    const [connects, first, second, third] = plannedSteps(timeline, ran);
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
