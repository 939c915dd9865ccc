import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { boxTreeItem, boxesOf } from '../../../../src/editor/vagrant/boxes/boxItems';
import { describeBytes } from '../../../../src/editor/sizes';
import type { FolderMachines } from '../../../../src/editor/vagrant/machines/status/machineStore';
import { machineTreeItem } from '../../../../src/editor/vagrant/machines/view/machineItems';
import type { MachineNode } from '../../../../src/editor/vagrant/machines/view/machineNodes';
import { pluginTreeItem } from '../../../../src/editor/vagrant/plugins/pluginItems';
import type { KnownMachine } from '../../../../src/tools/vagrant/knownMachines';
import type { Box } from '../../../../src/tools/vagrant/readBoxes';
import type { IndexedMachine } from '../../../../src/tools/vagrant/readMachines';
import type { Plugin } from '../../../../src/tools/vagrant/readPlugins';
import { menuOf } from '../../../support/menuOf';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
const icon = ({ iconPath }: vscode.TreeItem) => (iconPath as vscode.ThemeIcon).id;

const box: Box = {
  name: 'acme/windows',
  version: '1.2.0',
  provider: 'virtualbox',
  architecture: 'amd64',
  folder: '/home/boxes/acme',
  fromCatalog: true,
};
const user: IndexedMachine = {
  id: '0'.repeat(32),
  name: 'dc',
  provider: 'virtualbox',
  state: 'running',
  folder: '/w/lab',
  vagrantfile: undefined,
  data: '',
  box: undefined,
};

describe('items of the Boxes view', () => {
  const ofOne = { kind: 'box', box, alone: false, size: 5_312_000_000, users: [] } as const;

  it('of a name say its versions and providers, and first what is newer', () => {
    const older = { ...box, version: '1.1.0', provider: 'hyperv' };
    const newer = { provider: 'virtualbox', version: '2.0' };
    const item = boxTreeItem({ kind: 'name', boxes: [box, older], newer: [newer, newer] });
    assert.equal(item.collapsibleState, Collapsed);
    assert.match(String(item.description), /^2\.0 .* · 2 .* · virtualbox, hyperv$/);
    assert.equal(icon(item), 'arrow-circle-up');
    const current = boxTreeItem({ kind: 'name', boxes: [box], newer: [] });
    assert.equal(current.description, '1.2.0 · virtualbox');
    assert.equal(icon(current), 'package');
  });

  it('of one box say its size and who uses it', () => {
    assert.equal(boxTreeItem(ofOne).description, 'amd64 · 5.31 GB');
    assert.equal(icon(boxTreeItem(ofOne)), 'archive');
    const used = boxTreeItem({ ...ofOne, alone: true, users: [user] });
    assert.equal(used.label, '1.2.0');
    assert.match(String(used.description), /^virtualbox · amd64 · 5\.31 GB · .*dc$/);
    assert.equal(icon(used), 'package');
    for (const fact of ['acme/windows 1.2.0 (virtualbox, amd64)', 'dc in /w/lab', '/home/boxes/acme'])
      assert.ok((used.tooltip as string).includes(fact), fact);
  });

  it('have menus that fit: only a box of a catalog is updated, only one box repackaged', () => {
    const local = { ...box, fromCatalog: false };
    const menu = (item: Parameters<typeof boxTreeItem>[0]) => menuOf('boxwright.boxes', boxTreeItem(item));
    assert.deepEqual(menu({ kind: 'name', boxes: [box], newer: [] }), {
      inline: 'updateBox removeBox',
      menu: 'useBox updateBox copyBoxName removeBox',
    });
    assert.deepEqual(menu({ kind: 'name', boxes: [local], newer: [] }), {
      inline: 'removeBox',
      menu: 'useBox copyBoxName removeBox',
    });
    assert.deepEqual(menu({ kind: 'version', boxes: [box] }), {
      inline: 'removeBox',
      menu: 'useBox copyBoxName removeBox',
    });
    assert.deepEqual(menu(ofOne), {
      inline: 'removeBox',
      menu: 'useBox updateBox repackageBox copyBoxName removeBox',
    });
    assert.deepEqual(menu({ kind: 'missing', message: '' }), { inline: '', menu: '' });
  });

  it('lead to the setting when Vagrant is missing', () => {
    const item = boxTreeItem({ kind: 'missing', message: 'vagrant: not found' });
    assert.equal(item.tooltip, 'vagrant: not found');
    assert.deepEqual(item.command?.arguments, ['boxwright.vagrant.path']);
  });

  it('stand for boxes, in groups that keep their order', () => {
    assert.deepEqual(boxesOf(ofOne), [box]);
    assert.deepEqual(boxesOf({ kind: 'version', boxes: [box, box] }), [box, box]);
    assert.deepEqual(boxesOf({ kind: 'missing', message: '' }), []);
  });

  for (const [bytes, shown] of [
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [5_312_000_000, '5.31 GB'],
    [2e15, '2,000 TB'],
  ] as const)
    it(`say a size in three digits: ${shown}`, () => assert.equal(describeBytes(bytes), shown));
});

