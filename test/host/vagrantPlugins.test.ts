import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { PluginItem } from '../../src/editor/vagrant/plugins/pluginItems';
import { pluginUri } from '../../src/editor/vagrant/plugins/showPlugin';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';
import { tinyGem } from '../support/tinyGem';
import { Answers } from './answers';
import { activated, inWorkspace, until } from './support';

const run = promisify(execFile);

describe('the view of Vagrant’s plugins, with real Vagrant', function () {
  // Each test runs Vagrant some times: half a second for each, and several on a busy machine.
  this.timeout(120_000);
  const project = inWorkspace('plugins').fsPath;
  let answers: Answers;
  let folder: string;
  let view: vscode.TreeDataProvider<PluginItem>;

  before(async function () {
    try {
      await run('vagrant', ['--version']);
    } catch {
      skipBecause(this, 'Vagrant is not installed');
    }
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'));
    mkdirSync(project);
    writeFileSync(path.join(project, 'Vagrantfile'), 'Vagrant.configure("2") { |config| }\n');
    ({ vagrantPlugins: view } = await activated());
    answers = new Answers();
  });
  afterEach(async () => {
    await run('vagrant', ['plugin', 'expunge', '--force', '--global-only'], { cwd: folder });
  });
  after(() => {
    answers?.dispose();
    if (folder) rmSync(folder, { recursive: true, force: true });
    rmSync(project, { recursive: true, force: true });
  });

  const items = async (): Promise<{ item: PluginItem; text: string; context: string | undefined }[]> =>
    Promise.all(
      ((await view.getChildren()) ?? []).map(async (item) => {
        const { label, description, contextValue } = await view.getTreeItem(item);
        assert.ok(typeof label === 'string' && typeof description === 'string');
        return { item, text: `${label} ${description}`, context: contextValue };
      }),
    );
  const own = async () =>
    (await items()).filter(({ context }) => context?.startsWith('plugin own')).map(({ text }) => text);
  const first = async () => {
    const [found] = await items();
    assert.ok(found);
    return found.item;
  };
  const install = (name: string, version: string, forWhom: string, more?: string) => {
    answers.file = tinyGem(folder, name, version, more);
    return answers.command('installPlugin', ['From a .gem file…', forWhom]);
  };

  it('installs a gem from a file without a network, shows its page, and uninstalls it', async () => {
    await install('vagrant-boxwright-tiny', '0.1.0', 'for all projects');
    assert.deepEqual(answers.failures, []);
    assert.deepEqual(await own(), ['vagrant-boxwright-tiny 0.1.0 · for all projects']);

    const item = await first();
    assert.ok(item.kind === 'plugin');
    const page = (await vscode.workspace.openTextDocument(pluginUri(item.plugin))).getText();
    assert.match(page, /^# vagrant\\-boxwright\\-tiny\n\nSays "hello" – no more\n/);
    assert.match(page, /\| License \| MIT \|\n\| Authors \| Someone, Someone, else \|/);
    assert.match(page, /<https:\/\/example\.org\/vagrant-boxwright-tiny>/);
    assert.match(page, /```text\nDo what you want\.\n```/);

    await answers.command('uninstallPlugin', ['no'], item);
    assert.equal((await own()).length, 1, 'nothing is uninstalled without a yes');
    await answers.command('uninstallPlugin', ['yes'], item);
    assert.deepEqual(answers.failures, []);
    assert.deepEqual(await own(), []);
  });

  it('installs for one project alone', async () => {
    const scope = `only in ${vscode.workspace.asRelativePath(project, true)}`;
    await install('vagrant-boxwright-local', '0.1.0', scope);
    assert.deepEqual(await own(), [`vagrant-boxwright-local 0.1.0 · ${scope}`]);
    await answers.command('uninstallPlugin', ['yes'], await first());
    assert.deepEqual(await own(), []);
  });

  it('refuses to update what is not there any more, of which Vagrant says that it is up to date', async () => {
    await install('vagrant-boxwright-tiny', '0.1.0', 'for all projects');
    const item = await first();
    await answers.command('uninstallPlugin', ['yes'], item);
    await answers.command('updatePlugin', [], item);
    assert.deepEqual(answers.failures, ['vagrant-boxwright-tiny is no longer installed.']);
  });

  it('does not believe Vagrant that it has repaired what is still broken, and expunges it', async () => {
    await install('vagrant-boxwright-tiny', '0.1.0', 'for all projects');
    rmSync(path.join(vagrantHome(), 'gems'), { recursive: true });
    assert.deepEqual(await own(), ['vagrant-boxwright-tiny needs repair · 0.1.0 · for all projects']);
    await answers.command('repairPlugins', [], await first());
    assert.match(answers.failures[0] ?? '', /could not repair vagrant-boxwright-tiny/);
    await answers.command('expungePlugins', ['yes']);
    assert.match(answers.asked[0]?.detail ?? '', /^vagrant-boxwright-tiny 0\.1\.0\n/);
    assert.deepEqual(await own(), []);
  });

  it('refuses a file that is no gem, and asks what to do about what a gem needs', async () => {
    answers.file = path.join(project, 'Vagrantfile');
    await answers.command('installPlugin', ['From a .gem file…', 'for all projects']);
    assert.match(answers.failures[0] ?? '', /^Cannot read Vagrantfile as a gem/);
    await install('vagrant-boxwright-needy', '1.0.0', '', 's.add_dependency "nosuch-gem", "~> 1.0"');
    assert.deepEqual(answers.offered[1]?.labels, ['Download missing gems', 'Use only local gems']);
    assert.deepEqual(await own(), []);
  });

  it('asks Vagrant for the plugins of its package once somebody looks, and does not touch them', async () => {
    const { stdout } = await run('vagrant', ['plugin', 'list']);
    const expected = [...stdout.matchAll(/^(\S+) \((.+), system\)/gm)].map(([, name, version]) =>
      [name, version, '· came with Vagrant'].join(' '),
    );
    let asked = await items();
    const settled = () =>
      asked.filter(({ context }) => context === 'plugin system').length === expected.length;
    assert.ok(view.onDidChangeTreeData);
    const changes = new vscode.EventEmitter<void>();
    const subscription = view.onDidChangeTreeData(async () => {
      asked = await items();
      changes.fire();
    });
    try {
      await vscode.commands.executeCommand('boxwright.vagrantPlugins.focus');
      await until('the plugins of the package', settled, [changes.event as vscode.Event<never>], 60);
    } finally {
      subscription.dispose();
    }
    const system = asked.filter(({ context }) => context === 'plugin system');
    assert.deepEqual(
      system.map(({ text }) => text),
      expected,
    );
    if (system[0]) {
      await answers.command('uninstallPlugin', ['yes'], system[0].item);
      assert.match(answers.failures[0] ?? '', /came with Vagrant and can only be changed with it/);
    }
  });
});
