import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { activated, closeAll, inWorkspace } from './support';

const folder = inWorkspace('traced scripts');
const file = (name: string) => vscode.Uri.joinPath(folder, name);
const textOnDisk = (name: string) => readFileSync(file(name).fsPath, 'utf8');

describe('Trace Shell Scripts in the editor', () => {
  before(async () => {
    await activated();
  });
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(folder, { recursive: true });
  });

  const trace = () => vscode.commands.executeCommand('boxwright.packer.traceScripts', file('a.json'));

  it('writes it, and takes it back', async () => {
    const script = '#!/usr/bin/env bash\necho a\n';
    const template = JSON.stringify({
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: [
        { type: 'shell-local', inline: ['echo b'] },
        { type: 'shell', script: 'a.sh' },
      ],
    });
    await vscode.workspace.fs.writeFile(file('a.sh'), Buffer.from(script));
    await vscode.workspace.fs.writeFile(file('a.json'), Buffer.from(template));
    await trace();
    assert.equal(textOnDisk('a.sh'), '#!/usr/bin/env bash\nset -x # boxwright: trace\necho a\n');
    assert.match(textOnDisk('a.json'), /\["set -x # boxwright: trace", "echo b"\]/);
    await trace();
    assert.equal(textOnDisk('a.sh'), script);
    assert.equal(textOnDisk('a.json'), template);
  });
});
