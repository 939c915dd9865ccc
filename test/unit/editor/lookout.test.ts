import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { Lookout } from '../../../src/editor/lookout';
import { documentEvents, registered, workspace } from '../../support/vscodeStub';

const manifest = {
  contributes: { commands: [{ command: 'boxwright.a' }], views: { boxwright: [{ id: 'boxwright.view' }] } },
};

describe('the lookout', () => {
  let folder: string;
  let lookout: Lookout<string>;
  let loads: number;
  let onLoad: () => void;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-lookout-')));
    loads = 0;
    onLoad = () => undefined;
    registered.clear();
    lookout = new Lookout(manifest, () => {
      loads++;
      onLoad();
      return Promise.resolve('all of it');
    });
  });
  afterEach(() => {
    lookout.dispose();
    workspace.textDocuments.length = 0;
    workspace.files = [];
    rmSync(folder, { recursive: true });
  });

  const document = (name: string, languageId: string, text = '{}') =>
    ({
      uri: vscode.Uri.file(path.join(folder, name)),
      languageId,
      isDirty: false,
      getText: () => text,
    }) as never;
  const open = (...given: Parameters<typeof document>) => workspace.textDocuments.push(document(...given));
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    workspace.files.push(path.join(folder, name));
  };
  const loaded = () => new Promise<void>((resolve) => (onLoad = resolve));
  /** The files of the workspace are few: they are read in one turn of reading. */
  const lookedThrough = async () => {
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
  };

  it('loads nothing for a JSON file of somebody else', async () => {
    open('settings.json', 'json');
    file('settings.json', '{"builder": 1}');
    assert.equal(lookout.begin(false), undefined);
    await lookedThrough();
    assert.equal(loads, 0);
  });

  for (const [what, name, language, text = '{}'] of [
    ['a template in JSON', 'w.json', 'json', '{\n  "builders": []}'],
    ['steps in JSON', 'steps.json', 'jsonc', '{"provisioners" : []}'],
    ['an HCL2 template', 'w.pkr.hcl', 'hcl'],
    ['variables', 'w.auto.pkrvars.hcl', 'hcl'],
    ['a Vagrantfile', 'Vagrantfile', 'ruby'],
    ['an answer file', 'Autounattend.xml', 'xml'],
    ['a configuration', 'boxwright.json', 'jsonc'],
    ['a log of Packer', 'a.log', 'packer-log'],
  ] as const)
    it(`loads all at once for ${what} that is open`, async () => {
      open('other.json', 'json');
      open(name, language, text);
      assert.equal(await lookout.begin(false), 'all of it');
      assert.equal(loads, 1);
    });

  it('loads all at once where no document explains why it was started', async () => {
    assert.equal(await lookout.begin(false), 'all of it');
  });

  it('loads all at once where it was used before', async () => {
    open('settings.json', 'json');
    assert.equal(await lookout.begin(true), 'all of it');
  });

  it('finds a template that nobody has opened by how it begins', async () => {
    open('settings.json', 'json');
    file('template.json', '{"variables": {}, "builders": [{"type": "null"}]}');
    const found = loaded();
    void lookout.begin(false);
    await found;
    assert.equal(loads, 1);
  });

  it('is not held by a folder that is called like a file', async () => {
    open('settings.json', 'json');
    mkdirSync(path.join(folder, 'folder.json'));
    workspace.files = [path.join(folder, 'folder.json'), path.join(folder, 'gone.json')];
    file('template.json', '{"builders": []}');
    const found = loaded();
    void lookout.begin(false);
    await found;
  });

  it('loads all for a document that is opened later', async () => {
    open('settings.json', 'json');
    void lookout.begin(false);
    documentEvents.opened.fire(document('other.json', 'json'));
    assert.equal(loads, 0);
    documentEvents.opened.fire(document('w.pkr.hcl', 'plaintext'));
    assert.equal(loads, 1);
    await lookedThrough();
  });

  it('loads all before a command runs, once, and then gets out of its way', async () => {
    open('settings.json', 'json');
    void lookout.begin(false);
    const run = registered.get('boxwright.a');
    assert.ok(run && registered.has('boxwright.view'));
    onLoad = () => assert.equal(registered.size, 0);
    await Promise.all([run('x'), run('y')]);
    assert.equal(loads, 1);
  });
});
