import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { runToShow } from '../../../../../src/editor/packer/history/runToShow';
import { UserFacingError } from '../../../../../src/editor/showFailure';
import { runRecord } from '../../../../support/runRecords';
import { window } from '../../../../support/vscodeStub';

describe('the run whose steps are shown', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);
  before(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-run-')));
    writeFileSync(at('a.json'), JSON.stringify({ builders: [{ type: 'null' }] }));
    writeFileSync(at('packer.log'), '');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => (window.activeTextEditor = undefined));

  const list = () => [
    runRecord({ id: 'last', template: '/other.json' }),
    runRecord({ id: 'second', template: at('a.json'), log: at('packer.log') }),
    runRecord({ id: 'first', template: at('a.json'), log: at('packer.1.log') }),
  ];
  const shownFor = (given?: string | vscode.Uri, runs = list()) => runToShow(given, { list: () => runs });
  const file = (name: string) => vscode.Uri.file(at(name));
  const openFile = (name: string) => (window.activeTextEditor = { document: { uri: file(name) as never } });

  it('is the given one', async () => {
    assert.equal(await shownFor('first'), 'first');
  });

  it('is the one that wrote the given log, or the last one of the given template', async () => {
    assert.equal(await shownFor(file('packer.1.log')), 'first');
    assert.equal(await shownFor(file('a.json')), 'second');
    await assert.rejects(shownFor(file('packer.2.log')), UserFacingError);
    await assert.rejects(shownFor(file('a.json'), list().slice(0, 1)), UserFacingError);
  });

  it('is without anything given that of the log or template in the editor, else the last one', async () => {
    assert.equal(await shownFor(), 'last');
    openFile('packer.1.log');
    assert.equal(await shownFor(), 'first');
    openFile('a.json');
    assert.equal(await shownFor(), 'second');
    openFile('README.md');
    assert.equal(await shownFor(), 'last');
    await assert.rejects(shownFor(undefined, []), UserFacingError);
  });
});
