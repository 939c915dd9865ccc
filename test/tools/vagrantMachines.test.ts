import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ToolCommand } from '../../src/tools/toolCommand';
import { ToolRunner } from '../../src/tools/toolRunner';
import { ports, sshConfig } from '../../src/tools/vagrant/connection';
import { machineAction } from '../../src/tools/vagrant/machineAction';
import type { MachineAction } from '../../src/tools/vagrant/machineAction';
import { machinesOfFolder } from '../../src/tools/vagrant/knownMachines';
import { pruneMachines } from '../../src/tools/vagrant/pruneMachines';
import { dataFolder, readLocalMachines } from '../../src/tools/vagrant/readLocalMachines';
import { readMachines } from '../../src/tools/vagrant/readMachines';
import { snapshotList } from '../../src/tools/vagrant/snapshots';
import { status } from '../../src/tools/vagrant/status';
import { untouched } from '../../src/tools/vagrant/untouched';
import { VagrantFailure } from '../../src/tools/vagrant/vagrantFailure';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';

describe('machines of real Vagrant', function () {
  this.timeout(120_000);
  const program = process.env['BOXWRIGHT_VAGRANT'];
  let folder: string;
  let runner: ToolRunner;

  before(async function () {
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-machines-')));
    cpSync(path.join(REPO_ROOT, 'test', 'dummyProvider'), folder, { recursive: true });
    await act({ command: 'up', machines: ['web', 'db'], args: ['--no-provision'] });
  });
  after(async () => {
    if (!folder) return;
    rmSync(folder, { recursive: true });
    await runner.run(pruneMachines(tmpdir()));
  });

  const finish = async (command: ToolCommand<unknown>) => (await runner.start(command)).finished;
  const act = async (action: Omit<MachineAction, 'folder'>) => {
    const { exitCode, stdout, stderr } = await finish(machineAction({ folder, ...action }));
    assert.equal(exitCode, 0, stdout + stderr);
  };
  const onDisk = () =>
    machinesOfFolder({
      folder,
      vagrantfile: undefined,
      local: readLocalMachines(dataFolder(folder)),
      indexed: readMachines(vagrantHome()).filter((machine) => machine.folder === folder),
      asked: undefined,
      boxes: [],
    }).map(({ name, provider, kind }) => [name, provider, kind]);

  it('are on disk, with a state that Vagrant writes there when it is asked', async () => {
    assert.deepEqual(onDisk(), [
      ['db', 'dummy', 'unknown'],
      ['web', 'dummy', 'unknown'],
    ]);
    await runner.run(status({ folder }));
    assert.deepEqual(onDisk(), [
      ['db', 'dummy', 'running'],
      ['web', 'dummy', 'running'],
    ]);
  });

  it('are asked for without a trace in a project where none was ever made', async () => {
    const project = path.join(folder, 'other');
    cpSync(path.join(REPO_ROOT, 'test/dummyProvider'), project, { recursive: true });
    const found = await untouched({ folder: project }, (place) => runner.run(status(place)));
    assert.deepEqual(new Set(found.map(({ state }) => state)), new Set(['not_created']));
    assert.equal(existsSync(path.join(project, '.vagrant')), false);
    await runner.run(status({ folder: project }));
    assert.ok(existsSync(path.join(project, '.vagrant')), 'Vagrant leaves one by itself');
    rmSync(project, { recursive: true });
  });

  it('have snapshots', async () => {
    const list = () => runner.run(snapshotList({ folder }, 'web'));
    for (const snapshot of ['one', 'before update, 2'])
      await act({ command: 'snapshot save', machines: ['web'], snapshot });
    assert.deepEqual(await list(), ['before update, 2', 'one']);
    await act({ command: 'suspend', machines: ['web'] });
    await act({ command: 'snapshot restore', machines: ['web'], args: ['--no-provision'], snapshot: 'one' });
    assert.deepEqual(await runner.run(status({ folder }, ['web'])), [
      { name: 'web', provider: 'dummy', state: 'running' },
    ]);
    await act({ command: 'snapshot delete', machines: ['web'], snapshot: 'one' });
    assert.deepEqual(await list(), ['before update, 2']);
  });

  it('tell how they are reached, as long as they run', async () => {
    const config = () => runner.run(sshConfig({ folder }, 'db', 'p-db'));
    assert.match(await config(), /^Host p-db\n {2}HostName 127\.0\.0\.1\n[^]*\n$/);
    assert.deepEqual(await runner.run(ports({ folder }, 'db')), [{ guest: 22, host: 2222 }]);
    await act({ command: 'halt', machines: ['db'] });
    await assert.rejects(config(), VagrantFailure);
  });

  it('are not pruned where any Vagrantfile of them is broken, and Vagrant says which', async () => {
    const file = path.join(folder, 'Vagrantfile');
    writeFileSync(file, 'Vagrant.configure("2") do |config|\n');
    await assert.rejects(runner.run(pruneMachines(tmpdir())), (error) => {
      assert.ok(error instanceof VagrantFailure);
      assert.equal(error.place?.file, file);
      return true;
    });
  });
});
