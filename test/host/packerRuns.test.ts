import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exports } from '../../src/boxwright';
import type { RunRecord } from '../../src/tools/packer/runs/runRecord';
import { Answers } from './answers';
import { activated, closeAll, inWorkspace, taskEnd, until } from './support';

/** A second script that waits for a file, so that the test knows in which step the build is. */
const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [
    { type: 'shell-local', inline: ['echo first'] },
    { type: 'shell-local', inline: ['until [ -e go ]; do sleep 0.1; done'] },
  ],
};
const failing = {
  ...template,
  provisioners: [...template.provisioners, { type: 'shell-local', inline: ['exit 7'] }],
};

describe('A run of Packer in the editor', () => {
  const folder = inWorkspace('runs').fsPath;
  const file = path.join(folder, 'runs.json');
  const go = path.join(folder, 'go');
  let exports: Exports;

  before(async () => {
    exports = await activated();
  });
  beforeEach(() => vscode.workspace.fs.createDirectory(vscode.Uri.file(folder)));
  afterEach(async () => {
    writeFileSync(go, '');
    await until(
      'all builds to end',
      () => !vscode.tasks.taskExecutions.some(({ task }) => task.definition.type === 'packer'),
      [vscode.tasks.onDidEndTask as vscode.Event<never>],
    );
    await closeAll();
    rmSync(folder, { recursive: true });
  });

  const item = () => exports.runStatus.item;
  const label = () => item().accessibilityInformation?.label ?? '';

  async function start(made: object): Promise<void> {
    writeFileSync(file, JSON.stringify(made));
    const tasks = vscode.workspace.getConfiguration('tasks');
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
    const definition = { type: 'packer', command: 'build', template: 'runs/runs.json', label: 'a run' };
    await tasks.update('tasks', [definition], vscode.ConfigurationTarget.Workspace);
    const found = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(({ name }) => name === 'a run');
    assert.ok(found, 'VS Code does not know the task');
    await vscode.tasks.executeTask(found);
  }

  async function finish(made: object): Promise<RunRecord> {
    const end = taskEnd('packer');
    writeFileSync(go, '');
    await start(made);
    await end;
    rmSync(go);
    const [run] = exports.runs.list(file);
    return run ?? assert.fail('the run is not recorded');
  }

  /** Asks again and again: no event tells of the status bar. */
  async function eventually<T>(what: string, ask: () => T | false | undefined): Promise<T> {
    const end = Date.now() + 15_000;
    for (;;) {
      const found = ask();
      if (found) return found;
      assert.ok(Date.now() < end, `waited for ${what}; the status bar says: ${item().text}; ${label()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const shown = () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.scheme === 'boxwright-run' ? document : undefined;
  };

  it('stands in the status bar, with its step, and with what is left once there is a history', async () => {
    await start(template);
    await eventually('the second provisioner', () => /2\/2/.test(item().text));
    assert.match(item().text, /^\$\(sync~spin\) runs\.json · 2\/2 · \d+ sec so far$/);
    assert.match(
      label(),
      /^Packer is building runs\.json: provisioner 2 of 2: shell-local \(inline\) · \d+ sec$/,
    );
    assert.deepEqual((item().command as vscode.Command).command, 'boxwright.packer.showRunning');
    const end = taskEnd('packer');
    writeFileSync(go, '');
    assert.equal(await end, 0);
    await eventually('the end', () => !/sync/.test(item().text));

    rmSync(go);
    await start(template);
    await eventually('an estimate', () => /2\/2 · (less than a minute|about .*) left/.test(item().text));
  });

  it('that failed last stands first where somebody cleans up', async () => {
    assert.equal((await finish(failing)).status, 'failed');
    await closeAll();
    const answers = new Answers();
    try {
      await answers.command('packer.cleanUp', []);
      const [first, ...others] = answers.offered[0]?.labels ?? [];
      assert.equal(first, 'runs/runs.json');
      assert.ok(others.length > 0, 'it was not among others');
    } finally {
      answers.dispose();
    }
  });

  it('is shown with its steps, which go on while it runs', async () => {
    await start(template);
    await eventually('the second provisioner', () => /2\/2/.test(item().text));
    const [run] = exports.runs.list(file);
    await vscode.commands.executeCommand('boxwright.packer.showRun', run?.id);
    const document = await until('the document', shown, [
      vscode.window.onDidChangeActiveTextEditor as vscode.Event<never>,
    ]);
    assert.match(document.getText(), /^runs[/\\]runs\.json: running for \d+ sec$/m);
    assert.match(document.getText(), /provisioner 2 of 2: shell-local \(inline\) .*now$/m);
    writeFileSync(go, '');
    await until('its end', () => /: succeeded after \d+ sec$/m.test(document.getText()), [
      vscode.workspace.onDidChangeTextDocument as vscode.Event<never>,
    ]);
    assert.doesNotMatch(document.getText(), /now$/m);
  });

  it('is shown with what is known of it, what failed, what usually happens, and links', async () => {
    assert.equal((await finish(template)).status, 'succeeded');
    const run = await finish(failing);
    assert.equal(run.status, 'failed');
    await vscode.commands.executeCommand('boxwright.packer.showRun', run.id);
    const document = await until('the document', shown, [
      vscode.window.onDidChangeActiveTextEditor as vscode.Event<never>,
    ]);
    const text = document.getText();
    assert.match(text, /^runs[/\\]runs\.json: failed after \d+ sec$/m);
    assert.match(text, /^Packer +\d+\.\d+\.\d+$/m);
    assert.match(text, /^Choices +none$/m);
    assert.match(text, /provisioner 3 of 3: shell-local \(inline\) .*FAILED$/m);
    assert.match(text, /^Error: .*Script exited with non-zero exit status: 7/m);

    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      document.uri,
    );
    const targets = links.map(({ range, target }) => [document.getText(range), target?.fsPath]);
    assert.deepEqual(targets[0], [run.log, run.log]);
    assert.ok(
      targets.some(([what, target]) => /^provisioner 3 of 3/.test(what ?? '') && target === file),
      JSON.stringify(targets),
    );
  });

  it('is listed in the history, from which it is opened', async () => {
    await finish(template);
    const run = await finish(failing);
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    const asked = vscode.commands.executeCommand('boxwright.packer.showRunHistory');
    // The pick is open once it takes the key; nothing tells when that is.
    const accept = setInterval(
      () => void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem'),
      200,
    );
    try {
      await asked;
    } finally {
      clearInterval(accept);
    }
    const document = await until('the newest run', shown, [
      vscode.window.onDidChangeActiveTextEditor as vscode.Event<never>,
    ]);
    assert.equal(document.uri.query, run.id);
  });
});
