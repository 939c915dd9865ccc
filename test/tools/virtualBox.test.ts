import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ToolRunner } from '../../src/tools/toolRunner';
import { listMachines, machineInfo, powerOff, unregister } from '../../src/tools/virtualBox/virtualBox';

/** With a stand-in that keeps its machines on the disk: VirtualBox itself needs a hypervisor. */
describe('VBoxManage', () => {
  const id = '01234567-89ab-cdef-0123-456789abcdef';
  let home: string;
  let machine: { folder: string };
  const runner = new ToolRunner({
    locate: () => path.join(REPO_ROOT, 'test', 'support', 'virtualBox', 'VBoxManage'),
    isTrusted: () => true,
    log: () => undefined,
  });

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'boxwright vbox é '));
    process.env['VBOX_STAND_IN'] = home;
    machine = { folder: path.join(home, 'VMs', 'a "b" c') };
    mkdirSync(machine.folder, { recursive: true });
    writeFileSync(
      path.join(home, `${id}.json`),
      JSON.stringify({
        name: 'a "b" c',
        state: 'running',
        since: '2026-11-23T14:15:02.123Z',
        folder: machine.folder,
      }),
    );
  });
  afterEach(() => {
    delete process.env['VBOX_STAND_IN'];
    rmSync(home, { recursive: true });
  });

  it('lists machines and tells where they are', async () => {
    const machines = await runner.run(listMachines(home));
    assert.deepEqual(machines, [{ id, name: 'a "b" c' }]);
    const info = await runner.run(machineInfo(home, { id, name: '' }));
    assert.deepEqual(info, {
      state: 'running',
      since: Date.parse('2026-11-23T14:15:02Z'),
      file: path.join(machine.folder, 'a "b" c.vbox'),
    });
  });

  it('switches a machine off and removes it with its folder', async () => {
    const one = { id, name: 'a "b" c' };
    await assert.rejects(runner.run(unregister(home, one)), /while it is locked/);
    await runner.run(powerOff(home, one));
    await runner.run(unregister(home, one));
    assert.deepEqual(await runner.run(listMachines(home)), []);
    assert.equal(existsSync(machine.folder), false);
    assert.deepEqual(readFileSync(path.join(home, 'calls.log'), 'utf8').trim().split('\n').slice(1), [
      `controlvm ${id} poweroff`,
      `unregistervm ${id} --delete`,
      'list vms',
    ]);
  });

  it('gives the reason of a failure', () =>
    assert.rejects(
      runner.run(machineInfo(home, { id: id.replace('0', '1'), name: '' })),
      /^Error: Could not find a registered machine/,
    ));
});
