import assert from 'node:assert/strict';
import { listRunning, stop } from '../../../../src/tools/vmware/vmrun';

describe("VMware's machines", () => {
  const read = (stdout: string, exitCode = 0) => listRunning('/w').parse({ exitCode, stdout, stderr: '' });
  const file = 'C:\\a b\\x.vmx';
  const stopped = (printed: string) => stop('/w', file).parse({ exitCode: 255, stdout: printed, stderr: '' });

  it('are those that run', () => {
    const list = 'Total running VMs: 2\r\nC:\\lab\\output windows\\a.vmx\r\n/Users/me/b.vmx\r\n';
    assert.deepEqual(read(list), ['C:\\lab\\output windows\\a.vmx', '/Users/me/b.vmx']);
    assert.deepEqual(read('Total running VMs: 0\n'), []);
    assert.deepEqual(read(''), []);
    assert.throws(
      () => read('Error: The operation was canceled\n', 255),
      /^Error: The operation was canceled$/,
    );
    assert.throws(() => read('', 3), /exit 3/);
  });

  it('are asked for and stopped by their files', () => {
    assert.deepEqual([listRunning('/w').tool, listRunning('/w').args], ['vmrun', ['list']]);
    assert.deepEqual(stop('/w', file).args, ['stop', file, 'hard']);
  });

  for (const printed of [
    'Error: Cannot open VM: /x.vmx, The virtual machine cannot be found\r\n',
    'Error: The virtual machine is not powered on: /x.vmx\n',
  ])
    it(`are off: ${JSON.stringify(printed)}`, () => stopped(printed));

  for (const reason of ['The file is already in use', 'Insufficient permissions'])
    it(`say why not: ${reason}`, () =>
      assert.throws(() => stopped(`Error: ${reason}\r\n`), new Error(reason)));
});
