import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PackerPluginItem } from '../../src/editor/packer/plugins/pluginItems';
import type { Exports } from '../../src/boxwright';
import { skipBecause } from '../support/skip';
import { Answers } from './answers';
import { activated, closeAll, diagnosticsOf, has, inWorkspace, show, until } from './support';

const source = 'github.com/boxwright/tiny';
const project = inWorkspace('packer-plugins');

describe('Packer’s plugins, with a real, current Packer', function () {
  // A current Packer starts each plugin that it finds, also on a busy machine.
  this.timeout(180_000);
  let exports: Exports;
  let answers: Answers;
  let plugins: string;
  let program: string;
  const outer = process.env['PACKER_PLUGIN_PATH'];

  before(async function () {
    const packer = process.env['BOXWRIGHT_PACKER_CURRENT'];
    if (!packer)
      skipBecause(this, process.env['BOXWRIGHT_PACKER_CURRENT_SKIP'] ?? 'started without npm test');
    program = process.env['BOXWRIGHT_TINY_PLUGIN'] ?? '';
    if (!program) skipBecause(this, process.env['BOXWRIGHT_TINY_PLUGIN_SKIP'] ?? 'started without npm test');
    plugins = mkdtempSync(path.join(tmpdir(), 'boxwright-plugins-'));
    process.env['PACKER_PLUGIN_PATH'] = plugins;
    exports = await activated();
    await setPacker(packer);
    mkdirSync(project.fsPath, { recursive: true });
    answers = new Answers();
  });
  after(async () => {
    answers?.dispose();
    await setPacker(undefined);
    if (outer === undefined) delete process.env['PACKER_PLUGIN_PATH'];
    else process.env['PACKER_PLUGIN_PATH'] = outer;
    if (plugins) rmSync(plugins, { recursive: true, force: true });
    rmSync(project.fsPath, { recursive: true, force: true });
  });
  afterEach(closeAll);

  const setPacker = (packer: string | undefined) =>
    vscode.workspace
      .getConfiguration('boxwright')
      .update('packer.path', packer, vscode.ConfigurationTarget.Global);

  const put = (name: string, text: string): vscode.Uri => {
    const uri = vscode.Uri.joinPath(project, name);
    mkdirSync(path.dirname(uri.fsPath), { recursive: true });
    writeFileSync(uri.fsPath, text);
    return uri;
  };
  const json = (type: string) =>
    JSON.stringify({ builders: [{ type: 'null', communicator: 'none' }], provisioners: [{ type }] }, null, 2);

  const line = async (item: PackerPluginItem): Promise<string> => {
    const { label, description } = await exports.packerPlugins.getTreeItem(item);
    return `${label as string} | ${description as string}`;
  };
  /** The item that is drawn as this, once it is there. */
  async function item(text: string, parent?: PackerPluginItem): Promise<PackerPluginItem> {
    const events = exports.packerPlugins.onDidChangeTreeData as vscode.Event<never>;
    for (;;) {
      let changed = false;
      const subscription = (events as vscode.Event<unknown>)(() => (changed = true));
      try {
        for (const one of (await exports.packerPlugins.getChildren(parent)) ?? [])
          if ((await line(one)) === text) return one;
        await until(text, () => changed, [events], 60);
      } finally {
        subscription.dispose();
      }
    }
  }
  /** Types into the page that is shown next, or now. */
  const type = async (title: string, text: string) => {
    const { pages } = exports;
    const page = await until(
      title,
      () => pages.current?.title === title && pages.current,
      [pages.onDidShow as unknown as vscode.Event<never>],
      60,
    );
    page.accept(text);
  };
  const installTiny = async () => {
    answers.file = program;
    const typed = type('Install Plugin From File', source);
    await answers.command('packer.installPluginFromFile', []);
    await typed;
    assert.deepEqual(answers.failures, []);
  };
  const validated = async (uri: vscode.Uri) => {
    await vscode.commands.executeCommand('boxwright.packer.validate', uri);
    return diagnosticsOf(uri, 'what Packer says', (all) => all.length > 0, 'packer validate');
  };
  const actionsAt = (uri: vscode.Uri, range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range);

  it('are needed, installed from a file, shown with who needs them, and removed', async () => {
    put('tiny.json', json('tiny'));
    await item('tiny | not installed');
    await installTiny();
    assert.deepEqual(answers.said, [`Installed ${source}.`]);
    const tiny = await item(`tiny | 1.2.3 · ${source}`);
    assert.equal((await exports.packerPlugins.getTreeItem(tiny)).contextValue, 'plugin loaded sourced');
    await item('tiny.json | requires this plugin', tiny);

    await answers.command('packer.copyPluginSource', [], tiny);
    assert.equal(await vscode.env.clipboard.readText(), source);

    assert.ok(tiny.kind === 'plugin');
    const { path: file } = tiny.plugin;
    await answers.command('packer.removePlugin', ['no'], tiny);
    assert.ok(existsSync(file), 'nothing is removed without a yes');
    const [asked] = answers.asked;
    assert.ok(asked);
    assert.ok(asked.detail.includes(`${file}\n${file}_SHA256SUM\n`), asked.detail);
    assert.match(asked.detail, /These templates require it: .*tiny\.json/);
    await answers.command('packer.removePlugin', ['tiny', 'yes']);
    assert.deepEqual(answers.failures, []);
    assert.ok(!existsSync(file) && !existsSync(`${file}_SHA256SUM`));
    await item('tiny | not installed');
  });

  it('are shown with why they are not loaded, and are deleted where Packer does not know them', async () => {
    const file = path.join(plugins, 'packer-provisioner-lone');
    writeFileSync(file, '', { mode: 0o755 });
    await vscode.commands.executeCommand('boxwright.packer.refreshPlugins');
    const lone = await item('lone | not loaded: copied manually');
    const { tooltip } = await exports.packerPlugins.getTreeItem(lone);
    assert.match(tooltip as string, /Packer 1\.11 and newer load only plugins that Packer installed itself/);
    await answers.command('packer.removePlugin', ['yes'], lone);
    assert.deepEqual(answers.failures, []);
    assert.ok(!existsSync(file));
  });

  it('are explained in Problems, at the step, with what to do', async () => {
    const uri = put('dsc.json', json('dsc'));
    const { document } = await show(uri);
    const [found] = await validated(uri);
    assert.ok(found);
    assert.equal(document.getText(found.range), '"dsc"');
    assert.match(
      found.message,
      /^Packer 1\.16\.\d+ finds no plugin that provides dsc\. Install packer-dsc for this version of Packer, .* Packer reports: The provisioner dsc is unknown/,
    );
    const commands = (await actionsAt(uri, found.range)).map(({ command }) => command?.command);
    assert.ok(commands.includes('boxwright.packer.installDsc'), commands.join());
    assert.ok(commands.includes('boxwright.packer.convertDsc'), commands.join());
    // After plugins have changed it may be so no more.
    await vscode.commands.executeCommand('boxwright.packer.refreshPlugins');
    await diagnosticsOf(uri, 'it to be forgotten', (all) => !all.length, 'packer validate');
    await diagnosticsOf(uri, 'the linter to go by this Packer', (all) =>
      has('dsc-plugin-unloadable')(all.filter(({ message }) => message.startsWith('Packer 1.16.'))),
    );
  });

  it('are named in required_plugins, which is asked for when they are missing', async () => {
    const text = 'source "virtualbox-iso" "a" {}\n\nbuild {\n  sources = ["source.virtualbox-iso.a"]\n}\n';
    const uri = put('hcl/a.pkr.hcl', text);
    const { document } = await show(uri);
    const [found] = await validated(uri);
    assert.ok(found);
    assert.equal(document.getText(found.range), '"virtualbox-iso"');
    const actions = await actionsAt(uri, found.range);
    const install = actions.find(({ command }) => command?.command === 'boxwright.packer.installPlugin');
    assert.equal(install?.title, 'Install the plugin github.com/hashicorp/virtualbox');
    const add = actions.find(({ title }) => title === 'Add virtualbox to required_plugins');
    assert.ok(add?.edit);
    assert.ok(await vscode.workspace.applyEdit(add.edit));
    assert.match(document.getText(), /^packer \{\n {2}required_plugins \{\n {4}virtualbox = \{\n/);
    await document.save();
    const [required] = await validated(uri);
    assert.ok(required && document.getText(required.range).startsWith('virtualbox = {'));
    assert.match(
      required.message,
      /^The template requires the plugin github\.com\/hashicorp\/virtualbox >= 0\.0\.1/,
    );
    const init = (await actionsAt(uri, required.range)).map(({ command }) => command?.command);
    assert.ok(init.includes('boxwright.packer.init'), init.join());
    await vscode.commands.executeCommand('boxwright.packer.requirePlugins', uri);
  });

  it('are not known while Packer refuses to run, which is told', async function () {
    if (process.platform === 'win32') skipBecause(this, 'making links takes a privilege there');
    // Of a program that was asked before, the version is known.
    const link = path.join(plugins, 'refusing', 'packer');
    mkdirSync(path.dirname(link));
    symlinkSync(process.env['BOXWRIGHT_PACKER_CURRENT'] ?? '', link);
    process.env['PACKER_PLUGIN_PATH'] = [plugins, project.fsPath].join(path.delimiter);
    try {
      await setPacker(link);
      await item(
        'Packer does not report its version | The environment variable PACKER_PLUGIN_PATH names several folders, with which Packer 1.11 and newer refuse to run. Set it to one folder.',
      );
    } finally {
      process.env['PACKER_PLUGIN_PATH'] = plugins;
      await setPacker(process.env['BOXWRIGHT_PACKER_CURRENT']);
    }
  });

  it('are not installed by addresses that are none', async () => {
    const { pages } = exports;
    const asked = vscode.commands.executeCommand('boxwright.packer.installPlugin');
    await type('Install Plugin', 'Another plugin…');
    const address = await until(
      'the address',
      () => pages.current?.details.includes('The source address of the plugin') && pages.current,
      [pages.onDidShow as unknown as vscode.Event<never>],
      60,
    );
    address.accept('--help');
    address.accept('github.com/hashicorp/packer-plugin-qemu');
    assert.equal(pages.current, address);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await asked;
  });
});
