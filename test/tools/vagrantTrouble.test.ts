import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ToolCommand } from '../../src/tools/toolCommand';
import { ToolRunner } from '../../src/tools/toolRunner';
import { indexedMachines } from '../../src/tools/vagrant/knownMachines';
import { lockHolder } from '../../src/tools/vagrant/lockHolder';
import { machineAction } from '../../src/tools/vagrant/machineAction';
import type { MachineAction } from '../../src/tools/vagrant/machineAction';
import { pruneMachines } from '../../src/tools/vagrant/pruneMachines';
import { readMachines } from '../../src/tools/vagrant/readMachines';
import { snapshotList } from '../../src/tools/vagrant/snapshots';
import { status } from '../../src/tools/vagrant/status';
import { loggedFailure, vagrantFailure } from '../../src/tools/vagrant/vagrantFailure';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { groupGone } from '../support/processes';
import { skipBecause } from '../support/skip';

/** Provisioner `wait` ends when there is a file `go`: a test decides how long an action takes. */
const vagrantfile = `
require_relative "dummyProvider"

Vagrant.configure("2") do |config|
  config.vm.communicator = :dummy
  config.vm.guest = :linux
  config.vm.synced_folder ".", "/vagrant", disabled: true
  config.vm.provision "wait", type: "shell", run: "never",
    inline: "cd '#{__dir__}'; echo waiting; until [ -e go ]; do sleep 0.1; done; touch done"
  config.vm.define "web"
  config.vm.define "db"
end
`;

