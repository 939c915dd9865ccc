import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { activated, closeAll, diagnosticsOf, has, inWorkspace, ruleOf, show } from './support';

describe('What a light bulb does beyond edits', () => {
  const folder = inWorkspace('mended').fsPath;
  let number = 0;
  /** Another one for each test, of which the editor has no older text. */
  let file: vscode.Uri;

  before(activated);
  beforeEach(() => {
    mkdirSync(folder);
    file = vscode.Uri.file(path.join(folder, `mended${++number}.json`));
  });
  afterEach(async () => {
    await closeAll();
    rmSync(folder, { recursive: true });
  });

  /** Opens a template, and takes one of the actions that are offered at what a rule found. */
  async function take(template: object, rule: string, title: RegExp): Promise<string[]> {
    writeFileSync(file.fsPath, JSON.stringify(template, undefined, 2));
    await show(file);
    const found = await diagnosticsOf(file, rule, has(rule));
    const at = found.find((one) => ruleOf(one) === rule)?.range;
    assert.ok(at);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      file,
      at,
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map((one) => one.title);
    const action = actions.find((one) => title.test(one.title));
    if (action?.edit) assert.ok(await vscode.workspace.applyEdit(action.edit));
    if (action?.command)
      await vscode.commands.executeCommand(
        action.command.command,
        ...((action.command.arguments ?? []) as unknown[]),
      );
    return titles;
  }

  it('makes the script that is missing, and opens it', async () => {
    const template = {
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: [{ type: 'shell-local', script: 'scripts/first.sh' }],
    };
    const made = await take(template, 'file-missing', /^Create mended\/scripts\/first\.sh$/);
    assert.ok(made.includes('Create mended/scripts/first.sh'), made.join('\n'));
    const script = path.join(folder, 'scripts', 'first.sh');
    assert.equal(readFileSync(script, 'utf8'), '#!/bin/sh\nset -e\n');
    if (process.platform !== 'win32') accessSync(script, constants.X_OK);
    assert.equal(vscode.window.activeTextEditor?.document.fileName, script);
    await diagnosticsOf(file, 'nothing missing', (all) => !has('file-missing')(all));
  });

  it('makes nothing outside of the project', async () => {
    const template = {
      builders: [{ type: 'null', communicator: 'none' }],
      provisioners: [{ type: 'shell-local', script: '/nowhere/first.sh' }],
    };
    const titles = await take(template, 'file-missing', /^Create/);
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Create')),
      [],
    );
    assert.equal(existsSync('/nowhere'), false);
  });

  it('computes the checksum of an ISO on this computer', async () => {
    writeFileSync(path.join(folder, 'small.iso'), 'abc');
    const iso = { type: 'qemu', iso_url: 'small.iso', iso_checksum: 'none', communicator: 'none' };
    const title = 'Compute the SHA-256 checksum of small.iso';
    const offered = await take({ builders: [iso] }, 'iso-checksum-none', new RegExp(`^${title}$`));
    assert.ok(offered.includes(title), offered.join('\n'));
    const sum = createHash('sha256').update('abc').digest('hex');
    const { document } = await show(file);
    assert.match(document.getText(), new RegExp(`"iso_checksum": "sha256:${sum}"`));
    await diagnosticsOf(file, 'no finding', (all) => !has('iso-checksum-none')(all));
  });
});
