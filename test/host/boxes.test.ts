import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { addBoxFromBuild } from '../../src/editor/vagrant/boxes/addBox';
import type { BoxItem } from '../../src/editor/vagrant/boxes/boxItems';
import { machineIndex, vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';
import { Answers } from './answers';
import { activated, until } from './support';

const run = promisify(execFile);
const boxes = path.join(vagrantHome(), 'boxes');

/** The labels and descriptions of the tree, those below others indented. */
async function tree(parent?: BoxItem, indent = ''): Promise<string[]> {
  const { boxes: view } = await activated();
  const lines: string[] = [];
  for (const item of (await view.getChildren(parent)) ?? []) {
    const { label, description } = view.getTreeItem(item);
    assert.ok(typeof label === 'string' && typeof description === 'string');
    if (item.kind !== 'missing')
      lines.push(`${indent}${label} ${description}`, ...(await tree(item, `${indent}  `)));
  }
  return lines;
}

/** The item with a label, below others. */
async function find(...labels: string[]): Promise<BoxItem> {
  const { boxes: view } = await activated();
  let found: BoxItem | undefined;
  for (const label of labels) {
    const children: BoxItem[] = (await view.getChildren(found)) ?? [];
    found = undefined;
    for (const child of children) if (view.getTreeItem(child).label === label) found = child;
    assert.ok(found, `${label} is not in the view`);
  }
  assert.ok(found);
  return found;
}

describe('the Boxes view', () => {
  const put = (...names: string[]) => {
    mkdirSync(path.join(boxes, ...names), { recursive: true });
    writeFileSync(path.join(boxes, ...names, 'metadata.json'), '{}');
  };

  before(async () => {
    // What the view depends on is known once all is loaded.
    await activated();
    await vscode.commands.executeCommand('boxwright.boxes.focus');
  });
  afterEach(() => {
    rmSync(boxes, { recursive: true, force: true });
    rmSync(machineIndex(vagrantHome()), { force: true });
  });

  it('shows boxes with and without an architecture, as they come and go on disk', async () => {
    const { boxes: view } = await activated();
    assert.deepEqual(await tree(), []);
    const changed = () =>
      until('the view to change', counter(view.onDidRefresh), [view.onDidRefresh as vscode.Event<never>]);
    let change = changed();
    put('acme-VAGRANTSLASH-win', '1.0.0', 'virtualbox');
    await change;
    assert.deepEqual(await tree(), ['acme/win 1.0.0 · virtualbox', '  1.0.0 virtualbox · 2 bytes']);
    change = changed();
    put('acme-VAGRANTSLASH-win', '1.1.0', 'amd64', 'hyperv');
    put('acme-VAGRANTSLASH-win', '1.1.0', 'arm64', 'hyperv');
    await change;
    assert.deepEqual(await tree(), [
      'acme/win 2 versions · hyperv, virtualbox',
      '  1.1.0 hyperv',
      '    hyperv amd64 · 2 bytes',
      '    hyperv arm64 · 2 bytes',
      '  1.0.0 virtualbox · 2 bytes',
    ]);
    change = changed();
    rmSync(path.join(boxes, 'acme-VAGRANTSLASH-win', '1.1.0'), { recursive: true });
    await change;
    assert.deepEqual(await tree(), ['acme/win 1.0.0 · virtualbox', '  1.0.0 virtualbox · 2 bytes']);
  });

  it('tells the size of a box anew when it was replaced, and of a name when somebody points at it', async () => {
    const { boxes: view } = await activated();
    put('a', '0', 'virtualbox');
    assert.deepEqual(await tree(), ['a 0 · virtualbox', '  0 virtualbox · 2 bytes']);
    rmSync(path.join(boxes, 'a', '0', 'virtualbox'), { recursive: true });
    put('a', '0', 'virtualbox');
    writeFileSync(path.join(boxes, 'a', '0', 'virtualbox', 'box.img'), Buffer.alloc(1_499_998));
    assert.deepEqual(await tree(), ['a 0 · virtualbox', '  0 virtualbox · 1.5 MB']);
    const name = await find('a');
    const item = await view.resolveTreeItem(view.getTreeItem(name), name);
    assert.equal(item.tooltip, 'a\n1.5 MB');
  });

  it('says who uses a box', async () => {
    put('acme-VAGRANTSLASH-win', '1.0.0', 'virtualbox');
    use('acme/win', '1.0.0', 'virtualbox');
    assert.deepEqual(await tree(), [
      'acme/win 1.0.0 · virtualbox',
      '  1.0.0 virtualbox · 2 bytes · used by web',
    ]);
  });
});

/** Writes a machine into Vagrant's index that was made from a box. */
function use(name: string, version: string, provider: string): void {
  const machine = {
    name: 'web',
    provider,
    state: 'running',
    vagrantfile_path: tmpdir(),
    local_data_path: path.join(tmpdir(), '.vagrant'),
    extra_data: { box: { name, provider, version } },
  };
  const index = machineIndex(vagrantHome());
  mkdirSync(path.dirname(index), { recursive: true });
  writeFileSync(index, JSON.stringify({ version: 1, machines: { ['a'.repeat(32)]: machine } }));
}

describe('boxes in the editor, with real Vagrant', function () {
  // Each test runs Vagrant some times: half a second for each, and several on a busy machine.
  this.timeout(120_000);
  let answers: Answers;
  let folder: string;

  before(async function () {
    try {
      await run('vagrant', ['--version']);
    } catch {
      skipBecause(this, 'Vagrant is not installed');
    }
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-boxes-'));
    writeFileSync(path.join(folder, 'metadata.json'), '{"provider":"virtualbox"}');
    await run('tar', ['-czf', 'tiny.box', 'metadata.json'], { cwd: folder });
    const providers = [{ name: 'virtualbox', url: pathToFileURL(path.join(folder, 'tiny.box')).href }];
    const versions = ['1.0.0', '1.2.0', '1.10.0'].map((version) => ({ version, providers }));
    // What was learned of a box stays known: one that has a test of its own has a name of its own.
    for (const [file, name] of [
      ['catalog.json', 'acme/win'],
      ['other.json', 'acme/other'],
    ] as const)
      writeFileSync(path.join(folder, file), JSON.stringify({ name, versions }));
    answers = new Answers();
  });
  // What comes in the background comes whenever it likes.
  const checkByItself = (on: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('boxwright')
      .update('vagrant.checkBoxes', on, vscode.ConfigurationTarget.Global);

  beforeEach(async () => {
    answers.file = path.join(folder, 'tiny.box');
    await checkByItself(false);
  });
  afterEach(() => {
    rmSync(boxes, { recursive: true, force: true });
    rmSync(machineIndex(vagrantHome()), { force: true });
  });
  after(async () => {
    await checkByItself(undefined);
    answers?.dispose();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  const addVersion = (version: string, catalog = 'catalog.json') => {
    answers.file = path.join(folder, catalog);
    return answers.command('addBox', ['From a file…', version]);
  };

  it('are found outdated by themselves while the view is shown', async () => {
    const { boxes: view } = await activated();
    await checkByItself(true);
    await vscode.commands.executeCommand('boxwright.boxes.focus');
    let lines: string[] = [];
    const changes = new vscode.EventEmitter<void>();
    const subscription = view.onDidRefresh(async () => {
      lines = await tree();
      changes.fire();
    });
    try {
      await addVersion('1.2.0', 'other.json');
      const known = () => lines[0] === 'acme/other 1.10.0 is available · 1.2.0 · virtualbox';
      await until('the newer version', known, [changes.event as vscode.Event<never>], 60);
    } finally {
      subscription.dispose();
    }
  });

  it('are added from a catalog in a version, found outdated, updated, pruned and removed', async () => {
    await addVersion('1.0.0');
    assert.deepEqual(answers.offered[1]?.labels, ['1.10.0', '1.2.0', '1.0.0']);
    assert.deepEqual(await tree(), ['acme/win 1.0.0 · virtualbox', '  1.0.0 virtualbox · 25 bytes']);

    await answers.command('checkBoxes', []);
    assert.deepEqual(answers.said, ['Newer versions of acme/win are available.']);
    assert.deepEqual((await tree())[0], 'acme/win 1.10.0 is available · 1.0.0 · virtualbox');

    await answers.command('updateBox', [], await find('acme/win'));
    assert.deepEqual(await tree(), [
      'acme/win 2 versions · virtualbox',
      '  1.10.0 virtualbox · 25 bytes',
      '  1.0.0 virtualbox · 25 bytes',
    ]);
    await answers.command('checkBoxes', []);
    assert.deepEqual(answers.said, ['All boxes from catalogs are up to date.']);

    await answers.command('pruneBoxes', ['*', 'no']);
    assert.deepEqual(answers.offered, [{ labels: ['acme/win'], ticked: ['acme/win'] }]);
    assert.equal(answers.asked[0]?.message, 'Remove box acme/win 1.0.0 (virtualbox)?');
    assert.equal((await tree()).length, 3, 'nothing is removed without a yes');
    await answers.command('pruneBoxes', ['*', 'yes']);
    assert.deepEqual(await tree(), ['acme/win 1.10.0 · virtualbox', '  1.10.0 virtualbox · 25 bytes']);
    await answers.command('pruneBoxes', []);
    assert.match(answers.said[0] ?? '', /^Nothing to prune/);
    assert.deepEqual(answers.failures, []);
  });

  it('that are in use are not ticked for pruning, and their users are told of', async () => {
    await addVersion('1.0.0');
    await addVersion('1.2.0');
    use('acme/win', '1.0.0', 'virtualbox');
    await answers.command('pruneBoxes', ['*']);
    assert.deepEqual(answers.offered, [{ labels: ['acme/win'], ticked: [] }]);
    assert.equal(answers.asked.length, 0);

    await answers.command('removeBox', ['yes'], await find('acme/win'));
    assert.equal(answers.asked[0]?.message, 'Remove 2 boxes?');
    assert.match(answers.asked[0]?.detail ?? '', /acme\/win 1\.2\.0 \(virtualbox\)\nacme\/win 1\.0\.0/);
    assert.match(answers.asked[0]?.detail ?? '', /may stop working: web in /);
    assert.deepEqual(await tree(), []);
  });

  it('are added from a file that has the checksum it should have', async () => {
    await answers.command('addBox', ['From a file…', 'acme/tiny', '0'.repeat(64)]);
    assert.deepEqual(await tree(), []);
    await answers.command('addBox', ['From a file…', 'acme/tiny', '1234']);
    assert.match(answers.refused[0] ?? '', /^Enter an MD5, SHA-1/);
    await answers.command('addBox', ['From a file…', 'acme/tiny', '']);
    assert.deepEqual(await tree(), ['acme/tiny 0 · virtualbox', '  0 virtualbox · 25 bytes']);
    await answers.command('updateBox', [], await find('acme/tiny'));
    assert.match(answers.failures[0] ?? '', /was added from a file, not from a catalog/);
  });

  it('that a build has just made are offered, and keep the name that they were once given', async () => {
    const box = path.join(folder, 'tiny.box');
    const catalog = path.join(folder, 'catalog.json');
    answers.said.length = 0;
    answers.next = ['no'];
    addBoxFromBuild([catalog, box]);
    assert.deepEqual(answers.said, ['The build created tiny.box. Add it to Vagrant to use it.']);
    addBoxFromBuild([catalog]);
    assert.equal(answers.said.length, 1, 'what is no box is not offered');

    await answers.command('addBoxFromFile', ['acme/built'], box);
    assert.deepEqual((await tree())[0], 'acme/built 0 · virtualbox');
    await answers.command('addBoxFromFile', ['=', 'no'], vscode.Uri.file(box));
    assert.equal(answers.asked[0]?.message, 'The box acme/built already exists.');
    await answers.command('addBoxFromFile', ['=', 'yes'], box);
    assert.deepEqual((await tree())[0], 'acme/built 0 · virtualbox');

    await answers.command('addBoxFromFile', [], path.join(folder, 'gone.box'));
    assert.match(answers.failures[0] ?? '', /gone\.box does not exist/);
  });

  it('are packed again into a file, below a broken Vagrantfile too; used in a new one; their names are copied', async () => {
    await answers.command('addBoxFromFile', ['acme/tiny'], path.join(folder, 'tiny.box'));
    mkdirSync(path.join(folder, 'broken'));
    writeFileSync(path.join(folder, 'broken', 'Vagrantfile'), 'end');
    answers.file = path.join(folder, 'broken', 'again.box');
    await answers.command('repackageBox', [], await find('acme/tiny', '0'));
    assert.deepEqual(answers.failures, []);
    const { stdout } = await run('tar', ['-tzf', answers.file]);
    assert.match(stdout, /metadata\.json/);
    assert.ok(!existsSync(path.join(folder, 'broken', 'package.box')));

    answers.file = path.join(folder, 'lab');
    mkdirSync(answers.file);
    await answers.command('useBox', [], await find('acme/tiny', '0'));
    const vagrantfile = path.join(answers.file, 'Vagrantfile');
    assert.equal(vscode.window.activeTextEditor?.document.fileName, vagrantfile);
    const text = 'Vagrant.configure("2") do |config|\n  config.vm.box = "acme/tiny"\nend\n';
    assert.equal(readFileSync(vagrantfile, 'utf8'), text);
    await run('vagrant', ['validate', '--ignore-provider'], { cwd: answers.file });
    writeFileSync(vagrantfile, '# mine\n');
    await answers.command('useBox', [], await find('acme/tiny', '0'));
    assert.match(answers.failures[0] ?? '', /Vagrantfile already exists\. Nothing was changed\.$/);
    assert.equal(readFileSync(vagrantfile, 'utf8'), '# mine\n');

    await answers.command('copyBoxName', [], await find('acme/tiny', '0'));
    assert.equal(await vscode.env.clipboard.readText(), 'acme/tiny');
  });
});

/** True from the first time that the event comes. */
function counter(event: vscode.Event<unknown>): () => boolean {
  let seen = false;
  const subscription = event(() => {
    seen = true;
    subscription.dispose();
  });
  return () => seen;
}
