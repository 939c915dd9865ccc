import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DiskFiles } from '../../src/lint/diskFiles';
import { readTemplate } from '../../src/pipeline/template/readTemplate';
import { LineSplitter } from '../../src/tools/lineSplitter';
import { BuildOutput } from '../../src/tools/packer/output/buildOutput';
import type { OutputLine } from '../../src/tools/packer/output/buildOutput';
import { expectedBuilds } from '../../src/tools/packer/plan/expectedBuilds';
import { build, validate } from '../../src/tools/packer/commands/packer';
import type { TemplateTarget } from '../../src/tools/packer/commands/packer';
import { RunProgress } from '../../src/tools/packer/output/runProgress';
import { ToolRunner } from '../../src/tools/toolRunner';
import type { RunningTool } from '../../src/tools/toolRunner';
import { boxAdd, boxRemove } from '../../src/tools/vagrant/box';
import { machineAction } from '../../src/tools/vagrant/machineAction';
import type { MachineAction } from '../../src/tools/vagrant/machineAction';
import { readBoxes } from '../../src/tools/vagrant/readBoxes';
import { readMachines } from '../../src/tools/vagrant/readMachines';
import { snapshotList } from '../../src/tools/vagrant/snapshots';
import { status } from '../../src/tools/vagrant/status';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { groupGone } from '../support/processes';
import { skipBecause } from '../support/skip';
import { PrivateLibvirt } from './PrivateLibvirt';

