import assert from 'node:assert/strict';
import { failureReason, statusOf } from '../../../../../src/tools/packer/runs/exitCode';
import type { BuildEnd, FailureReason } from '../../../../../src/tools/packer/runs/exitCode';
import type { RunRecord, RunStatus } from '../../../../../src/tools/packer/runs/runRecord';

const nothing = { cancelled: false, madeNothing: false, artifacts: [], errors: [] };
const made = { ...nothing, artifacts: ['a: made'] };
const failed = { ...made, errors: ['b: no'] };

const statuses: readonly [string, Partial<BuildEnd>, Parameters<typeof statusOf>[1], RunStatus][] = [
  ['0 and something made', { exitCode: 0 }, made, 'succeeded'],
  [
    '0 and nothing made, as no build had the name',
    { exitCode: 0 },
    { ...nothing, madeNothing: true },
    'failed',
  ],
  ['0 and a log that lost what was made', { exitCode: 0 }, nothing, 'succeeded'],
  ['0 and a log that is that of something else', { exitCode: 0 }, failed, 'succeeded'],
  ['1, though one of the builds made something', { exitCode: 1 }, failed, 'failed'],
  ['1 without a word', { exitCode: 1 }, nothing, 'failed'],
  ['none, as a signal ended it', {}, made, 'failed'],
  ['1 after a stop', { exitCode: 1, stopped: true }, failed, 'cancelled'],
  ['1 after a signal from elsewhere', { exitCode: 1 }, { ...failed, cancelled: true }, 'cancelled'],
  ['unseen, with something made', { seen: false }, made, 'succeeded'],
  ['unseen, with an error', { seen: false }, failed, 'failed'],
  ['unseen, with nothing', { seen: false }, nothing, 'abandoned'],
  ['unseen, after a stop', { seen: false, stopped: true }, nothing, 'cancelled'],
];

type Ended = Pick<RunRecord, 'errors' | 'exitCode' | 'artifacts' | 'status'>;
const reasons: readonly [string, Ended, FailureReason][] = [
  [
    'the first error that Packer reports',
    { errors: ['one', 'two'], exitCode: 1, artifacts: [], status: 'failed' },
    { kind: 'reported', message: 'one' },
  ],
  ['an end that nobody saw', { errors: [], artifacts: [], status: 'abandoned' }, { kind: 'unknown' }],
  [
    'no build of the wanted name',
    { errors: [], exitCode: 0, artifacts: [], status: 'failed' },
    { kind: 'nothingBuilt' },
  ],
  ['a signal', { errors: [], artifacts: [], status: 'failed' }, { kind: 'killed' }],
  [
    'the exit code alone',
    { errors: [], exitCode: 2, artifacts: [], status: 'failed' },
    { kind: 'exitCode', exitCode: 2 },
  ],
];

describe("Packer's exit code", () => {
  for (const [name, end, output, expected] of statuses)
    it(`${name}: ${expected}`, () => {
      assert.equal(statusOf({ at: 0, seen: true, stopped: false, ...end }, output), expected);
    });

  for (const [name, record, expected] of reasons)
    it(`names ${name} as the reason`, () => {
      assert.deepEqual(failureReason(record), expected);
    });
});