describe('items of the Machines view', () => {
  const machine: KnownMachine = {
    folder: '/w/lab',
    vagrantfile: undefined,
    name: 'dc',
    provider: 'virtualbox',
    created: true,
    state: 'running',
    kind: 'running',
    box: { name: 'acme/windows', version: '1.2.0' },
    newerBox: undefined,
    stale: undefined,
  };
  const node = (changes: Partial<KnownMachine> = {}, isOther = false): MachineNode => ({
    kind: 'machine',
    machine: { ...machine, ...changes },
    isOther,
  });
  const menu = (one: MachineNode, busy?: string, ...keys: string[]) =>
    menuOf('boxwright.machines', machineTreeItem(one, busy), keys);

  it('say state, provider and box, and what is newer', () => {
    const item = machineTreeItem(node(), undefined);
    assert.equal(item.description, 'running · virtualbox · acme/windows 1.2.0');
    assert.equal(item.collapsibleState, Collapsed);
    assert.equal(icon(item), 'vm-running');
    assert.match(String(machineTreeItem(node({ newerBox: '2.0' }), undefined).description), / · 2\.0 .+$/);
    assert.match(String(machineTreeItem(node({}, true), undefined).description), / · lab$/);
    const fresh = machineTreeItem(node({ created: false, kind: 'notCreated' }), undefined);
    assert.equal(fresh.collapsibleState, None);
  });

  it('have an id for each place of a machine, and other ones in the other list', () => {
    const ids = [
      node(),
      node({ name: 'b' }),
      node({ folder: '/x' }),
      node({ provider: 'hyperv' }),
      node({}, true),
    ];
    assert.equal(new Set(ids.map((one) => machineTreeItem(one, undefined).id)).size, ids.length);
  });

  for (const [kind, inline] of [
    ['running', 'halt provision ssh'],
    ['stopped', 'up provision'],
    ['suspended', 'up resume halt'],
    ['notCreated', 'up'],
    ['unknown', 'up resume halt provision ssh'],
  ] as const)
    it(`offer what can be done with a machine that is ${kind}`, () => {
      assert.equal(menu(node({ kind })).inline, inline);
    });

  it('offer to connect, to save and to destroy where that can be', () => {
    assert.equal(
      menu(node(), undefined, 'isWindows', 'boxwright.remoteSsh').menu,
      'halt suspend reload provision saveSnapshot packageMachine ' +
        'ssh powershell winrm rdp showPorts copySshConfig openRemote openVagrantfile revealFolder destroy',
    );
    assert.equal(
      menu(node({ kind: 'stopped' })).menu,
      'up upWithDebugLog provision saveSnapshot packageMachine openVagrantfile revealFolder destroy',
    );
    assert.equal(menu(node({ kind: 'notCreated' })).menu, 'up upWithDebugLog openVagrantfile revealFolder');
  });

  it('offer to interrupt what goes on, and nothing that would meet it', () => {
    const item = machineTreeItem(node(), 'up');
    assert.equal(icon(item), 'loading~spin');
    assert.match(String(item.description), /^vagrant up is running · /);
    assert.deepEqual(menu(node(), 'up'), {
      inline: 'ssh interrupt',
      menu: 'interrupt ssh winrm rdp showPorts copySshConfig openVagrantfile revealFolder',
    });
  });

  for (const [stale, offered] of [
    ['folder', { inline: 'pruneMachines', menu: 'pruneMachines' }],
    ['vagrantfile', { inline: 'pruneMachines', menu: 'pruneMachines' }],
    ['data', { inline: 'pruneMachines', menu: 'openVagrantfile revealFolder pruneMachines' }],
    ['definition', { inline: '', menu: 'openVagrantfile revealFolder' }],
  ] as const)
    it(`mark a machine that lost its ${stale}`, () => {
      const item = machineTreeItem(node({ stale }), undefined);
      assert.equal(icon(item), 'warning');
      assert.equal(item.collapsibleState, None);
      assert.deepEqual(menu(node({ stale })), offered);
    });

  it('of a Vagrantfile offer what goes for all its machines, and say why it can not be loaded', () => {
    const of = {
      folder: '/w/lab',
      vagrantfile: { file: '/w/lab/Vagrantfile' },
      machines: [machine],
      failure: undefined,
    } as unknown as FolderMachines;
    const item = machineTreeItem({ kind: 'vagrantfile', of }, undefined);
    assert.equal(item.label, 'lab/Vagrantfile');
    assert.equal(item.collapsibleState, Expanded);
    assert.equal(menu({ kind: 'vagrantfile', of }).inline, 'up resume halt provision');
    const notCreated = { ...of, machines: [{ ...machine, created: false }] };
    assert.equal(menu({ kind: 'vagrantfile', of: notCreated }).inline, 'up provision');
    assert.equal(menu({ kind: 'vagrantfile', of }, 'up').inline, 'interrupt');
    const failed = { ...of, failure: { message: 'undefined method' } } as FolderMachines;
    const broken = machineTreeItem({ kind: 'vagrantfile', of: failed }, undefined);
    assert.equal(icon(broken), 'warning');
    assert.ok((broken.tooltip as string).startsWith('undefined method'));
    assert.equal(broken.command?.command, 'boxwright.vagrant.openVagrantfile');
  });

  it('of other machines say how many are stale', () => {
    const item = machineTreeItem(
      { kind: 'others', machines: [machine, { ...machine, stale: 'folder' }], expanded: true },
      undefined,
    );
    assert.equal(item.collapsibleState, Expanded);
    assert.match(String(item.description), /^2\b.*\b1\b/);
    assert.equal(menuOf('boxwright.machines', item).menu, 'pruneMachines');
  });

  it('of a snapshot offer to restore and delete it', () => {
    assert.deepEqual(menu({ kind: 'snapshot', machine, name: 'clean' }), {
      inline: 'restoreSnapshot deleteSnapshot',
      menu: 'restoreSnapshot deleteSnapshot',
    });
  });
});

