import assert from 'node:assert/strict';
import { omit } from '../../../../support/omit';
import { describeStep, shortStep } from '../../../../../src/editor/packer/builds/describeStep';
import { describeProgress } from '../../../../../src/editor/packer/history/describeProgress';
import type { RunningBuild } from '../../../../../src/editor/packer/builds/runningBuild';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { RunStep } from '../../../../../src/tools/packer/output/runStep';
import { usualRun } from '../../../../../src/tools/packer/plan/estimate';
import { began, minute, runRecord, runStep } from '../../../../support/runRecords';

const provisioners = ['shell', 'powershell', 'file'];
const script = omit(
  runStep({
    kind: 'provision',
    text: 'Provisioning with powershell script: /w/x.ps1',
    provisioner: 1,
  }),
  'ended',
);

describe('a step of a run', () => {
  it('is its provisioner, counted from 1, with what that runs', () => {
    assert.match(describeStep(script, provisioners), /\b2\b.*\b3\b.*: powershell \/w\/x\.ps1$/);
    assert.equal(shortStep(script, provisioners), '2/3');
  });

  it('of commands in the template says so in place of the name of their file', () => {
    const inline = { ...script, text: 'Provisioning with Powershell script: /tmp/powershell-provisioner123' };
    assert.match(describeStep(inline, provisioners), /powershell \(\w+\)$/);
  });

  it('is what Packer says where no template tells more', () => {
    for (const describe of [describeStep, shortStep]) {
      assert.equal(describe(script), script.text);
      assert.equal(describe(runStep(), provisioners), 'Waiting for WinRM to become available');
    }
  });
});

describe('how far a build is', () => {
  const later = began + 12 * minute;
  const running = (current: readonly RunStep[], builds = current.map(({ build }) => build)) =>
    ({
      record: runRecord({ status: 'running' }),
      progress: {
        steps: current,
        current,
        builds: builds.map((name) => ({ name, began })),
        expected: [{ name: 'one', provisioners }],
      },
    }) as unknown as RunningBuild;
  /** Each of the earlier runs took 37 minutes, of which the step took the first. */
  const usual = usualRun(
    [
      runRecord({
        ended: began + 37 * minute,
        steps: [
          { ...script, ended: began + minute },
          runStep({ began: began + minute, ended: began + 37 * minute }),
        ],
      }),
    ],
    defaultChoices,
  );

  it('is its step and for how long already', () => {
    const { text, short, steps, left, percent } = describeProgress(running([script]), undefined, later);
    assert.match(text, /: powershell \/w\/x\.ps1 · 12 min$/);
    assert.deepEqual(steps, [text]);
    assert.match(short, /^2\/3 · 12 min\b/);
    assert.deepEqual([left, percent], [undefined, undefined]);
  });

  it('is the whole run as long as there is no step', () => {
    const { text, short, steps } = describeProgress(running([]), undefined, later);
    assert.match(text, /12 min/);
    assert.match(short, /^12 min/);
    assert.deepEqual(steps, []);
  });

  it('says how long it usually still takes, and how much that is', () => {
    const at = (minutes: number) => describeProgress(running([script]), usual, began + minutes * minute);
    const early = at(0.5);
    assert.match(early.left ?? '', /\b3[67] min\b/);
    assert.ok(early.text.endsWith(` · ${early.left}`) && early.short.endsWith(early.left ?? '-'));
    assert.ok((early.percent ?? 100) < 5, String(early.percent));
    const soon = describeProgress(
      running([runStep({ began: began + minute })]),
      usual,
      began + 36.8 * minute,
    );
    assert.match(soon.left ?? '', /minute/);
    assert.ok((soon.percent ?? 0) > 95, String(soon.percent));
  });

  it('names the builds where there are several, and counts those that do not fit into a line', () => {
    const all = ['one', 'two', 'three', 'four'].map((build) => ({ ...script, build }));
    const { text, short, steps } = describeProgress(running(all), undefined, later);
    assert.match(steps[0] ?? '', /^one: .*powershell/);
    assert.match(steps[1] ?? '', /^two: Provisioning/);
    assert.equal(steps.length, 4);
    assert.match(text, /one: .*two: .*\b2\b/);
    assert.doesNotMatch(text, /three/);
    assert.doesNotMatch(short, /\//);
  });
});