/** The tests follow upon each other: the box that the first ones build is the one that goes up in the last. */
describe('from an image to a machine', () => {
  const disk = process.env['BOXWRIGHT_SMALL_IMAGE'];
  const packer = process.env['BOXWRIGHT_PACKER_OLD'];
  const vagrant = process.env['BOXWRIGHT_VAGRANT'];
  const whyNot = (variable: string) => process.env[`${variable}_SKIP`] ?? 'started without npm test';
  let folder: string;

  before(function () {
    if (!disk) skipBecause(this, whyNot('BOXWRIGHT_SMALL_IMAGE'));
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-vm-')));
    cpSync(disk, path.join(folder, 'small.qcow2'));
    for (const name of ['small.json', 'Vagrantfile'])
      cpSync(path.join(REPO_ROOT, 'test', 'vm', name), path.join(folder, name));
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const runnerOf = (program: string) =>
    new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });

  describe('Packer with QEMU', () => {
    let runner: ToolRunner;
    let target: TemplateTarget;

    before(function () {
      if (!packer) skipBecause(this, whyNot('BOXWRIGHT_PACKER_OLD'));
      runner = runnerOf(packer);
      target = { dialect: 'json', path: path.join(folder, 'small.json'), cwd: folder };
    });

    /**
     * Builds to the end, calling back with each line; nothing of it may be left running.
     * @param then what the guest runs in the middle of its step
     */
    const follow = async (
      then = 'true',
      onLine: (line: OutputLine, running: RunningTool) => void = () => undefined,
    ) => {
      const template = readTemplate(target.path, new DiskFiles([folder]));
      assert.ok(template);
      const output = new BuildOutput();
      const progress = new RunProgress(expectedBuilds(template));
      const lines: OutputLine[] = [];
      const splitter = new LineSplitter((text) => {
        const line = output.line(text);
        lines.push(line);
        progress.line(text, Date.now());
        onLine(line, running);
      });
      const choices = { force: true, timestamps: true, variables: { then } };
      const running = await runner.start(build(target, choices), {
        onOutput: (text) => splitter.push(text),
      });
      const { exitCode } = await running.finished;
      splitter.end();
      assert.ok(running.pid && (await groupGone(running.pid)), 'something of the build is still running');
      const said = lines.map(({ build, text }) => `${build}: ${text}`);
      return { exitCode, said, progress, ...output.outcome };
    };

    it('finds the template valid, but for a checksum that it would like to have', async () => {
      const found = await runner.run(validate(target));
      assert.deepEqual(
        found.map(({ severity, build }) => ({ severity, build })),
        [{ severity: 'warning', build: 'qemu' }],
      );
    });

    it('stops in the running guest, and takes the machine away', async () => {
      // Stopped between two steps, Packer may announce the next one after it has begun to clean up: so in the middle.
      const { exitCode, said, cancelled, artifacts, progress } = await follow(
        'sleep 600',
        ({ text }, running) => {
          if (text.startsWith('provisioning ')) running.stop();
        },
      );
      const whole = said.join('\n');
      assert.deepEqual(
        { exitCode, cancelled, artifacts },
        { exitCode: 1, cancelled: true, artifacts: [] },
        whole,
      );
      assert.ok(!existsSync(path.join(folder, 'output')), whole);
      const { kind, text } = progress.steps.at(-1) ?? {};
      assert.deepEqual({ kind, text }, { kind: 'clean-up', text: 'Deleting output directory...' }, whole);
    });

    it('builds a box, provisioned over SSH', async () => {
      const { exitCode, said, progress, ...outcome } = await follow();
      assert.deepEqual(
        outcome,
        {
          artifacts: ["qemu: 'libvirt' provider box: small.box"],
          errors: [],
          cancelled: false,
          madeNothing: false,
        },
        said.join('\n'),
      );
      assert.equal(exitCode, 0);
      assert.ok(existsSync(path.join(folder, 'small.box')));
      const steps = [
        'qemu: Starting VM, booting disk image',
        'qemu: Connected to SSH!',
        'qemu: provisioning small',
        'qemu: Gracefully halting virtual machine...',
        'qemu: Running post-processor: vagrant',
        "qemu (vagrant): Creating Vagrant box for 'libvirt' provider",
      ];
      assert.deepEqual(
        said.filter((line) => steps.includes(line)),
        steps,
      );
      const kinds = progress.steps.map(({ kind, provisioner }) => [kind, provisioner].join(' ').trim());
      const wanted = 'prepare, boot, boot, boot, wait, provision 0, shutdown, export, post-process';
      assert.equal(kinds.join(', '), wanted, said.join('\n'));
      assert.deepEqual(
        progress.builds.map(({ name, ended, failed }) => [name, ended !== undefined, failed]),
        [['qemu', true, undefined]],
      );
    });
  });

  describe('Vagrant with libvirt', () => {
    let libvirt: PrivateLibvirt | undefined;
    let runner: ToolRunner;

    before(async function () {
      if (!vagrant) skipBecause(this, whyNot('BOXWRIGHT_VAGRANT'));
      if (!existsSync(path.join(folder, 'small.box'))) skipBecause(this, 'there is no box to start');
      try {
        libvirt = await PrivateLibvirt.start();
      } catch (error) {
        skipBecause(this, `libvirt can't be started here: ${(error as Error).message}`);
      }
      runner = runnerOf(libvirt.wrap(vagrant, path.join(folder, 'vagrant.sh')));
    });
    after(() => libvirt?.stop());

    const boxes = () =>
      readBoxes(vagrantHome()).map(({ name, version, provider }) => [name, version, provider]);
    const machines = () =>
      readMachines(vagrantHome()).map(({ name, provider, state, box }) => [name, provider, state, box?.name]);

    const run = async (command: string, more: Partial<MachineAction> = {}) => {
      const action = machineAction({ folder, command, machines: [], ...more });
      const { exitCode, stdout, stderr } = await (await runner.start(action)).finished;
      return { exitCode, output: stdout + stderr };
    };
    const succeed = async (command: string, more: Partial<MachineAction> = {}) => {
      const { exitCode, output } = await run(command, more);
      assert.equal(exitCode, 0, output);
      return output;
    };

    it('adds the box that Packer has made', async () => {
      const box = { source: path.join(folder, 'small.box'), name: 'acme/small', provider: '' };
      const { exitCode, stderr } = await (await runner.start(boxAdd(folder, box))).finished;
      assert.equal(exitCode, 0, stderr);
      assert.deepEqual(boxes(), [['acme/small', '0', 'libvirt']]);
    });

    it('starts and provisions a machine of it', async () => {
      const output = await succeed('up', { args: ['--provider', 'libvirt'] });
      assert.match(output, /default: built by Packer\n.*default: root\n/);
      assert.deepEqual(machines(), [['default', 'libvirt', 'running', 'acme/small']]);
      assert.deepEqual(await runner.run(status({ folder })), [
        { name: 'default', provider: 'libvirt', state: 'running' },
      ]);
    });

    it('runs one provisioner by name', async () => {
      const output = await succeed('provision', { provisionWith: ['user'] });
      assert.match(output, /default: as vagrant\n/);
      assert.doesNotMatch(output, /by Packer/);
    });

    it('tells of a provisioner that fails', async () => {
      assert.equal((await run('provision', { provisionWith: ['bad'] })).exitCode, 1);
    });

    it('saves, restores and deletes a snapshot', async () => {
      const snapshots = () => runner.run(snapshotList({ folder }, 'default'));
      await succeed('snapshot save', { machines: ['default'], snapshot: 'fresh' });
      assert.deepEqual(await snapshots(), ['fresh']);
      await succeed('snapshot restore', {
        machines: ['default'],
        snapshot: 'fresh',
        args: ['--no-provision'],
      });
      await succeed('snapshot delete', { machines: ['default'], snapshot: 'fresh' });
      assert.deepEqual(await snapshots(), []);
    });

    it('halts and destroys it', async () => {
      await succeed('halt');
      assert.deepEqual(machines(), [['default', 'libvirt', 'shutoff', 'acme/small']]);
      await succeed('destroy', { args: ['-f'] });
      assert.deepEqual(machines(), []);
    });

    it('removes the box', async () => {
      for (const box of readBoxes(vagrantHome())) await runner.run(boxRemove(folder, box));
      assert.deepEqual(boxes(), []);
    });
  });
});
