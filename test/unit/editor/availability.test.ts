import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { TemplateList } from '../../../src/editor/lint/templateList';
import { VagrantAvailability } from '../../../src/editor/vagrant/vagrantAvailability';
import { PathSet } from '../../../src/text/pathMap';
import type { Changes } from '../../../src/tools/fileChanges';
import { outlined, templateOf } from '../../support/templates';
import { focusWindow, ran, userSettings, workspace } from '../../support/vscodeStub';

/** What VS Code was told last of each thing. */
const told = () =>
  Object.fromEntries(
    ran.flatMap(([command, key, value]) =>
      command === 'setContext' && String(key).startsWith('boxwright.has.')
        ? [[String(key).replace('boxwright.has.', ''), value]]
        : [],
    ),
  );

describe('what commands and views depend on', () => {
  beforeEach(() => (ran.length = 0));

  it('templates are there as soon as one is found, and not before all were looked for', () => {
    const list = new TemplateList();
    const json = outlined(templateOf({ builders: [{ type: 'null' }] }));
    list.note(json);
    assert.deepEqual(told(), { templates: 'yes', jsonTemplates: 'yes' });
    list.setComplete();
    assert.deepEqual(told(), { templates: 'yes', jsonTemplates: 'yes', hclTemplates: 'no' });
    list.note({ ...json, path: '/other', dialect: 'hcl2' });
    list.forget(json.path);
    assert.deepEqual(told(), { templates: 'yes', jsonTemplates: 'no', hclTemplates: 'yes' });
    list.forget('/other');
    assert.deepEqual(told(), { templates: 'no', jsonTemplates: 'no', hclTemplates: 'no' });
    list.dispose();
  });

  describe('of Vagrant', () => {
    let home: string;
    let availability: VagrantAvailability | undefined;
    const changed = new vscode.EventEmitter<unknown>();
    const files = new vscode.EventEmitter<Changes>();
    const fileChange = (changes: Partial<Record<'came' | 'gone', string>>) =>
      files.fire({
        came: new PathSet(changes.came === undefined ? [] : [changes.came]),
        changed: new PathSet(),
        gone: new PathSet(changes.gone === undefined ? [] : [changes.gone]),
      });
    const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

    beforeEach(async () => {
      home = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-vagrant-')));
      userSettings['boxwright.vagrant.path'] = path.join(home, 'vagrant');
      workspace.files = [];
      availability = new VagrantAvailability({
        home,
        files: { onDidChange: files.event },
        changes: [changed.event],
      });
      await settled();
      // What it finds at first is not what these tests are about.
      ran.length = 0;
    });
    afterEach(() => {
      availability?.dispose();
      delete userSettings['boxwright.vagrant.path'];
      workspace.files = [];
      rmSync(home, { recursive: true, force: true });
    });

    it('a Vagrantfile is enough, which comes and goes', async () => {
      workspace.files = ['/w/Vagrantfile'];
      fileChange({ came: '/w/Vagrantfile' });
      await settled();
      const now = told();
      assert.deepEqual([now['vagrant'], now['vagrantfiles'], now['machines']], ['yes', 'yes', 'yes']);
      workspace.files = [];
      fileChange({ gone: '/w' });
      await settled();
      const after = told();
      assert.deepEqual([after['vagrant'], after['vagrantfiles'], after['machines']], ['no', 'no', 'no']);
    });

    it('the program, machines and boxes are looked for again when a view or the user comes back', () => {
      writeFileSync(path.join(home, 'vagrant'), '', { mode: 0o755 });
      changed.fire(undefined);
      assert.equal(told()['vagrant'], 'yes');
      mkdirSync(path.join(home, 'boxes', 'a', '0', 'virtualbox'), { recursive: true });
      mkdirSync(path.join(home, 'data', 'machine-index'), { recursive: true });
      const index = { version: 1, machines: { '0123': { name: 'default', vagrantfile_path: '/p' } } };
      writeFileSync(path.join(home, 'data', 'machine-index', 'index'), JSON.stringify(index));
      focusWindow(false);
      assert.equal(told()['boxes'], undefined);
      focusWindow();
      assert.deepEqual([told()['boxes'], told()['machines']], ['yes', 'yes']);
      rmSync(path.join(home, 'boxes'), { recursive: true });
      changed.fire(undefined);
      assert.equal(told()['boxes'], 'no');
    });
  });
});
