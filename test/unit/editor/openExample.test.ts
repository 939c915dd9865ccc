import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { openExample } from '../../../src/editor/openExample';
import { chosenFolders, ran, workspace } from '../../support/vscodeStub';

describe('Open the Example', () => {
  let folder: string;
  const at = (...names: string[]) => path.join(folder, ...names);
  const folders = [...workspace.workspaceFolders];
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-example-')));
    mkdirSync(at('extension', 'examples', 'hello'), { recursive: true });
    writeFileSync(at('extension', 'examples', 'hello', 'hello.json'), '{}');
    mkdirSync(at('chosen'));
    ran.length = 0;
  });
  afterEach(() => {
    workspace.workspaceFolders.splice(0, Infinity, ...folders);
    chosenFolders.length = 0;
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<string> {
    chosenFolders.push(at('chosen'));
    await openExample(vscode.Uri.file(at('extension')));
    const [[command, uri] = []] = ran.splice(0);
    assert.equal(command, 'vscode.openFolder');
    return (uri as vscode.Uri).fsPath;
  }

  it('copies the examples to a folder of the user’s choice, and opens them', async () => {
    assert.equal(await open(), at('chosen', 'boxwright-examples'));
    assert.ok(existsSync(at('chosen', 'boxwright-examples', 'hello', 'hello.json')));
  });

  it('replaces nothing that is there', async () => {
    const first = await open();
    writeFileSync(path.join(first, 'hello', 'hello.json'), 'mine');
    assert.equal(await open(), at('chosen', 'boxwright-examples-2'));
    assert.equal(readFileSync(path.join(first, 'hello', 'hello.json'), 'utf8'), 'mine');
  });

  it('leaves an open folder in its window', async () => {
    chosenFolders.push(at('chosen'), at('chosen'));
    await openExample(vscode.Uri.file(at('extension')));
    workspace.workspaceFolders.length = 0;
    await openExample(vscode.Uri.file(at('extension')));
    assert.deepEqual(
      ran.map(([, , options]) => options),
      [{ forceNewWindow: true }, { forceNewWindow: false }],
    );
  });

  it('does nothing where the user picks no folder, and says so where it cannot write', async () => {
    await openExample(vscode.Uri.file(at('extension')));
    assert.deepEqual(ran, []);
    writeFileSync(at('file'), '');
    chosenFolders.push(at('file'));
    await assert.rejects(openExample(vscode.Uri.file(at('extension'))), /boxwright-examples/);
    assert.deepEqual(ran, []);
  });
});
