import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exports } from '../../src/boxwright';
import type { RunRecord } from '../../src/tools/packer/runs/runRecord';
import { groupGone } from '../support/processes';
import { activated, inWorkspace, until } from './support';

const builders = [{ type: 'null', communicator: 'none' }];
const script = (...inline: string[]) => ({ builders, provisioners: [{ type: 'shell-local', inline }] });

/** Begins, and goes on once there is a file `go`. */
const waiting = script('echo begun', 'until [ -e go ]; do sleep 0.1; done', 'echo went on');

describe('Packer’s builds', () => {
  const folder = inWorkspace('builds').fsPath;
  let exports: Exports;

  before(async () => {
    exports = await activated();
  });
  beforeEach(() => vscode.workspace.fs.createDirectory(vscode.Uri.file(folder)));
  afterEach(async () => {
    writeFileSync(path.join(folder, 'go'), '');
    for (const { task } of vscode.tasks.taskExecutions)
      if (task.definition.type === 'packer')
        await vscode.commands.executeCommand('boxwright.packer.stopBuild');
    await until('all builds to end', () => running() === 0, [
      vscode.tasks.onDidEndTask as vscode.Event<never>,
    ]);
    rmSync(folder, { recursive: true });
  });

  const running = () =>
    vscode.tasks.taskExecutions.filter(({ task }) => task.definition.type === 'packer').length;
  const logOf = (name = 'packer.log') => {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  };

  /** Starts a build as a task of tasks.json; its end is a promise. */
  async function build(
    name: string,
    template: object,
    options: object = {},
  ): Promise<{ end: Promise<number | undefined> }> {
    writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(template));
    const definition = { type: 'packer', command: 'build', template: `builds/${name}.json`, ...options };
    const tasks = vscode.workspace.getConfiguration('tasks');
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
    await tasks.update(
      'tasks',
      [{ ...definition, label: `build ${name}` }],
      vscode.ConfigurationTarget.Workspace,
    );
    const found = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(
      (task) => task.name === `build ${name}`,
    );
    assert.ok(found, 'VS Code does not know the task');
    const execution = await vscode.tasks.executeTask(found);
    const end = new Promise<number | undefined>((resolve) => {
      const subscription = vscode.tasks.onDidEndTaskProcess((ended) => {
        if (ended.execution !== execution) return;
        subscription.dispose();
        resolve(ended.exitCode);
      });
    });
    return { end };
  }

  /** Asks again and again: no event tells of what is written to a log. */
  async function logHas(text: RegExp, name?: string): Promise<void> {
    const end = Date.now() + 15_000;
    while (!text.test(logOf(name))) {
      assert.ok(Date.now() < end, `waited for ${text} in ${JSON.stringify(logOf(name))}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const lastRun = (name: string): RunRecord => {
    const [run] = exports.runs.list(path.join(folder, `${name}.json`));
    assert.ok(run, 'the run is not recorded');
    return run;
  };

  it('are recorded: when, what, how it ended, and where the log is', async () => {
    const { end } = await build('one', script('echo hello'), { only: ['null'] });
    assert.equal(await end, 0);
    const run = lastRun('one');
    assert.equal(run.status, 'succeeded');
    assert.equal(run.exitCode, 0);
    assert.equal(run.cwd, folder);
    assert.equal(run.log, path.join(folder, 'packer.log'));
    assert.deepEqual(run.choices.only, ['null']);
    assert.match(run.packerVersion ?? '', /^\d+\.\d+\.\d+/);
    assert.ok(run.ended && run.ended >= run.began);
    assert.deepEqual(run.artifacts, ['null: Did not export anything. This is the null builder']);
    assert.ok(run.steps.some(({ kind, provisioner }) => kind === 'provision' && provisioner === 0));
  });

  it('write no log over what is none', async () => {
    writeFileSync(path.join(folder, 'notes.md'), '# Notes\n');
    const template = script('echo hello');
    const before = exports.runs.list(path.join(folder, 'one.json'));
    for (const log of ['notes.md', 'one.json'])
      assert.equal(await (await build('one', template, { log })).end, 1, log);
    assert.equal(readFileSync(path.join(folder, 'notes.md'), 'utf8'), '# Notes\n');
    assert.equal(readFileSync(path.join(folder, 'one.json'), 'utf8'), JSON.stringify(template));
    assert.deepEqual(exports.runs.list(path.join(folder, 'one.json')), before);
  });

  it('leave the logs of earlier ones beside the last', async () => {
    for (const word of ['first', 'second'])
      assert.equal(await (await build('one', script(`echo ${word}`))).end, 0);
    assert.match(logOf(), /second/);
    const earlier = readdirSync(folder).filter((name) => /^packer\.\d{8}T\d{6}\.log$/.test(name));
    assert.equal(earlier.length, 1);
    assert.match(logOf(earlier[0]), /first/);
    const [, before] = exports.runs.list(path.join(folder, 'one.json'));
    assert.equal(before?.log, path.join(folder, earlier[0] ?? ''));
  });

  it('of one template do not run twice at the same time', async () => {
    const first = await build('one', waiting);
    await logHas(/: begun$/m);
    const second = await build('one', waiting, { force: true });
    assert.equal(await second.end, 1);
    assert.match(logOf(), /: begun$/m, 'the log of the first was touched');
    writeFileSync(path.join(folder, 'go'), '');
    assert.equal(await first.end, 0);
    assert.match(logOf(), /: went on$/m);
  });

  it('do not delete what no build is known to have made, even with -force', async () => {
    const scripts = path.join(folder, 'scripts');
    mkdirSync(scripts, { recursive: true });
    writeFileSync(path.join(scripts, 'setup.sh'), 'true\n');
    const one = { type: 'qemu', communicator: 'none', iso_url: 'x.iso', iso_checksum: 'none' };
    const { end } = await build(
      'one',
      { builders: [{ ...one, output_directory: 'scripts' }] },
      { force: true },
    );
    const label = `Packer would delete ${scripts}`;
    const page = await until(
      'the page that says so',
      () => (exports.pages.current?.labels.includes(label) ? exports.pages.current : undefined),
      [exports.pages.onDidShow as unknown as vscode.Event<never>],
    );
    assert.ok(!page.labels.some((text) => text.startsWith('Build')), page.labels.join());
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(await end, 1);
    assert.equal(readFileSync(path.join(scripts, 'setup.sh'), 'utf8'), 'true\n');
  });

  it('of two templates that write to one folder do not run at the same time', async () => {
    // Of this one nobody can say that its program is missing here.
    const vmware = { type: 'vmware-iso', fusion_app_path: path.join(folder, 'Fusion.app') };
    const builds = [{ ...vmware, iso_url: 'x.iso', iso_checksum: 'none', ssh_username: 'u' }];
    const claim = await exports.claims.take({
      template: path.join(folder, 'other.json'),
      run: 'of-another-window',
      footprint: { folders: [{ path: path.join(folder, 'output'), existed: false }], machines: [] },
    });
    try {
      const template = { builders: builds.map((one) => ({ ...one, output_directory: 'output/inner' })) };
      writeFileSync(path.join(folder, 'two.json'), JSON.stringify(template));
      const { end } = await build('two', template);
      assert.equal(await end, 1);
      assert.deepEqual(exports.runs.list(path.join(folder, 'two.json')), []);
    } finally {
      exports.claims.release(claim);
    }
  });

  it('of two templates in one folder run at the same time, with a log each', async () => {
    const first = await build('one', waiting);
    await logHas(/: begun$/m);
    const second = await build('two', waiting);
    await logHas(/: begun$/m, 'packer-two.log');
    writeFileSync(path.join(folder, 'go'), '');
    assert.deepEqual([await first.end, await second.end], [0, 0]);
    for (const name of ['packer.log', 'packer-two.log'])
      assert.equal(logOf(name).match(/Builds finished\. The artifacts/g)?.length, 1, name);
  });

  it('may print more than anybody can read', async () => {
    // As fast as Packer can: some thousand lines a second.
    const { end } = await build('one', script('seq -f "line %.0f" 1 20000'));
    assert.equal(await end, 0);
    assert.equal(logOf().match(/: line \d+$/gm)?.length, 20_000);
    assert.equal(lastRun('one').status, 'succeeded');
  }).timeout(90_000);

  it('tell which step failed', async () => {
    const { end } = await build('one', script('echo before', 'exit 3'));
    assert.notEqual(await end, 0);
    const run = lastRun('one');
    assert.equal(run.status, 'failed');
    assert.match(run.errors.join(), /non-zero exit status: 3/);
  });

  it('end with all that they started, even what does not want to, when they are stopped twice', async () => {
    const stubborn = script(`trap '' TERM INT`, 'echo begun', 'while :; do sleep 0.1; done');
    const { end } = await build('one', stubborn);
    await logHas(/: begun$/m);
    const { pid } = lastRun('one');
    assert.ok(pid);
    await vscode.commands.executeCommand('boxwright.packer.stopBuild');
    await vscode.commands.executeCommand('boxwright.packer.stopBuild');
    assert.notEqual(await end, 0);
    assert.equal(lastRun('one').status, 'cancelled');
    assert.ok(await groupGone(pid), 'something lives on');
  });

  it('end with all that they started when they are stopped once', async () => {
    const stubborn = script(`trap '' TERM INT`, 'echo begun', 'while :; do sleep 0.1; done');
    const { end } = await build('one', stubborn);
    await logHas(/: begun$/m);
    const { pid } = lastRun('one');
    assert.ok(pid);
    await vscode.commands.executeCommand('boxwright.packer.stopBuild');
    assert.notEqual(await end, 0);
    assert.equal(lastRun('one').status, 'cancelled');
    assert.ok(await groupGone(pid), 'something lives on');
  });
});
