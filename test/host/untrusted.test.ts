import assert from 'node:assert/strict';
import type * as ChildProcess from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import { activated, diagnosticsOf, inWorkspace, show } from './support';

/** The module itself, not a copy of its names: its functions are replaced below. */
const childProcess = createRequire(__filename)('node:child_process') as typeof ChildProcess;

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
    // The extension runs in this very process, so that it can't start one unnoticed.
    const spawn = childProcess.spawn;
    childProcess.spawn = ((file: string, ...rest: never[]) => {
      started.push(file);
      return (spawn as (...all: unknown[]) => ChildProcess.ChildProcess)(file, ...rest);
    }) as typeof spawn;
    const watching = vscode.tasks.onDidStartTask(({ execution }) => started.push(execution.task.name));
    const hello = inWorkspace('hello', 'hello.json');
    const vagrantfile = inWorkspace('hello', 'Vagrantfile');
    for (const [command, argument] of [
      ['boxwright.packer.validate', hello],
      ['boxwright.packer.build', hello],
      ['boxwright.packer.installDsc', undefined],
      ['boxwright.packer.uninstallDsc', undefined],
      ['boxwright.packer.installPacker', undefined],
      ['boxwright.packer.selectPacker', undefined],
      ['boxwright.packer.removePacker', undefined],
      ['boxwright.packer.installPlugin', undefined],
      ['boxwright.packer.installPlugin', { source: 'github.com/hashicorp/qemu' }],
      ['boxwright.packer.installPluginFromFile', undefined],
      ['boxwright.packer.removePlugin', undefined],
      ['boxwright.packer.revealPlugin', undefined],
      ['boxwright.packer.copyPluginSource', undefined],
      ['boxwright.vagrant.up', vagrantfile],
      ['boxwright.vagrant.provision', vagrantfile],
      ['boxwright.vagrant.halt', vagrantfile],
      ['boxwright.vagrant.destroy', vagrantfile],
      ['boxwright.vagrant.ssh', vagrantfile],
      ['boxwright.vagrant.copySshConfig', vagrantfile],
      ['boxwright.vagrant.saveSnapshot', vagrantfile],
      ['boxwright.vagrant.packageMachine', vagrantfile],
      ['boxwright.vagrant.pruneMachines', undefined],
      ['boxwright.vagrant.refreshMachines', undefined],
      ['boxwright.vagrant.validate', vagrantfile],
      ['boxwright.vagrant.addBox', undefined],
      ['boxwright.vagrant.removeBox', undefined],
      ['boxwright.vagrant.addBoxFromFile', undefined],
      ['boxwright.vagrant.updateBox', undefined],
      ['boxwright.vagrant.checkBoxes', undefined],
      ['boxwright.vagrant.pruneBoxes', undefined],
      ['boxwright.vagrant.repackageBox', undefined],
      ['boxwright.vagrant.installPlugin', undefined],
      ['boxwright.vagrant.updatePlugin', undefined],
      ['boxwright.vagrant.updateAllPlugins', undefined],
      ['boxwright.vagrant.uninstallPlugin', undefined],
      ['boxwright.vagrant.repairPlugins', undefined],
      ['boxwright.vagrant.expungePlugins', undefined],
    ] as const)
      await vscode.commands.executeCommand(command, argument);
    childProcess.spawn = spawn;
    watching.dispose();
    assert.deepEqual(started, []);
    assert.equal(existsSync(inWorkspace('hello', 'packer.log').fsPath), false);
    assert.deepEqual(vscode.languages.getDiagnostics(hello), []);
  });
});
