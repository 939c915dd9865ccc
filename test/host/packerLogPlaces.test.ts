import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exports } from '../../src/boxwright';
import { findExecutable } from '../../src/tools/findExecutable';
import { skipBecause } from '../support/skip';
import { Answers } from './answers';
import { activated, inWorkspace, taskEnd, written } from './support';

const template = {
  builders: [{ type: 'null', communicator: 'none' }],
  provisioners: [{ type: 'shell-local', inline: ['echo hello'] }],
};

describe('The log of a build in a repository', () => {
  let number = 0;
  /** Another one for each test: a window asks once for each repository. */
  let folder: string;
  let file: string;
  let beside: string;
  let exports: Exports;
  let answers: Answers;

  before(async function () {
    if (!findExecutable('git', '')) skipBecause(this, 'git is not installed');
    exports = await activated();
  });
  beforeEach(() => {
    answers = new Answers();
    folder = inWorkspace(`repository${++number}`).fsPath;
    file = path.join(folder, 'one.json');
    beside = path.join(folder, 'packer.log');
    mkdirSync(folder);
    writeFileSync(file, JSON.stringify(template));
  });
  afterEach(() => {
    answers.dispose();
    rmSync(folder, { recursive: true });
  });

  const git = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  };

  /** @returns where the log is */
  async function build(more: object = {}): Promise<string> {
    const tasks = vscode.workspace.getConfiguration('tasks');
    const definition = {
      type: 'packer',
      command: 'build',
      template: `repository${number}/one.json`,
      label: 'logged',
    };
    await tasks.update('version', '2.0.0', vscode.ConfigurationTarget.Workspace);
    await tasks.update('tasks', [{ ...definition, ...more }], vscode.ConfigurationTarget.Workspace);
    const found = (await vscode.tasks.fetchTasks({ type: 'packer' })).find(({ name }) => name === 'logged');
    assert.ok(found, 'VS Code does not know the task');
    const end = taskEnd('packer');
    await vscode.tasks.executeTask(found);
    assert.equal(await end, 0);
    return exports.runs.list(file)[0]?.log ?? assert.fail('no log is recorded');
  }

  const questions = () => answers.said.filter((text) => text.includes('.gitignore'));

  it('is written beside the template where no repository is', async () => {
    assert.equal(await build(), beside);
    assert.deepEqual(questions(), []);
  });

  it('is kept in storage until it is said whether Git ignores logs, which is asked once', async () => {
    git('init', '--quiet');
    const log = await build();
    assert.match(readFileSync(log, 'utf8'), /hello/);
    assert.equal(existsSync(beside), false);
    assert.equal(path.basename(log), 'packer.log');
    assert.equal(git('status', '--porcelain').trim(), '?? one.json');
    assert.equal(questions().length, 1);
    assert.match(questions()[0] ?? '', /Add packer\*\.log to repository\d+[/\\]\.gitignore/);

    assert.equal(await build(), log);
    assert.equal(questions().length, 1, 'it was asked again');
    assert.equal(existsSync(path.join(folder, '.gitignore')), false);
    const [, before] = exports.runs.list(file);
    assert.ok(before?.log !== log && existsSync(before?.log ?? ''), 'the log of the build before is gone');
  });

  it('is written beside the template where Git ignores it, or a task names it', async () => {
    git('init', '--quiet');
    assert.equal(await build({ log: 'named.log' }), path.join(folder, 'named.log'));
    mkdirSync(path.join(folder, '.git', 'info'), { recursive: true });
    writeFileSync(path.join(folder, '.git', 'info', 'exclude'), '*.log\n');
    assert.equal(await build(), beside);
    assert.deepEqual(questions(), []);
  });

  it('joins .gitignore after a yes, behind what stands there, and the next log lies beside the template', async () => {
    git('init', '--quiet');
    const ignoreFile = path.join(folder, '.gitignore');
    writeFileSync(ignoreFile, 'out/');
    answers.next = ['yes'];
    const stored = await build();
    assert.notEqual(stored, beside);
    await written('the line', ignoreFile, (text) => text === 'out/\npacker*.log\n');
    assert.equal(await build(), beside);
    assert.equal(questions().length, 1);
    assert.equal(git('status', '--porcelain', '--ignored', '--', 'packer.log').trim(), '!! packer.log');
  });

  it('makes a .gitignore where there is none', async () => {
    git('init', '--quiet');
    const ignoreFile = path.join(folder, '.gitignore');
    answers.next = ['yes'];
    await build();
    await written('the file', ignoreFile, (text) => text === 'packer*.log\n');
  });
});
