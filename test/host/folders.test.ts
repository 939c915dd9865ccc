import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exports } from '../../src/boxwright';
import { activated, closeAll, diagnosticsOf, has, inWorkspace, templateItems, until } from './support';

const template = JSON.stringify({
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [{ type: 'shell-local', script: 'nosuch.sh' }],
});
const vagrantfile = 'Vagrant.configure("2") { |config| config.vm.define "lone" }\n';

/** What comes: a template in JSON, one in HCL2 and a Vagrantfile, all in folders of folders. By their paths. */
const tree = {
  'deep/one/template.json': template,
  'deep/two/hcl/template.pkr.hcl': 'source "null" "one" {\n  communicator = "none"\n}\n',
  'deep/three/Vagrantfile': vagrantfile,
};

function write(root: string): void {
  for (const [name, text] of Object.entries(tree)) {
    mkdirSync(path.join(root, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

describe('Folders that come and go in one go', () => {
  const folder = inWorkspace('came').fsPath;
  const outside = mkdtempSync(path.join(tmpdir(), 'boxwright-folders-'));
  const json = path.join(folder, 'deep', 'one', 'template.json');
  const hcl = path.join(folder, 'deep', 'two', 'hcl');
  const changes = new vscode.EventEmitter<void>();
  const changed = [changes.event as vscode.Event<never>];
  const subscriptions: vscode.Disposable[] = [changes];
  let exports: Exports;

  before(async () => {
    exports = await activated();
    const fire = () => changes.fire();
    for (const event of [exports.templates, exports.machines].map((view) => view.onDidChangeTreeData)) {
      assert.ok(event);
      subscriptions.push((event as vscode.Event<unknown>)(fire));
    }
    subscriptions.push(vscode.languages.onDidChangeDiagnostics(fire));
    // Each view and list looks through the workspace before anything comes.
    await vscode.commands.executeCommand('boxwright.templates.focus');
    await vscode.commands.executeCommand('boxwright.machines.focus');
    await soon('the templates of the workspace', async () => (await templates()).length > 0);
    await vagrantfiles();
    await tasks();
    write(outside);
  });

  after(async () => {
    for (const one of subscriptions) one.dispose();
    rmSync(outside, { recursive: true, force: true });
    await closeAll();
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Waits until something is so, asking again after each change of a view or of diagnostics. */
  async function soon(what: string, ask: () => Promise<boolean>): Promise<void> {
    let again = false;
    const subscription = changes.event(() => (again = true));
    try {
      while (!(await ask())) {
        await until(what, () => again, changed);
        again = false;
      }
    } finally {
      subscription.dispose();
    }
  }

  const below = (paths: readonly string[]) => paths.filter((one) => one.startsWith(folder + path.sep)).sort();
  const templates = async () => (await templateItems(exports)).map(({ path: template }) => template);
  const vagrantfiles = async () =>
    ((await exports.machines.getChildren()) ?? []).flatMap((node) =>
      node.kind === 'vagrantfile' ? [node.of.folder] : [],
    );
  const tasks = async () =>
    (await vscode.tasks.fetchTasks({ type: 'packer' }))
      .map(({ name }) => name)
      .filter((name) => name.startsWith('build came/'))
      .sort();

  async function isKnown(): Promise<void> {
    await diagnosticsOf(vscode.Uri.file(json), 'the template to be linted', has('file-missing'));
    await soon('the templates', async () => below(await templates()).join() === [json, hcl].join());
    await soon('the Vagrantfile', async () => below(await vagrantfiles()).length === 1);
    assert.deepEqual(await tasks(), ['build came/deep/one/template.json', 'build came/deep/two/hcl']);
  }

  async function isGone(): Promise<void> {
    await diagnosticsOf(vscode.Uri.file(json), 'the diagnostics to go', (all) => !all.length);
    await soon('the templates to go', async () => !below(await templates()).length);
    await soon('the Vagrantfile to go', async () => !below(await vagrantfiles()).length);
    assert.deepEqual(await tasks(), []);
  }

  it('are seen when they are written', async () => {
    write(folder);
    await isKnown();
    rmSync(folder, { recursive: true });
    await isGone();
  });

  it('are seen when they are copied', async () => {
    cpSync(outside, folder, { recursive: true });
    await isKnown();
    rmSync(folder, { recursive: true });
    await isGone();
  });

  it('are followed from then on', async () => {
    cpSync(outside, folder, { recursive: true });
    await isKnown();
    // None of these is open in an editor.
    writeFileSync(json, template.replace('nosuch.sh', 'other.sh'));
    await diagnosticsOf(vscode.Uri.file(json), 'the change of the template', (all) =>
      all.some(({ message }) => message.includes('other.sh')),
    );
    writeFileSync(path.join(folder, 'deep', 'one', 'other.sh'), '');
    await diagnosticsOf(
      vscode.Uri.file(json),
      'the script that came later',
      (all) => !has('file-missing')(all),
    );
    rmSync(path.join(folder, 'deep', 'three'), { recursive: true });
    await soon('the Vagrantfile to go', async () => !below(await vagrantfiles()).length);
    rmSync(folder, { recursive: true });
    await isGone();
  });

  it('leave nothing when the linter only looks on request', async () => {
    const settings = vscode.workspace.getConfiguration('boxwright');
    await settings.update('lint.run', 'manual', vscode.ConfigurationTarget.Workspace);
    try {
      cpSync(outside, folder, { recursive: true });
      await soon('the templates', async () => below(await templates()).join() === [json, hcl].join());
      rmSync(folder, { recursive: true });
      await soon('the templates to go', async () => !below(await templates()).length);
    } finally {
      await settings.update('lint.run', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
