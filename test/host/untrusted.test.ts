import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, inWorkspace, show } from './support';

describe('an untrusted workspace', () => {
  const template = inWorkspace('windows-2022', 'windows-2022.json');

  before(() => assert.equal(vscode.workspace.isTrusted, false));

  it('is linted', async () => {
    await activated();
    await show(template);
    await diagnosticsOf(template, 'diagnostics', (all) => all.length >= 6);
  });

  it('runs no tool', async () => {
    const started: string[] = [];
    const watching = vscode.tasks.onDidStartTask(({ execution }) => started.push(execution.task.name));
    const hello = inWorkspace('hello', 'hello.json');
    const vagrantfile = inWorkspace('hello', 'Vagrantfile');
    for (const [command, argument] of [
      ['boxwright.packer.validate', hello],
      ['boxwright.packer.build', hello],
      ['boxwright.vagrant.up', vagrantfile],
      ['boxwright.vagrant.provision', vagrantfile],
      ['boxwright.vagrant.addBox', undefined],
      ['boxwright.vagrant.removeBox', undefined],
    ] as const)
      await vscode.commands.executeCommand(command, argument);
    watching.dispose();
    assert.deepEqual(started, []);
    assert.equal(existsSync(inWorkspace('hello', 'packer.log').fsPath), false);
    assert.deepEqual(vscode.languages.getDiagnostics(hello), []);
  });
});
