import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { Answers } from './answers';
import { activated, closeAll, inWorkspace } from './support';

const folder = inWorkspace('traced scripts');
const file = (name: string) => vscode.Uri.joinPath(folder, name);
const textOnDisk = (name: string) => readFileSync(file(name).fsPath, 'utf8');

describe('Trace Shell Scripts in the editor', () => {
  let answers: Answers;
  before(async () => {
    await activated();
  });
  beforeEach(() => {
    answers = new Answers();
  });
  afterEach(async () => {
    answers.dispose();
    await closeAll();
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  const trace = () => vscode.commands.executeCommand('boxwright.packer.traceScripts', file('a.json'));

  const script = '#!/usr/bin/env bash\necho a\n';
  const templateWith = (...provisioners: object[]) =>
    JSON.stringify({ builders: [{ type: 'null', communicator: 'none' }], provisioners });
  const write = async (name: string, text: string) =>
    vscode.workspace.fs.writeFile(file(name), Buffer.from(text));

  it('names several files before it writes them, and takes it back', async () => {
    const template = templateWith(
      { type: 'shell-local', inline: ['echo b'] },
      { type: 'shell', script: 'a.sh' },
    );
    await write('a.sh', script);
    await write('a.json', template);
    await trace();
    const [asked] = answers.asked;
    assert.equal(asked?.message, "Add 'set -x' to 2 files?");
    assert.deepEqual(asked.detail.match(/a\.(json|sh)$/gm)?.sort(), ['a.json', 'a.sh']);
    assert.equal(textOnDisk('a.sh'), script);
    assert.equal(textOnDisk('a.json'), template);
    answers.next = ['yes'];
    await trace();
    assert.equal(textOnDisk('a.sh'), '#!/usr/bin/env bash\nset -x # boxwright: trace\necho a\n');
    assert.match(textOnDisk('a.json'), /\["set -x # boxwright: trace", "echo b"\]/);
    answers.next = ['yes'];
    await trace();
    assert.equal(textOnDisk('a.sh'), script);
    assert.equal(textOnDisk('a.json'), template);
  });

  it('writes one file at once', async () => {
    await write('a.sh', script);
    await write('a.json', templateWith({ type: 'shell', script: 'a.sh' }));
    await trace();
    assert.match(textOnDisk('a.sh'), /^set -x/m);
    assert.deepEqual(answers.asked, []);
  });
});
