import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeAll, diagnosticsOf, inWorkspace, show, taskEnd, until, written } from './support';

const hello = inWorkspace('hello', 'hello.json');
const helloHcl = inWorkspace('hello', 'hcl', 'hello.pkr.hcl');

/** Starts a build through its task, as "Rerun Last Task" does. */
async function startBuild(
  template: string,
  options: Record<string, unknown> = {},
): Promise<vscode.TaskExecution> {
  const tasks = vscode.workspace.getConfiguration('tasks');
  await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
  const definition = { type: 'packer', command: 'build', template, ...options };
  await tasks.update('tasks', [{ ...definition, label: 'the build' }], vscode.ConfigurationTarget.Workspace);
  const task = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(({ name }) => name === 'the build');
  assert.ok(task, 'VS Code does not know the task');
  return vscode.tasks.executeTask(task);
}

describe('Packer in the editor', () => {
  before(async () => {
    await activated();
  });
  afterEach(closeAll);

  it('validates a template and says that it is right', async () => {
    await vscode.commands.executeCommand('boxwright.packer.validate', hello);
    assert.deepEqual(vscode.languages.getDiagnostics(hello), []);
  });

  it('shows what Packer says of a JSON template at the line that it names', async () => {
    const broken = inWorkspace('broken.json');
    await vscode.workspace.fs.writeFile(
      broken,
      Buffer.from('{\n  "builders": [\n    {"type": "null"},\n  ]\n}\n'),
    );
    await vscode.commands.executeCommand('boxwright.packer.validate', broken);
    const [found] = await diagnosticsOf(
      broken,
      "Packer's error",
      (all) => all.length === 1,
      'packer validate',
    );
    assert.equal(found?.range.start.line, 3);
    assert.match(found.message, /invalid character '\]'/);
    await vscode.workspace.fs.delete(broken);
  });

  it('shows what Packer says of an HCL2 template, and takes it back after an edit', async () => {
    const broken = inWorkspace('broken', 'broken.pkr.hcl');
    const text =
      'source "null" "one" {\n  communicator = "none"\n}\nbuild {\n  sources = ["source.null.two"]\n}\n';
    await vscode.workspace.fs.writeFile(broken, Buffer.from(text));
    await vscode.commands.executeCommand('boxwright.packer.validate', broken);
    const [found] = await diagnosticsOf(broken, "Packer's error", (all) => all.length > 0, 'packer validate');
    assert.match(found?.message ?? '', /null\.two|two/);
    const editor = await show(broken);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    await diagnosticsOf(broken, 'the error to go', (all) => all.length === 0, 'packer validate');
    await closeAll();
    await vscode.commands.executeCommand('boxwright.packer.validate', broken);
    await diagnosticsOf(broken, "Packer's error", (all) => all.length > 0, 'packer validate');
    await vscode.workspace.fs.delete(inWorkspace('broken'), { recursive: true });
    await diagnosticsOf(broken, 'it to go with the folder', (all) => all.length === 0, 'packer validate');
  });

  it('validates a template when it is saved, where the user wants that, and marks the unknown setting', async () => {
    const saved = inWorkspace('saved.json');
    const template = { builders: [{ type: 'null', communicator: 'none' }] };
    await vscode.workspace.fs.writeFile(saved, Buffer.from(JSON.stringify(template)));
    const settings = vscode.workspace.getConfiguration('boxwright.packer', saved);
    await settings.update('validateOnSave', true, vscode.ConfigurationTarget.Global);
    try {
      const { document } = await show(saved);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(saved, document.positionAt(document.getText().indexOf('"communicator"')), '"hots": "x",');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await document.save());
      const [found] = await diagnosticsOf(
        saved,
        "Packer's error",
        (all) => all.length === 1,
        'packer validate',
      );
      assert.equal(found && document.getText(found.range), '"hots"');
    } finally {
      await settings.update('validateOnSave', undefined, vscode.ConfigurationTarget.Global);
      await vscode.workspace.fs.delete(saved);
    }
  });

  it('keeps what Packer says when the editor learns only afterwards that the file has changed', async () => {
    const late = inWorkspace('late.json');
    const text = '{\n  "builders": [\n    {"type": "null"},\n  ]\n}\n';
    const template = { builders: [{ type: 'null', communicator: 'none' }] };
    await vscode.workspace.fs.writeFile(late, Buffer.from(JSON.stringify(template)));
    const { document } = await show(late);
    const reloaded = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document !== document || !change.contentChanges.length) return;
        subscription.dispose();
        resolve();
      });
    });
    // Behind the editor's back: its watcher tells it later.
    writeFileSync(late.fsPath, text);
    await vscode.commands.executeCommand('boxwright.packer.validate', late);
    await reloaded;
    assert.equal(document.getText(), text);
    await diagnosticsOf(late, "Packer's error to stay", (all) => all.length === 1, 'packer validate');
    await closeAll();
    await vscode.workspace.fs.delete(late);
  });

  it('names the build that can not be prepared', async () => {
    const broken = inWorkspace('broken.json');
    await vscode.workspace.fs.writeFile(
      broken,
      Buffer.from('{\n  "builders": [\n    {"type": "file"}\n  ]\n}\n'),
    );
    await vscode.commands.executeCommand('boxwright.packer.validate', broken);
    const found = await diagnosticsOf(broken, "Packer's error", (all) => all.length > 0, 'packer validate');
    assert.deepEqual([...new Set(found.map(({ range }) => range.start.line))], [2]);
    await vscode.workspace.fs.delete(broken);
    await diagnosticsOf(broken, 'it to go with the file', (all) => all.length === 0, 'packer validate');
  });

  for (const [dialect, template, log, made] of [
    ['JSON', 'hello/hello.json', inWorkspace('hello', 'packer.log'), inWorkspace('hello', 'out', 'one.txt')],
    [
      'HCL2',
      'hello/hcl',
      inWorkspace('hello', 'hcl', 'packer.log'),
      inWorkspace('hello', 'hcl', 'out', 'one.txt'),
    ],
  ] as const)
    it(`builds a ${dialect} template and writes its log`, async () => {
      const end = taskEnd('packer');
      await startBuild(template);
      assert.equal(await end, 0);
      assert.ok(existsSync(made.fsPath));
      const text = readFileSync(log.fsPath, 'utf8');
      assert.match(text, /^==> Builds finished\. The artifacts of successful builds are:$/m);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(text, /\x1b\[/, 'the log is plain text');
    });

  it('builds some of a template, and fails when none has the name', async () => {
    const end = taskEnd('packer');
    await startBuild('hello/hello.json', { only: ['null'] });
    assert.equal(await end, 0);
    assert.doesNotMatch(readFileSync(inWorkspace('hello', 'packer.log').fsPath, 'utf8'), /one: /);
    const failed = taskEnd('packer');
    await startBuild('hello/hello.json', { only: ['nosuch'] });
    const { pages } = await activated();
    const asked = await until(
      'what is wrong',
      () => pages.current?.labels.includes('There is nothing to build') && pages.current,
      [pages.onDidShow as unknown as vscode.Event<never>],
    );
    asked.accept('Build anyway');
    assert.notEqual(await failed, 0);
  });

  it('asks what to build, and builds it', async () => {
    await show(helloHcl);
    const end = taskEnd('packer');
    const asked = vscode.commands.executeCommand('boxwright.packer.build');
    const started = until(
      'the build',
      () => vscode.tasks.taskExecutions.some(({ task }) => task.definition.type === 'packer'),
      [vscode.tasks.onDidStartTask as vscode.Event<never>],
    );
    // The pick is open once it takes the key; nothing tells when that is.
    const accept = setInterval(
      () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
      200,
    );
    try {
      await started;
    } finally {
      clearInterval(accept);
    }
    await asked;
    assert.equal(await end, 0);
  });

  it('stops a build gently: Packer cancels and cleans up', async () => {
    const slow = inWorkspace('slow.json');
    const template = {
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: [
        { type: 'shell-local', inline: ['echo begun'] },
        { type: 'shell-local', pause_before: '120s', inline: ['echo never'] },
      ],
    };
    await vscode.workspace.fs.writeFile(slow, Buffer.from(JSON.stringify(template)));
    const log = inWorkspace('packer.log');
    const end = taskEnd('packer');
    await startBuild('slow.json');
    await written('the first step', log.fsPath, (text) => text.includes('begun'));
    await vscode.commands.executeCommand('boxwright.packer.stopBuild');
    assert.notEqual(await end, 0);
    assert.match(readFileSync(log.fsPath, 'utf8'), /Cleanly cancelled builds/);
    await vscode.workspace.fs.delete(slow);
  });
});
