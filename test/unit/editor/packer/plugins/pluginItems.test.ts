import assert from 'node:assert/strict';
import { omit } from '../../../../support/omit';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { pluginTreeItem } from '../../../../../src/editor/packer/plugins/pluginItems';
import type { NeededPlugin, OwnedPlugin } from '../../../../../src/editor/packer/plugins/pluginItems';
import type { MissingPlugin } from '../../../../../src/tools/packer/plugins/missingPlugins';
import { menuOf } from '../../../../support/menuOf';
import { outlined, templateOf } from '../../../../support/templates';

const { None, Collapsed } = vscode.TreeItemCollapsibleState;
const icon = ({ iconPath }: vscode.TreeItem) => (iconPath as vscode.ThemeIcon).id;
const menu = (item: vscode.TreeItem) => menuOf('boxwright.packerPlugins', item);

const source = 'github.com/hashicorp/qemu';
const template = {
  ...outlined(templateOf({ builders: [{ type: 'qemu' }] })),
  path: path.resolve('/w/lab/q.json'),
};
const owned = (changes: Partial<OwnedPlugin['plugin']> = {}, templates = [template]): OwnedPlugin => ({
  kind: 'plugin',
  plugin: { source, name: 'qemu', version: '1.1.0', path: '/p/packer-plugin-qemu', ...changes },
  version: '1.11.2',
  templates,
});
const needed = (changes: Partial<MissingPlugin> = {}): NeededPlugin => ({
  kind: 'needed',
  plugin: {
    source,
    components: [{ kind: 'builder', type: 'qemu' }],
    installed: [],
    by: 'install',
    ...changes,
  },
  version: '1.11.2',
  templates: [template],
});

describe('items of the Packer Plugins view', () => {
  it('of a plugin say its version and source, and who needs it', () => {
    const item = pluginTreeItem(owned());
    assert.equal(item.label, 'qemu');
    assert.equal(item.description, `1.1.0 · ${source}`);
    assert.equal(icon(item), 'extensions');
    assert.equal(item.collapsibleState, Collapsed);
    for (const text of [item.tooltip as string, item.accessibilityInformation?.label ?? ''])
      assert.match(text, /lab\/q\.json$/);
    assert.equal(pluginTreeItem(owned({}, [])).collapsibleState, None);
  });

  it('of a plugin that is not loaded say that first, and why', () => {
    const item = pluginTreeItem(owned({ unloadable: { reason: 'api', api: '6.0' } }));
    assert.equal(icon(item), 'circle-slash');
    assert.match(String(item.description), /^[^·]*6\.0 · 1\.1\.0 · github/);
    assert.match(item.tooltip as string, /Packer 1\.11\.2 .*6\.0/);
    assert.equal(item.contextValue, 'plugin unloadable sourced');
  });

  it('of a plugin that Boxwright has installed say so, and from where', () => {
    const item = pluginTreeItem({ ...owned(), installedFrom: 'https://example.test/dsc@0123' });
    assert.equal(item.description, `1.1.0 · installed by Boxwright · ${source}`);
    assert.match(item.tooltip as string, /^Boxwright installed it from https:\/\/example\.test\/dsc@0123$/m);
    assert.doesNotMatch(pluginTreeItem(owned()).tooltip as string, /Boxwright/);
  });

  it('offer to update what has a source, and to remove all', () => {
    const file = omit(owned().plugin, 'source');
    const loose = pluginTreeItem({ ...owned(), plugin: file });
    assert.equal(loose.contextValue, 'plugin loaded');
    assert.equal(pluginTreeItem(owned()).contextValue, 'plugin loaded sourced');
    for (const item of [loose, pluginTreeItem(owned())])
      assert.match(menu(item).menu, /removePlugin/, menu(item).menu);
    assert.notDeepEqual(menu(loose), menu(pluginTreeItem(owned())));
  });

  it('of a plugin that is needed say what is asked for and what is there', () => {
    const item = pluginTreeItem(needed({ constraint: '~> 1.0', installed: ['0.9.0', '0.8.0'], by: 'init' }));
    assert.equal(icon(item), 'warning');
    assert.match(String(item.description), /0\.9\.0, 0\.8\.0 · ~> 1\.0 · github\.com\/hashicorp\/qemu$/);
    assert.equal(item.contextValue, 'needed install sourced');
    assert.match(menu(item).inline, /installPlugin/);
  });

  it('of a plugin that nobody is known to have go by what it brings, and lead to a search', () => {
    const components = ['foo-iso', 'foo-ovf'].map((type) => ({ kind: 'builder', type }) as const);
    const unknown = omit(needed({ components, by: 'hand' }).plugin, 'source');
    const item = pluginTreeItem({ ...needed(), plugin: unknown });
    assert.equal(item.label, 'foo-iso, foo-ovf');
    assert.equal(item.contextValue, 'needed browse');
    assert.notEqual(menu(item).inline, menu(pluginTreeItem(needed())).inline);
  });

  it('of a template below a plugin open it', () => {
    const item = pluginTreeItem({ kind: 'template', parent: owned(), template });
    assert.equal(item.label, 'q.json');
    assert.equal(item.tooltip, 'lab/q.json');
    assert.equal(
      (item.command?.arguments?.[0] as vscode.Uri).path,
      pathToFileURL('/project/template.json').pathname,
    );
    const other = pluginTreeItem({ kind: 'template', parent: needed(), template });
    assert.notEqual(other.id, item.id);
  });

  describe('of a Packer that gives no version', () => {
    const outer = process.env['PACKER_PLUGIN_PATH'];
    const described = (folders: readonly string[]) => {
      process.env['PACKER_PLUGIN_PATH'] = folders.join(path.delimiter);
      return String(pluginTreeItem({ kind: 'silent' }).description);
    };
    afterEach(() => {
      if (outer === undefined) delete process.env['PACKER_PLUGIN_PATH'];
      else process.env['PACKER_PLUGIN_PATH'] = outer;
    });

    it('blame several plugin folders, which Packer refuses', () => {
      assert.match(described(['/a', '/b']), /PACKER_PLUGIN_PATH/);
      assert.doesNotMatch(described(['/a']), /PACKER_PLUGIN_PATH/);
    });
  });
});
