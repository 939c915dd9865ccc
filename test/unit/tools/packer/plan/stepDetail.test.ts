import assert from 'node:assert/strict';
import { stepDetail } from '../../../../../src/tools/packer/plan/stepDetail';
import type { StepDetail } from '../../../../../src/tools/packer/plan/stepDetail';
import type { RunStep } from '../../../../../src/tools/packer/output/runStep';

const types = ['powershell', 'windows-restart', 'file', 'shell-local'];
const provisioner = (index: number, subject: string, inline = false): StepDetail => ({
  kind: 'provisioner',
  index,
  of: 4,
  type: types[index] ?? '',
  inline,
  subject,
});

const rows: readonly [text: string, Partial<RunStep>, StepDetail][] = [
  [
    'Waiting for WinRM to become available...',
    {},
    { kind: 'message', text: 'Waiting for WinRM to become available' },
  ],
  [
    'Provisioning with powershell script: scripts/a b.ps1',
    { provisioner: 0 },
    provisioner(0, 'scripts/a b.ps1'),
  ],
  [
    'Provisioning with powershell script: /tmp/powershell-provisioner123',
    { provisioner: 0 },
    provisioner(0, '', true),
  ],
  ['Provisioning with Powershell...', { provisioner: 0 }, provisioner(0, '')],
  ['Restarting Machine', { provisioner: 1, kind: 'restart' }, provisioner(1, '')],
  ['Uploading a.txt => C:/a.txt', { provisioner: 2 }, provisioner(2, 'a.txt => C:/a.txt')],
  ['Downloading C:/a.txt => a.txt', { provisioner: 2 }, provisioner(2, 'C:/a.txt => a.txt')],
  ['Running local shell script', { provisioner: 3 }, provisioner(3, '(Running local shell script)')],
  // The template has fewer by now.
  [
    'Restarting Machine',
    { provisioner: 9, kind: 'restart' },
    { kind: 'message', text: 'Restarting Machine' },
  ],
  ['Pausing 5s...', { provisioner: 0, kind: 'wait' }, { kind: 'message', text: 'Pausing 5s' }],
];

describe('stepDetail', () => {
  for (const [text, step, expected] of rows)
    it(`${step.provisioner ?? 'no'}: ${text}`, () => {
      assert.deepEqual(
        stepDetail({ build: 'a', kind: 'provision', text, began: 0, ...step }, types),
        expected,
      );
    });

  it('has the message alone without a template', () => {
    const step: RunStep = { build: 'a', kind: 'provision', text: 'x', provisioner: 0, began: 0 };
    assert.deepEqual(stepDetail(step), { kind: 'message', text: 'x' });
  });
});