describe('real Vagrant in trouble', function () {
  this.timeout(120_000);
  const program = process.env['BOXWRIGHT_VAGRANT'];
  let scratch: string;
  let folder: string;
  let runner: ToolRunner;

  before(function () {
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
  });
  beforeEach(() => {
    scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright trouble é ')));
    folder = path.join(scratch, 'machines');
    cpSync(path.join(REPO_ROOT, 'test', 'dummyProvider'), folder, { recursive: true });
    write('Vagrantfile', vagrantfile);
  });
  afterEach(() => rmSync(scratch, { recursive: true }));
  after(async () => {
    if (!program) return;
    // Whatever became of them, none is kept.
    await runner.run(pruneMachines(tmpdir()));
    assert.deepEqual(readMachines(vagrantHome()), []);
  });

  const write = (name: string, text = '') => writeFileSync(path.join(folder, name), text);
  const has = (name: string) => existsSync(path.join(folder, name));
  const action = (command: string, ...machines: string[]) => machineAction({ folder, command, machines });
  const finish = async (command: ToolCommand<unknown>) => (await runner.start(command)).finished;
  const succeed = async (command: ToolCommand<unknown>) => {
    const { exitCode, stdout, stderr } = await finish(command);
    assert.equal(exitCode, 0, stdout + stderr);
  };
  /** Of this test, in Vagrant's own index. */
  const indexed = () =>
    indexedMachines(readMachines(vagrantHome()), []).filter((machine) => machine.folder === folder);
  const states = async () =>
    Object.fromEntries((await runner.run(status({ folder }))).map(({ name, state }) => [name, state]));

  /** A provisioning of the machine `web` at work, until there is a file `go`. */
  const startWaiting = async (more: Partial<MachineAction> = {}) => {
    await succeed(action('up', 'web'));
    let output = '';
    let check = () => undefined as void;
    const command = machineAction({
      ...{ folder, command: 'provision', machines: ['web'], provisionWith: ['wait'] },
      ...more,
    });
    const running = await runner.start(command, {
      onOutput: (text) => {
        output += text;
        check();
      },
    });
    const { pid } = running;
    assert.ok(pid);
    /** Waits for a text; fails with all of the output when it doesn't come. */
    const said = (text: string) =>
      new Promise<void>((resolve, reject) => {
        check = () => (output.includes(text) ? resolve() : undefined);
        check();
        void running.finished.then(() => reject(new Error(`ended without '${text}':\n${output}`)));
      });
    await said('web: waiting');
    return { ...running, pid, said, output: () => output };
  };

  describe('while it works on a machine', () => {
    it('refuses to do something else with it, and only that', async () => {
      const first = await startWaiting();
      const errorLog = path.join(scratch, 'errors.log');
      for (const { command, ...way } of [
        { command: 'halt', args: ['--machine-readable'] },
        { command: 'provision', args: [], errorLog },
      ]) {
        const result = await finish(machineAction({ folder, command, machines: ['web'], ...way }));
        assert.equal(result.exitCode, 1);
        const { message, kind } = vagrantFailure(result);
        assert.match(
          message,
          new RegExp(`^An action '${command}' was attempted on the machine 'web', but another`),
        );
        assert.equal(kind, way.args.length ? 'MachineActionLockedError' : undefined);
      }
      assert.equal(loggedFailure(readFileSync(errorLog, 'utf8'))?.kind, 'MachineActionLockedError');
      if (process.platform === 'linux')
        assert.deepEqual(lockHolder(vagrantHome(), { folder, name: 'web' }), {
          pid: first.pid,
          command: 'vagrant provision --provision-with wait web',
        });

      assert.deepEqual(await states(), { web: 'running', db: 'not_created' });
      assert.deepEqual(await runner.run(snapshotList({ folder }, 'web')), []);
      await succeed(action('up', 'db'));

      write('go');
      assert.equal((await first.finished).exitCode, 0, first.output());
      assert.equal(lockHolder(vagrantHome(), { folder, name: 'web' }), undefined);
      await succeed(action('halt', 'web'));
      assert.deepEqual(await states(), { web: 'poweroff', db: 'running' });
    });

    it('ends its step when it is interrupted once', async () => {
      const first = await startWaiting();
      process.kill(first.pid, 'SIGINT');
      await first.said('Waiting for cleanup before exiting...');
      assert.ok(!has('done'));
      write('go');
      assert.equal((await first.finished).exitCode, 1);
      assert.match(first.output(), /Vagrant exited after cleanup due to external interrupt\./);
      assert.ok(has('done'));
      await succeed(action('halt', 'web'));
    });

    it('ends at once when it is interrupted twice', async () => {
      const first = await startWaiting();
      process.kill(first.pid, 'SIGINT');
      await first.said('Waiting for cleanup before exiting...');
      process.kill(first.pid, 'SIGINT');
      assert.equal((await first.finished).exitCode, 1);
      assert.match(first.output(), /Exiting immediately, without cleanup!/);
      assert.ok(!has('done'));
      await succeed(action('halt', 'web'));
      write('go'); // the script in the guest goes on without Vagrant
      assert.ok(await groupGone(first.pid));
    });

    it('leaves no lock when it is killed', async () => {
      const first = await startWaiting();
      first.kill();
      assert.equal((await first.finished).exitCode, undefined);
      assert.ok(await groupGone(first.pid));
      await succeed(action('halt', 'web'));
      assert.deepEqual(await states(), { web: 'poweroff', db: 'not_created' });
    });
  });

  it('brings up two machines from two processes at once', async () => {
    await Promise.all([succeed(action('up', 'web')), succeed(action('up', 'db'))]);
    assert.deepEqual(await states(), { web: 'running', db: 'running' });
  });

  it('is understood although its Vagrantfile prints', async () => {
    write(
      'Vagrantfile',
      `puts "reading, with a comma"\nputs "1,web"\n$stderr.puts "a warning"\nprint "no line end: "\n${vagrantfile}`,
    );
    assert.deepEqual(await states(), { web: 'not_created', db: 'not_created' });
  });

  it('forgets a machine whose folder was deleted, once it is asked to', async () => {
    await succeed(action('up', 'web'));
    rmSync(folder, { recursive: true });
    const known = () => indexed().map(({ name, stale }) => [name, stale]);
    assert.deepEqual(known(), [['web', 'folder']]);
    await runner.run(pruneMachines(tmpdir()));
    assert.deepEqual(known(), []);
  });

  it('takes a machine whose data was deleted for one that is not created', async () => {
    await succeed(action('up', 'web'));
    rmSync(path.join(folder, '.vagrant'), { recursive: true });
    const [known] = indexed();
    assert.equal(known?.stale, 'data');
    assert.deepEqual(await states(), { web: 'not_created', db: 'not_created' });
  });

  it('keeps everything in another home', async () => {
    const home = process.env['VAGRANT_HOME'];
    const other = path.join(scratch, 'another home');
    process.env['VAGRANT_HOME'] = other;
    try {
      await succeed(action('up', 'web'));
      assert.equal(vagrantHome(), other);
      assert.deepEqual(
        readMachines(other).map(({ name }) => name),
        ['web'],
      );
    } finally {
      process.env['VAGRANT_HOME'] = home;
    }
    assert.deepEqual(indexed(), []);
  });
});
