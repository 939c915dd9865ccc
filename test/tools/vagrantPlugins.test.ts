import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { ToolCommand } from '../../src/tools/toolCommand';
import { ToolRunner } from '../../src/tools/toolRunner';
import {
  pluginExpunge,
  pluginInstall,
  pluginRepair,
  pluginUninstall,
  pluginUpdate,
  systemPlugins,
} from '../../src/tools/vagrant/plugin';
import { readGem } from '../../src/tools/vagrant/readGem';
import { readGemspec } from '../../src/tools/vagrant/readGemspec';
import { gemspecFile, readPlugins } from '../../src/tools/vagrant/readPlugins';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';
import { tinyGem } from '../support/tinyGem';

describe('plugins of real Vagrant', () => {
  const program = process.env['BOXWRIGHT_VAGRANT'];
  const global = { kind: 'global' } as const;
  let folder: string;
  let runner: ToolRunner;

  before(function () {
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'));
  });
  // By hand, which takes no second: the last test lets Vagrant do it.
  afterEach(() => {
    for (const name of ['gems', 'plugins.json'])
      rmSync(path.join(vagrantHome(), name), { recursive: true, force: true });
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const finish = async (command: ToolCommand) => {
    const { exitCode, stdout, stderr } = await (await runner.start(command)).finished;
    return { exitCode, output: stdout + stderr };
  };
  const installed = () =>
    readPlugins(vagrantHome(), global).map(
      (plugin) => `${plugin.name} ${plugin.version} ${plugin.installed ? 'there' : 'broken'}`,
    );
  const install = (source: string, scope: Parameters<typeof pluginUninstall>[1] = global, noSources = true) =>
    finish(pluginInstall(homedir(), { source, version: '', scope, noSources }));

  it('are installed from a file without a network, read from disk, and uninstalled', async () => {
    const gem = tinyGem(folder, 'vagrant-boxwright-tiny', '0.1.0');
    assert.deepEqual(await readGem(gem), {
      name: 'vagrant-boxwright-tiny',
      version: '0.1.0',
      dependencies: [],
    });
    const { exitCode, output } = await install(gem);
    assert.equal(exitCode, 0, output);
    assert.deepEqual(installed(), ['vagrant-boxwright-tiny 0.1.0 there']);
    const [plugin] = readPlugins(vagrantHome(), global);
    assert.ok(plugin?.gems);
    const gemspec = readGemspec(readFileSync(gemspecFile(plugin.gems, plugin.name, plugin.version), 'utf8'));
    assert.deepEqual(gemspec, {
      summary: 'Says "hello" – no more',
      description: 'For tests.\nIt has two lines.',
      homepage: 'https://example.org/vagrant-boxwright-tiny',
      authors: ['Someone', 'Someone, else'],
      licenses: ['MIT'],
      dependencies: [],
    });
    assert.ok(existsSync(path.join(plugin.gems, 'gems', 'vagrant-boxwright-tiny-0.1.0', 'LICENSE')));
    const system = await runner.run(systemPlugins(homedir()));
    assert.ok(
      !system.some(({ name }) => name === 'vagrant-boxwright-tiny'),
      'the user’s own is not the system’s',
    );
    await runner.run(pluginUninstall(homedir(), global, 'vagrant-boxwright-tiny'));
    assert.deepEqual(installed(), []);
  });

  it('say what they depend on before they are installed', async () => {
    const needs = 's.add_dependency "nosuch-gem", "~> 1.0"\n  s.add_development_dependency "rake", "~> 13.0"';
    const gem = tinyGem(folder, 'vagrant-needy', '1.0.0', needs);
    assert.deepEqual((await readGem(gem))?.dependencies, ['nosuch-gem']);
    const { exitCode } = await install(gem);
    assert.notEqual(exitCode, 0);
    assert.deepEqual(installed(), []);
  });

  it('belong to a project alone when they are local', async () => {
    const project = path.join(folder, 'project');
    mkdirSync(project);
    writeFileSync(path.join(project, 'Vagrantfile'), 'Vagrant.configure("2") { |config| }\n');
    const scope = { kind: 'local', folder: project } as const;
    const { exitCode, output } = await install(tinyGem(folder, 'vagrant-local', '0.1.0'), scope);
    assert.equal(exitCode, 0, output);
    assert.deepEqual(installed(), []);
    const [plugin] = readPlugins(vagrantHome(), scope);
    assert.deepEqual([plugin?.name, plugin?.installed], ['vagrant-local', true]);
    await runner.run(pluginUninstall(homedir(), scope, 'vagrant-local'));
    assert.deepEqual(readPlugins(vagrantHome(), scope), []);
  });

  it('that are not there are updated with success, so that only known ones may be passed', async () => {
    const { exitCode, output } = await finish(pluginUpdate(homedir(), global, ['vagrant-nosuch']));
    assert.equal(exitCode, 0, output);
    await assert.rejects(
      runner.run(pluginUninstall(homedir(), global, 'vagrant-nosuch')),
      /not currently installed/,
    );
  });

  it('whose gems are gone are known as broken, and repaired from where they came', async () => {
    await install(tinyGem(folder, 'vagrant-boxwright-tiny', '0.1.0'));
    const gems = path.join(vagrantHome(), 'gems');
    rmSync(gems, { recursive: true });
    assert.deepEqual(installed(), ['vagrant-boxwright-tiny 0.1.0 broken']);
    // Its file is nowhere Vagrant would look, and there is no network: it stays broken, whatever Vagrant ends with.
    await finish(pluginRepair(homedir(), global));
    assert.deepEqual(installed(), ['vagrant-boxwright-tiny 0.1.0 broken']);
    assert.equal((await finish(pluginExpunge(homedir(), global, false))).exitCode, 0);
    assert.deepEqual(installed(), []);
  });
});
