import assert from 'node:assert/strict';
import { errorsOf, failedStep } from '../../../../../src/tools/packer/runs/failedStep';
import { runStep } from '../../../../support/runRecords';

const failed = (build: string) => runStep({ build, failed: true });
const [one, two] = [failed('one'), failed('two')];

describe('the step in which a run failed', () => {
  it('is that of the build whose error came first', () => {
    const steps = [runStep(), two, one];
    assert.equal(failedStep({ steps, errors: ['two: bad', 'one: worse'] }), two);
    assert.equal(failedStep({ steps, errors: ['null.one: bad', 'two: bad'] }), one);
  });

  it('is the last one that failed, where no error names its build, and none where no step failed', () => {
    assert.equal(failedStep({ steps: [two, one], errors: ['Error: bad'] }), one);
    assert.equal(failedStep({ steps: [two, one], errors: [] }), one);
    assert.equal(failedStep({ steps: [runStep()], errors: ['one: bad'] }), undefined);
  });

  it('has the errors of its build', () => {
    const errors = ['two: a', 'null.one: b', 'one: c', 'someone: d', 'one'];
    assert.deepEqual(errorsOf({ errors }, 'one'), ['null.one: b', 'one: c']);
  });
});
