import assert from 'node:assert/strict';
import { BuildOutput, readLine } from '../../../../../src/tools/packer/output/buildOutput';
import { recorded } from '../../../../support/recorded';

describe('readLine', () => {
  for (const [line, expected] of [
    ['==> one: Running a script', { kind: 'say', build: 'one', text: 'Running a script' }],
    ['2026-11-23T05:06:19Z: ==> bld.null.one: x: y', { kind: 'say', build: 'bld.null.one', text: 'x: y' }],
    ['2026-11-23T05:06:19+01:00:     two: step one', { kind: 'message', build: 'two', text: 'step one' }],
    ['    null (shell-local): pp', { kind: 'message', build: 'null (shell-local)', text: 'pp' }],
    [
      "Build 'null' errored after 5 milliseconds: Script exited",
      { kind: 'error', build: 'null', text: 'Script exited' },
    ],
    ["Build 'qemu' errored: no space", { kind: 'error', build: 'qemu', text: 'no space' }],
    ['--> two: Stored file: out.txt', { kind: 'artifact', build: 'two', text: 'Stored file: out.txt' }],
    [
      '==> Wait completed after 3 seconds',
      { kind: 'summary', build: undefined, text: 'Wait completed after 3 seconds' },
    ],
    ['', { kind: 'other', build: undefined, text: '' }],
    [
      "Build 'one' finished after 1 second.",
      { kind: 'other', build: undefined, text: "Build 'one' finished after 1 second." },
    ],
  ] as const)
    it(`reads ${JSON.stringify(line)}`, () => assert.deepEqual(readLine(line), expected));
});

describe('BuildOutput', () => {
  const calls = recorded('packer/build-1.6.6.txt');
  const follow = (command: string) => {
    const output = new BuildOutput();
    const { stdout } = calls.get(command) ?? assert.fail(command);
    for (const line of stdout.split('\n')) output.line(line);
    return output.outcome;
  };

  it('lists what was made', () => {
    assert.deepEqual(follow('packer build -color=false -timestamp-ui -on-error=abort -force ok.json'), {
      artifacts: ['two: Stored file: out-two.txt', 'one: Did not export anything. This is the null builder'],
      errors: [],
      cancelled: false,
      madeNothing: false,
    });
  });

  it('tells an error from an artifact, which Packer lists alike', () => {
    const reason = 'null: Script exited with non-zero exit status: 3.Allowed exit codes are: [0]';
    assert.deepEqual(follow('packer build -color=false fail.json'), {
      artifacts: [],
      errors: [reason],
      cancelled: false,
      madeNothing: true,
    });
  });

  it('tells a line of the list of failures from an artifact', () => {
    const output = new BuildOutput();
    output.line("==> Some builds didn't complete successfully and had errors:");
    assert.equal(output.line('--> null: Script exited').kind, 'error');
    output.line('==> Builds finished. The artifacts of successful builds are:');
    assert.equal(output.line('--> one: Stored file').kind, 'artifact');
  });

  it('has nothing to tell of a build of which no name matched', () => {
    assert.deepEqual(follow('packer build -color=false -only=doesnotexist ok.json').artifacts, []);
  });

  it('keeps the further lines of an artifact', () => {
    const output = new BuildOutput();
    for (const line of [
      '==> Builds finished. The artifacts of successful builds are:',
      '--> a: AMIs were created:',
      'eu-west-1: ami-1',
      '',
      '--> b: x',
    ])
      output.line(line);
    assert.deepEqual(output.outcome.artifacts, ['a: AMIs were created:, eu-west-1: ami-1', 'b: x']);
  });

  it('notices that the user cancelled', () => {
    const output = new BuildOutput();
    output.line('Cleanly cancelled builds after being interrupted.');
    assert.equal(output.outcome.cancelled, true);
  });
});