describe('items of the view of Vagrant’s plugins', () => {
  const plugin: Plugin = {
    name: 'vagrant-reload',
    version: '0.0.1',
    scope: { kind: 'global' },
    constraint: '',
    sources: [],
    gems: undefined,
    installed: true,
  };
  const itemOf = (changes: Partial<Plugin>) =>
    pluginTreeItem({ kind: 'plugin', plugin: { ...plugin, ...changes } });
  const menu = (changes: Partial<Plugin>) => menuOf('boxwright.vagrantPlugins', itemOf(changes));

  it('offer to repair what is broken first, and nothing that changes what came with Vagrant', () => {
    assert.deepEqual(menu({}), {
      inline: 'showPlugin uninstallPlugin',
      menu: 'showPlugin updatePlugin repairPlugins uninstallPlugin',
    });
    assert.equal(menu({ installed: false }).inline, 'repairPlugins showPlugin uninstallPlugin');
    assert.deepEqual(menu({ scope: { kind: 'system' } }), { inline: 'showPlugin', menu: 'showPlugin' });
  });

  it('say where one belongs, and tell those of two projects apart', () => {
    const [a, b] = ['/w/a', '/w/b'].map((folder) => itemOf({ scope: { kind: 'local', folder } }));
    assert.match(String(a?.description), /^0\.0\.1 · .*\ba$/);
    assert.notEqual(a?.id, b?.id);
    assert.equal(icon(itemOf({ scope: { kind: 'system' } })), 'lock');
    assert.equal(icon(itemOf({ installed: false })), 'warning');
  });
});
