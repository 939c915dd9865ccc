import assert from 'node:assert/strict';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { UsualRun } from '../../../../../src/tools/packer/plan/estimate';
import { progressOf } from '../../../../../src/tools/packer/plan/progressOf';
import type { RunStep } from '../../../../../src/tools/packer/output/runStep';

const step: RunStep = { build: 'a', kind: 'provision', text: 'one', provisioner: 0, began: 4000 };
const progress = {
  steps: [step],
  builds: [{ name: 'a', began: 1000 }],
  current: [step],
  expected: [{ name: 'a', provisioners: ['shell'] }],
};
const usual: UsualRun = {
  runs: 1,
  builds: new Map([['a', { time: 10_000, steps: new Map() }]]),
};
const run = { began: 1000, choices: defaultChoices };

describe('progressOf', () => {
  it('tells how long each step goes on, with what its template names', () => {
    const now = progressOf(run, progress, undefined, 6000);
    assert.deepEqual(now, {
      elapsed: 5000,
      left: undefined,
      percent: undefined,
      current: [{ step, provisioners: ['shell'], elapsed: 2000 }],
      several: false,
    });
  });

  it('estimates from earlier runs', () => {
    const { left, percent } = progressOf(run, progress, usual, 6000);
    assert.deepEqual([left, percent], [5000, 50]);
  });

  it('never is at the end while the run goes on', () => {
    const { left, percent } = progressOf(run, progress, usual, 60_000);
    assert.deepEqual([left, percent], [0, 99]);
  });

  it('has no negative times when the clock goes back', () => {
    const { elapsed, left, percent, current } = progressOf(run, progress, usual, 0);
    assert.deepEqual([elapsed, left, percent, current[0]?.elapsed], [0, 10_000, 0, 0]);
  });

  it('knows several builds by what runs or by what will', () => {
    const two = [...progress.expected, { name: 'b', provisioners: [] }];
    assert.equal(progressOf(run, { ...progress, expected: two }, undefined, 6000).several, true);
  });
});
