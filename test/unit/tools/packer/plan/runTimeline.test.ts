import assert from 'node:assert/strict';
import path from 'node:path';
import { DiskFiles } from '../../../../../src/lint/diskFiles';
import { readTemplate } from '../../../../../src/pipeline/template/readTemplate';
import { readTimelines } from '../../../../../src/pipeline/timeline/readTimelines';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { usualRun } from '../../../../../src/tools/packer/plan/estimate';
import { runTimelines } from '../../../../../src/tools/packer/plan/runTimeline';
import type { TimelineRow } from '../../../../../src/tools/packer/plan/runTimeline';
import type { RunStep, StepKind } from '../../../../../src/tools/packer/output/runStep';
import type { RunRecord, RunStatus } from '../../../../../src/tools/packer/runs/runRecord';

const folder = path.join(REPO_ROOT, 'examples', 'windows-2022');
const files = new DiskFiles([folder]);
const template = readTemplate(path.join(folder, 'windows-2022.json'), files);
const timelines = template ? readTimelines(template, folder, files).timelines : [];

/** Each a minute long, one after the other. */
const steps = (...all: (readonly [StepKind, string, number?])[]): RunStep[] =>
  all.map(([kind, text, provisioner], index) => ({
    build: 'windows-2022',
    kind,
    text,
    ...(provisioner !== undefined && { provisioner }),
    began: index * 60_000,
    ended: (index + 1) * 60_000,
  }));

const brief = (row: TimelineRow): string => {
  if (row.kind === 'ran') return `${row.step.text}${row.planned ? ` (${row.planned.label})` : ''}`;
  if (row.kind === 'connects') return `connects ${row.at === undefined ? 'never' : row.at / 60_000}`;
  return `${row.kind} ${row.planned.order ?? row.planned.label}`;
};

const rowsOf = (made: RunStep[], status: RunStatus): string[] => {
  const [first, ...others] = runTimelines({ steps: made, status }, timelines, undefined);
  assert.deepEqual(others, []);
  return (first?.rows ?? []).map(brief);
};

const before = [
  ['prepare', 'Retrieving ISO'],
  ['boot', 'Starting the virtual machine...'],
  ['wait', 'Waiting for WinRM to become available...'],
] as const;

const scripts = [
  ['provision', 'a', 0],
  ['restart', 'b', 1],
  ['provision', 'c', 2],
] as const;

describe('runTimelines', () => {
  it('shows what runs in the guest while Packer waits, and when Packer took over', () => {
    assert.deepEqual(rowsOf(steps(...before, ...scripts), 'running').slice(0, 12), [
      'Retrieving ISO',
      'Starting the virtual machine...',
      'Waiting for WinRM to become available...',
      'guest 1',
      'guest 2',
      'guest 3',
      'guest 4',
      'guest 5',
      'connects 3',
      'guest 6',
      'a (powershell: scripts/guest-additions.ps1)',
      'b (windows-restart)',
    ]);
  });

  it('tells what did not run, before what cleaned up', () => {
    const rows = rowsOf(
      steps(...before, ...scripts, ['clean-up', 'Deregistering and deleting VM...']),
      'failed',
    );
    assert.deepEqual(rows.slice(-8), [
      'c (file)',
      'missing powershell',
      'missing powershell',
      'missing powershell: scripts/tls.ps1, scripts/web-site.ps1',
      'missing powershell: scripts/cleanup.ps1',
      'missing windows-shell: scripts/compact.bat',
      'Deregistering and deleting VM...',
      'missing vagrant',
    ]);
  });

  it('misses nothing in a run that succeeded', () => {
    const rows = rowsOf(steps(...before, ...scripts, ['post-process', 'vagrant']), 'succeeded');
    assert.deepEqual(
      rows.filter((row) => row.startsWith('missing')),
      [],
    );
  });

  it('says that Packer never connected', () => {
    const rows = rowsOf(steps(...before, ['clean-up', 'Deleting output directory...']), 'cancelled');
    assert.ok(rows.includes('connects never'), rows.join('\n'));
  });

  it('has no guest where Packer does not wait for one, and does without a template', () => {
    assert.deepEqual(rowsOf(steps(['provision', 'a', 0]), 'succeeded'), [
      'a (powershell: scripts/guest-additions.ps1)',
    ]);
    const [alone] = runTimelines({ steps: steps(...before), status: 'failed' }, [], undefined);
    assert.deepEqual(
      alone?.rows.map(({ kind }) => kind),
      ['ran', 'ran', 'ran'],
    );
  });

  it('says what each step usually takes', () => {
    const made = steps(...before);
    const earlier: RunRecord = {
      id: 'x',
      template: '/t',
      choices: defaultChoices,
      cwd: '/',
      status: 'succeeded',
      began: 0,
      steps: made,
      artifacts: [],
      errors: [],
    };
    const [build] = runTimelines(
      { steps: made, status: 'succeeded' },
      [],
      usualRun([earlier], defaultChoices),
    );
    assert.deepEqual(
      build?.rows.map((row) => row.kind === 'ran' && row.usual),
      [60_000, 60_000, 60_000],
    );
  });
});
