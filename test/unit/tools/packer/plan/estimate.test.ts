import assert from 'node:assert/strict';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { timeLeft, usualRun, usualTimes } from '../../../../../src/tools/packer/plan/estimate';
import type { BuildProgress } from '../../../../../src/tools/packer/output/runProgress';
import type { RunStep, StepKind } from '../../../../../src/tools/packer/output/runStep';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';

const minute = 60_000;

/** Steps of a build one after the other: kind, text and minutes each; the last without minutes goes on. */
function steps(build: string, began: number, ...all: [StepKind, string, number?][]): RunStep[] {
  let time = began;
  return all.map(([kind, text, minutes]) => {
    const start = time;
    time += (minutes ?? 0) * minute;
    return { build, kind, text, began: start, ...(minutes !== undefined && { ended: time }) };
  });
}

const run = (made: RunStep[], more: Partial<RunRecord> = {}): RunRecord => ({
  id: 'x',
  template: '/t.json',
  choices: defaultChoices,
  cwd: '/',
  status: 'succeeded',
  began: 0,
  steps: made,
  artifacts: [],
  errors: [],
  ...more,
});

const usual = (...earlier: RunRecord[]) => usualRun(earlier, defaultChoices) ?? assert.fail('no estimate');

const soFar = (
  made: RunStep[],
  builds: BuildProgress[] = [{ name: 'a', began: 0 }],
  choices = defaultChoices,
) => ({
  choices,
  steps: made,
  builds,
});

const usualSteps = (wait: number, script: number) =>
  steps(
    'a',
    0,
    ['wait', 'Waiting for SSH...', wait],
    ['provision', 'script /tmp/packer-shell123', script],
    ['shutdown', 'halt', 1],
  );

describe('usualRun', () => {
  it('knows nothing without a run that succeeded', () => {
    assert.equal(usualRun([], defaultChoices), undefined);
    assert.equal(usualRun([run(usualSteps(1, 2), { status: 'failed' }), run([])], defaultChoices), undefined);
  });

  it('takes the median of the last five', () => {
    const times = [2, 4, 3, 100, 1, 500, 500, 500].map((script) => run(usualSteps(1, script)));
    const known = usual(...times);
    assert.equal(known.runs, 5);
    assert.deepEqual(usualTimes(known, usualSteps(9, 9)), [1 * minute, 3 * minute, 1 * minute]);
  });

  it('prefers runs with the same choices, and does with others', () => {
    const other = { ...defaultChoices, variables: { size: 'big' } };
    const runs = [run(usualSteps(1, 50), { choices: other }), run(usualSteps(1, 2))];
    assert.equal(usualTimes(usualRun(runs, defaultChoices), usualSteps(1, 1))[1], 2 * minute);
    assert.equal(usualTimes(usualRun(runs, other), usualSteps(1, 1))[1], 50 * minute);
    const third = { ...defaultChoices, only: ['a'] };
    assert.equal(usualTimes(usualRun(runs, third), usualSteps(1, 1))[1], 26 * minute);
  });

  it('leaves out the builds that were not chosen', () => {
    const runs = [run([...usualSteps(1, 2), ...steps('b', 0, ['provision', 'x', 90])])];
    assert.deepEqual([...(usualRun(runs, { ...defaultChoices, except: ['b'] })?.builds.keys() ?? [])], ['a']);
  });

  it('tells steps of the same text by their order, and not by numbers that change', () => {
    const made = (first: number, second: number, port: number) =>
      steps('a', 0, ['provision', `/tmp/x${port}`, first], ['provision', `/tmp/x${port + 1}`, second]);
    assert.deepEqual(usualTimes(usual(run(made(1, 5, 10))), made(0, 0, 77)), [1 * minute, 5 * minute]);
  });
});

describe('timeLeft', () => {
  const known = usual(run(usualSteps(10, 20)));

  it('is the whole time at the beginning', () => {
    assert.equal(timeLeft(known, soFar([], []), 0), 31 * minute);
    assert.equal(timeLeft(known, soFar([]), 1 * minute), 30 * minute);
  });

  it('is what is left of the step, and what comes after it', () => {
    const made = steps('a', 0, ['wait', 'Waiting for SSH...']);
    assert.equal(timeLeft(known, soFar(made), 4 * minute), 27 * minute);
    const further = steps(
      'a',
      0,
      ['wait', 'Waiting for SSH...', 8],
      ['provision', 'script /tmp/packer-shell9'],
    );
    assert.equal(timeLeft(known, soFar(further), 10 * minute), 19 * minute);
    assert.equal(timeLeft(known, soFar(further), 33 * minute), 1 * minute);
  });

  it('waits for a step that takes longer, and says no less than what comes after it', () => {
    const made = steps('a', 0, ['wait', 'Waiting for SSH...']);
    assert.equal(timeLeft(known, soFar(made), 40 * minute), 21 * minute);
  });

  it('starts from the last step that is known, when a new one came in', () => {
    const made = steps('a', 0, ['wait', 'Waiting for SSH...', 12], ['provision', 'new script']);
    assert.equal(timeLeft(known, soFar(made), 15 * minute), 18 * minute);
  });

  it('is nothing when the build has ended', () => {
    assert.equal(timeLeft(known, soFar(usualSteps(1, 1), [{ name: 'a', began: 0, ended: 3 }]), 9), 0);
  });

  it('is not known for a build that never succeeded', () => {
    assert.equal(timeLeft(known, soFar([], [{ name: 'new', began: 0 }]), 0), undefined);
  });

  it('is that of the longest of several builds at once, or of all when they wait for each other', () => {
    const both = [...steps('a', 0, ['provision', 'x', 10]), ...steps('b', 0, ['provision', 'x', 30])];
    const begun = [{ name: 'a', began: 0 }];
    const made = steps('a', 0, ['provision', 'x']);
    assert.equal(timeLeft(usual(run(both)), soFar(made, begun), 4 * minute), 30 * minute);
    const single = { ...defaultChoices, parallel: 1 };
    const one = usualRun([run(both, { choices: single })], single) ?? assert.fail();
    assert.equal(timeLeft(one, soFar(made, begun, single), 4 * minute), 36 * minute);
  });
});
