import assert from 'node:assert/strict';
import { HyperVFailed, listMachines, removeMachine } from '../../../../src/tools/hyperV/hyperV';

const id = '3f1f5a0e-8c2a-4c1e-9b0d-2a7b6c5d4e3f';
const printed = (more: object = {}) => ({
  id,
  name: 'packer-windows',
  state: 'Running',
  folder: 'C:\\lab\\output-windows',
  disks: ['C:\\lab\\output-windows\\Virtual Hard Disks\\packer-windows.vhdx'],
  ...more,
});

const machine = (more: object = {}) => ({ ...printed(more), created: undefined, uptime: 0 });
const read = (stdout: string) => listMachines('C:\\lab').parse({ exitCode: 0, stdout, stderr: '' });

describe("Hyper-V's machines", () => {
  it('are asked for without a profile, in UTF-8', () => {
    const { tool, args, cwd } = listMachines('C:\\lab');
    assert.deepEqual(
      [tool, cwd, args.slice(0, 3)],
      ['powershell', 'C:\\lab', ['-NoProfile', '-NonInteractive', '-Command']],
    );
    assert.match(args[3] ?? '', /UTF8Encoding.*Get-VM .*ConvertTo-Json/);
  });

  it('are none, one, or several', () => {
    assert.deepEqual(read('\r\n'), []);
    assert.deepEqual(read(JSON.stringify(printed())), [machine()]);
    const other = { id: id.replace('3f1f', '4f1f'), name: 'Büro' };
    assert.deepEqual(read(JSON.stringify([printed(), printed(other)])), [machine(), machine(other)]);
  });

  it('tell when they were made, and for how long they run', () => {
    const [found] = read(JSON.stringify(printed({ created: '134083665020000000', uptime: '600000000' })));
    assert.deepEqual([found?.created, found?.uptime], [1763892902000, 60_000]);
    const [unset] = read(JSON.stringify(printed({ created: '0', uptime: 'x' })));
    assert.deepEqual([unset?.created, unset?.uptime], [undefined, 0]);
  });

  it('have no disk, or one without a list around it', () => {
    assert.deepEqual(read(JSON.stringify(printed({ disks: null })))?.[0]?.disks, []);
    assert.deepEqual(read(JSON.stringify(printed({ disks: 'C:\\a.vhdx' })))?.[0]?.disks, ['C:\\a.vhdx']);
  });

  it('are not what is no machine', () => {
    for (const text of ['[1, null, {}]', JSON.stringify(printed({ id: 'x' })), '{"id":1}'])
      assert.deepEqual(read(text), [], text);
    assert.throws(() => read('WARNING: something\n[]'), HyperVFailed);
  });

  it('are known by ids in small letters', () =>
    assert.equal(read(JSON.stringify(printed({ id: id.toUpperCase() })))?.[0]?.id, id));

  it('are removed by their ids alone, and their disks stay', () => {
    const script = removeMachine('C:\\lab', { id }).args.at(-1) ?? '';
    assert.match(script, new RegExp(`Get-VM -Id '${id}'.*Stop-VM .*-TurnOff.*Remove-VM -VM \\$vm -Force`));
    assert.doesNotMatch(script, /Remove-Item|\.vhdx/);
    for (const wrong of ['', 'packer-windows', `${id}'; Remove-VM *; '`, `${id}\n`])
      assert.throws(() => removeMachine('C:\\lab', { id: wrong }), RangeError, wrong);
  });

  for (const [stderr, failure] of [
    [
      "Get-VM : The term 'Get-VM' is not recognized as the name of a cmdlet, function, script file, or\r\n operable program.\r\n    + FullyQualifiedErrorId : CommandNotFoundException",
      { kind: 'noModule' },
    ],
    [
      // In German: the names of errors are not translated.
      'Get-VM : Die Benennung "Get-VM" wurde nicht erkannt.\r\n    + FullyQualifiedErrorId : CommandNotFoundException',
      { kind: 'noModule' },
    ],
    [
      'Get-VM : You do not have the required permission to complete this\r\ntask. Contact the administrator of the authorization policy for the computer.',
      { kind: 'noRights' },
    ],
    [
      'Get-VM : Hyper-V was unable to find a virtual machine with id 3f1f5a0e.\r\nAt line:1 char:1',
      { kind: 'gone' },
    ],
    [
      "Stop-VM : 'packer-windows' failed to change state.\r\nAt line:1 char:30\r\n+ Stop-VM",
      { kind: 'other', message: "'packer-windows' failed to change state." },
    ],
  ] as const)
    it(`says why not: ${JSON.stringify(failure)}`, () =>
      assert.throws(
        () => listMachines('C:\\lab').parse({ exitCode: 1, stdout: '', stderr }),
        (error) => {
          assert.ok(error instanceof HyperVFailed);
          assert.deepEqual(error.failure, failure);
          return true;
        },
      ));
});
