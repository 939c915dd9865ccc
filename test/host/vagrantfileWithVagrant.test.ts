import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { skipBecause } from '../support/skip';
import { activated, closeAll, diagnosticsOf, replace, taskEnd, until } from './support';
import { lensTitles, lensesOf, sound, vagrantfileProject } from './vagrantfileProject';

/** Real Vagrant takes seconds for each step, and many on a busy machine. Seconds. */
const patience = 120;

describe('the Vagrantfile in the editor, with real Vagrant', function () {
  const { open, remove } = vagrantfileProject('vagrantfile-with-vagrant');
  // Longer than any wait, so that a wait says for what.
  this.timeout(5 * patience * 1000);
  const said: string[] = [];
  const { showWarningMessage, showErrorMessage, showInformationMessage } = vscode.window;
  const changes = new vscode.EventEmitter<void>();

  before(async function () {
    await activated();
    try {
      await promisify(execFile)('vagrant', ['--version']);
    } catch {
      skipBecause(this, 'Vagrant is not installed');
    }
    const say = (message: string) => {
      said.push(message);
      changes.fire();
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, {
      // What is asked is answered by yes.
      showWarningMessage: (message: string, _options: unknown, yes: unknown) => {
        void say(message);
        return Promise.resolve(yes);
      },
      showErrorMessage: say,
      showInformationMessage: say,
    });
  });
  beforeEach(() => {
    said.length = 0;
  });
  afterEach(closeAll);
  after(() => {
    remove();
    Object.assign(vscode.window, { showWarningMessage, showErrorMessage, showInformationMessage });
    changes.dispose();
  });

  const problems = (uri: vscode.Uri, what: string, accept: (all: vscode.Diagnostic[]) => boolean) =>
    until(
      what,
      () => {
        const found = vscode.languages
          .getDiagnostics(uri)
          .filter(({ source }) => source === 'vagrant validate');
        return accept(found) ? found : undefined;
      },
      [vscode.languages.onDidChangeDiagnostics as vscode.Event<never>],
      patience,
    );

  it('validates when a file is saved, takes that back after an edit, and leaves no trace', async () => {
    const { editor, uri, folder } = await open(sound);
    await replace(editor, 'boot_timeout', 'bot_timeout');
    await editor.document.save();
    const [found] = await problems(uri, 'Vagrant’s error', (all) => all.length === 1);
    assert.ok(found);
    assert.equal(editor.document.getText(found.range), 'bot_timeout');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(found.message, /bot_timeout of vm does not exist/);
    await replace(editor, 'bot_timeout', 'boot_timeout');
    await diagnosticsOf(uri, 'the error to go', (all) => !all.length, 'vagrant validate');
    await replace(editor, '= 600', '= nosuch');
    await editor.document.save();
    const [next] = await problems(uri, 'the next error', (all) => all.length === 1);
    assert.equal(next && editor.document.getText(next.range), 'nosuch');
    await replace(editor, '= nosuch', '= (');
    await editor.document.save();
    await problems(uri, 'the syntax error', (all) =>
      all.some(({ message }) => message.includes('syntax error')),
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(existsSync(path.join(folder, '.vagrant')), false);
    assert.deepEqual(said, []);
  });

  it('keeps what Vagrant says when the editor learns only afterwards that the file has changed', async () => {
    const { editor, uri } = await open(sound);
    const reloaded = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document !== editor.document || !contentChanges.length) return;
        subscription.dispose();
        resolve();
      });
    });
    writeFileSync(uri.fsPath, sound.replace('boot_timeout', 'bogus'));
    await vscode.commands.executeCommand('boxwright.vagrant.validate', uri);
    await reloaded;
    await problems(uri, 'the error to stay', (all) => all.length === 1);
    assert.match(said.join('\n'), /Vagrant found errors in .*Vagrantfile/);
  });

  it('says plainly that Vagrant itself has failed, and shows no problem then', async () => {
    const crash = 'class Vagrant::Machine\n  def initialize(*)\n    raise "a broken plugin"\n  end\nend\n';
    const { uri } = await open(`${crash}${sound}`);
    await vscode.commands.executeCommand('boxwright.vagrant.validate', uri);
    assert.match(said.join('\n'), /Vagrant itself failed .*a broken plugin \(RuntimeError\)/);
    await problems(uri, 'no problem', (all) => !all.length);
  });

  it('validates nothing on its own where the user does not want it', async () => {
    const { editor, uri } = await open(sound);
    const configuration = vscode.workspace.getConfiguration('boxwright', uri);
    await configuration.update('vagrant.validateOnSave', false, vscode.ConfigurationTarget.Workspace);
    await replace(editor, 'boot_timeout', 'bogus');
    await editor.document.save();
    await configuration.update('vagrant.validateOnSave', undefined, vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(await problems(uri, 'no problem', (all) => !all.length), []);
    // A validation that had begun above would be ended by this one, and that one says so here.
    await replace(editor, 'bogus', 'also_bogus');
    await editor.document.save();
    const [found] = await problems(uri, 'the second mistake', (all) => all.length === 1);
    assert.match(found?.message ?? '', /also_bogus/);
  });

  it('starts a machine and runs a provisioner by their lenses, which follow', async () => {
    const { vagrantLenses } = await activated();
    assert.ok(vagrantLenses.onDidChangeCodeLenses);
    const { uri, folder } = await open(sound);
    const press = async (title: string) => {
      const lens = (await lensesOf(uri)).find(({ command }) => command?.title === title);
      assert.ok(lens?.command, `${title} among ${(await lensTitles(uri)).join(', ')}`);
      const end = taskEnd('vagrant');
      const { command, arguments: given = [] } = lens.command;
      await vscode.commands.executeCommand(command, ...(given as unknown[]));
      assert.equal(await end, 0, said.join('\n'));
    };
    let now: string[] = [];
    let turn = 0;
    const look = async () => {
      const mine = ++turn;
      const found = await lensTitles(uri);
      // What was asked for earlier can come later.
      if (mine !== turn) return;
      now = found;
      changes.fire();
    };
    const follow = vagrantLenses.onDidChangeCodeLenses(() => void look());
    await press('Up');
    // Vagrant writes the state of a machine down when somebody asks for it: the view does, once it is in sight.
    await vscode.commands.executeCommand('boxwright.machines.focus');
    await until(
      'the lenses to follow',
      () => now.includes('8 $(vm-running) web: running'),
      [changes.event as vscode.Event<never>],
      patience,
    );
    assert.ok(now.includes('8 SSH') && now.includes('8 Provision…') && !now.includes('8 Up'));
    rmSync(path.join(folder, 'greeting'));
    await press('$(play) Run');
    assert.equal(readFileSync(path.join(folder, 'greeting'), 'utf8'), 'hello\n');
    const end = taskEnd('vagrant');
    await vscode.commands.executeCommand('boxwright.vagrant.destroy', { folder, machine: 'web' });
    assert.equal(await end, 0, said.join('\n'));
    await until(
      'the machine to be gone',
      () => now.includes('8 $(vm-outline) web: not created'),
      [changes.event as vscode.Event<never>],
      patience,
    );
    follow.dispose();
  });
});
