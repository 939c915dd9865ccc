import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TemplatesItem } from '../../src/editor/packer/templatesView/templateItem';
import type { TemplatesView } from '../../src/editor/packer/templatesView/templatesView';
import type { Exports } from '../../src/boxwright';
import { skipBecause } from '../support/skip';
import { activated, closeAll, inWorkspace, taskEnd, templateItems, until } from './support';

type Draw = vscode.TreeItem & { readonly label: string };

describe('The Templates view', () => {
  let exports: Exports;
  let changes: vscode.Event<never>;
  before(async () => {
    exports = await activated();
    changes = exports.templates.onDidChangeTreeData as vscode.Event<never>;
    await vscode.commands.executeCommand('boxwright.templates.focus');
  });
  afterEach(closeAll);

  const draw = async (item: TemplatesItem) => (await exports.templates.getTreeItem(item)) as Draw;
  const children = async (item?: TemplatesItem) => (await exports.templates.getChildren(item)) ?? [];

  /** What the children of an item say: label, then what stands beside it. */
  async function lines(parent?: TemplatesItem): Promise<string[]> {
    const items = await Promise.all((await children(parent)).map(draw));
    return items.map(({ label, description }) => [label, description].filter(Boolean).join(' | '));
  }

  /** Waits until something is so in the view, asking again after each of its changes. */
  async function view<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    let changed = false;
    const subscription = (changes as vscode.Event<unknown>)(() => (changed = true));
    try {
      for (;;) {
        const found = await ask();
        if (found !== undefined) return found;
        await until(what, () => changed, [changes]);
        changed = false;
      }
    } finally {
      subscription.dispose();
    }
  }

  const template = (name: string) =>
    view(`the template ${name}`, async () =>
      (await templateItems(exports)).find(
        ({ path: file }) => file === inWorkspace(...name.split('/')).fsPath,
      ),
    );

  const put = (name: string, content: object) =>
    writeFileSync(inWorkspace(name).fsPath, JSON.stringify(content, undefined, 2));

  it('shows the templates of the workspace with their builds and steps', async () => {
    const windows = await template('windows-2022/windows-2022.json');
    assert.match((await draw(windows)).description as string, /windows-2022$/);
    await template('hello/hcl');
    const hello = await template('hello/hello.json');
    assert.deepEqual(
      (await lines(hello)).filter((line) => !/plugin/i.test(line)),
      ['one | file', 'null'],
    );
    const build = (await children(windows)).find(({ kind }) => kind === 'build');
    assert.ok(build);
    const steps = await children(build);
    const connects = steps.find((item) => item.kind === 'step' && item.step.kind === 'connects');
    assert.ok(connects && steps.length > 10);
    assert.match((await lines(build)).join('\n'), /^fix-network\.ps1 \| Order 2 · first logon$/m);
    const { label, command, accessibilityInformation } = await draw(connects);
    assert.match(label, /^Packer connects here \(WinRM, port 5985\)$/);
    assert.equal(accessibilityInformation?.label, label);
    const [target, { selection }] = command?.arguments as [vscode.Uri, { selection: vscode.Range }];
    assert.equal(path.basename(target.fsPath), 'Autounattend.xml');
    assert.ok(selection.start.line > 0);
  });

  it('shows templates as they come and go, and what becomes of them', async () => {
    const builder = { type: 'null', communicator: 'none' };
    put('coming.json', { builders: [{ ...builder, name: 'one' }] });
    const item = await template('coming.json');
    assert.deepEqual(await lines(item), ['one | null']);
    put('coming.json', { builders: [{ ...builder, name: 'two' }] });
    await view('the new name', async () => ((await lines(item))[0] === 'two | null' ? true : undefined));
    rmSync(inWorkspace('coming.json').fsPath);
    await view('the template to go', async () =>
      (await templateItems(exports)).some(({ path: file }) => file.endsWith('coming.json'))
        ? undefined
        : true,
    );
  });

  it('shows the errors of a template, which lead to their places', async () => {
    put('missing.json', {
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: [{ type: 'shell-local', script: 'nosuch.sh' }],
    });
    const item = await template('missing.json');
    const problem = await view('its error', async () =>
      (await children(item)).find(({ kind }) => kind === 'problem'),
    );
    const { description, command, accessibilityInformation } = await draw(problem);
    assert.match(description as string, /^missing\.json:\d+$/);
    assert.match(accessibilityInformation?.label ?? '', /^Error: .*nosuch\.sh/);
    assert.equal((command?.arguments?.[0] as vscode.Uri).fsPath, inWorkspace('missing.json').fsPath);
    rmSync(inWorkspace('missing.json').fsPath);
  });

  it('shows what a build is doing and how it ended, and stops it', async () => {
    put('slow.json', {
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: [
        { type: 'shell-local', inline: ['echo begun'] },
        { type: 'shell-local', inline: ['sleep 300'] },
      ],
    });
    const item = await template('slow.json');
    assert.match((await draw(item)).contextValue ?? '', /^template-json-idle$/);
    const definition = { type: 'packer', command: 'build', template: 'slow.json', label: 'slow' };
    const tasks = vscode.workspace.getConfiguration('tasks');
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
    await tasks.update('tasks', [definition], vscode.ConfigurationTarget.Workspace);
    const task = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(({ name }) => name === 'slow');
    assert.ok(task);
    await vscode.tasks.executeTask(task);
    await view('it to run', async () =>
      (await draw(item)).contextValue === 'template-json-running' ? true : undefined,
    );
    assert.equal((await draw(item)).description, 'running');
    const [build] = await children(item);
    assert.ok(build);
    await view('its second step', async () =>
      (await lines(build))[1] === 'sleep 300 | running · shell-local' ? true : undefined,
    );
    await vscode.commands.executeCommand('boxwright.packer.stopBuild', item);
    await view('it to have ended', async () =>
      /^stopped /.test(String((await draw(item)).description)) ? true : undefined,
    );
    const { accessibilityInformation, contextValue } = await draw(item);
    assert.equal(contextValue, 'template-json-idle');
    assert.match(accessibilityInformation?.label ?? '', /^Template slow\.json, stopped /);
    rmSync(inWorkspace('slow.json').fsPath);
  });

  it('builds one of the builds alone', async () => {
    const builder = { type: 'null', communicator: 'none' };
    put('two.json', {
      builders: [
        { ...builder, name: 'one' },
        { ...builder, name: 'two' },
      ],
    });
    const item = await template('two.json');
    const build = (await children(item)).find(
      (child) => child.kind === 'build' && child.build.name === 'two',
    );
    assert.ok(build);
    assert.equal((await draw(build)).contextValue, 'build-idle');
    const ended = taskEnd('packer');
    await vscode.commands.executeCommand('boxwright.packer.buildOnlyThis', build);
    await ended;
    const [run] = exports.runs.list(inWorkspace('two.json').fsPath);
    assert.deepEqual(run?.choices.only, ['two']);
    assert.deepEqual(run.artifacts, ['two: Did not export anything. This is the null builder']);
    rmSync(inWorkspace('two.json').fsPath);
  });

  it('groups many templates by their folders, and shows those that match a filter', async () => {
    const tree = exports.templates as TemplatesView;
    for (const name of ['many/a', 'many/b']) mkdirSync(inWorkspace(name).fsPath, { recursive: true });
    for (let index = 0; index < 6; index++)
      for (const name of ['a', 'b'])
        put(`many/${name}/t${index}.json`, { builders: [{ type: 'null', name: `${name}${index}` }] });
    try {
      const folder = await view('the folder to have all of its templates', async () => {
        const found = (await children()).find((item) => item.kind === 'folder' && item.folder === 'many/b');
        return found && (await children(found)).length === 6 ? found : undefined;
      });
      assert.equal((await lines(folder))[0], 't0.json');
      const [template] = await children(folder);
      assert.ok(template);
      assert.equal(await exports.templates.getParent?.(template), folder);
      tree.filter = 'a5 null';
      assert.deepEqual(await lines(), ['t5.json | many/a']);
    } finally {
      tree.filter = '';
      rmSync(inWorkspace('many').fsPath, { recursive: true });
    }
  });

  it('shows the plugins that Packer lacks for a template', async function () {
    const packer = process.env['BOXWRIGHT_PACKER_CURRENT'];
    if (!packer)
      skipBecause(this, process.env['BOXWRIGHT_PACKER_CURRENT_SKIP'] ?? 'started without npm test');
    const configuration = vscode.workspace.getConfiguration('boxwright');
    await configuration.update('packer.path', packer, vscode.ConfigurationTarget.Global);
    try {
      put('azure.json', { builders: [{ type: 'azure-arm', subscription_id: 'x' }] });
      const item = await template('azure.json');
      const note = (await children(item)).find(({ kind }) => kind === 'note');
      assert.ok(note);
      const { label, command } = await draw(note);
      assert.equal(label, 'The plugin azure is not installed');
      assert.equal(command?.command, 'boxwright.packer.installPlugins');
    } finally {
      rmSync(inWorkspace('azure.json').fsPath, { force: true });
      await configuration.update('packer.path', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
