import { defaultChoices } from '../../src/tools/packer/commands/buildChoices';
import type { RunRecord } from '../../src/tools/packer/runs/runRecord';
import type { RunStep } from '../../src/tools/packer/output/runStep';

export const minute = 60_000;

/** When the runs of tests begin, milliseconds since 1970. */
export const began = Date.UTC(2026, 10, 23, 14, 15);

/** A step of the build `one` that takes a minute. */
export const runStep = (changes: Partial<RunStep> = {}): RunStep => ({
  build: 'one',
  kind: 'wait',
  text: 'Waiting for WinRM to become available...',
  began,
  ended: began + minute,
  ...changes,
});

/** A run of /w/lab/win.json that succeeded in 12 minutes. */
export const runRecord = (changes: Partial<RunRecord> = {}): RunRecord => ({
  id: '20261123T141500000-3f9a',
  template: '/w/lab/win.json',
  choices: defaultChoices,
  cwd: '/w/lab',
  status: 'succeeded',
  began,
  ended: began + 12 * minute,
  steps: [],
  artifacts: [],
  errors: [],
  ...changes,
});
