import assert from 'node:assert/strict';
import { StepProgress } from '../../../../../../src/editor/packer/plugins/dsc/stepProgress';

describe('the progress of an installation', () => {
  let now = 0;
  let told: string[];
  let steps: StepProgress;
  beforeEach(() => {
    told = [];
    steps = new StepProgress(
      { report: ({ message }) => told.push(message) },
      (step) => `the ${step}`,
      () => now,
    );
  });
  afterEach(() => steps.dispose());

  it('tells the step, for how long it runs, and what its tool has printed last', () => {
    steps.tell('build');
    now += 65_000;
    steps.tell('build', 'crypto/sha256');
    assert.deepEqual(told, ['the build', 'the build · 1 min 5 sec · crypto/sha256']);
  });

  it('begins anew with each step', () => {
    steps.tell('build', 'crypto/sha256');
    now += 65_000;
    steps.tell('check');
    assert.equal(told.at(-1), 'the check');
  });
});
