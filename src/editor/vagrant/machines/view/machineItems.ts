import path from 'node:path';
import * as vscode from 'vscode';
import { machineKey } from '../../../../tools/vagrant/knownMachines';
import type { KnownMachine, Stale } from '../../../../tools/vagrant/knownMachines';
import type { StateKind } from '../../../../tools/vagrant/machineState';
import { plural } from '../../../plural';
import type { MachineNode } from './machineNodes';
import { stateIcons, stateWord, whyStale } from './stateWords';

/** What the menus of a machine offer in each state: words that package.json looks for in an item's context. */
const offered: Readonly<Record<StateKind, string>> = {
  running: 'halt suspend reload provision connect package snapshot destroy',
  stopped: 'up provision package snapshot destroy',
  suspended: 'up resume halt package snapshot destroy',
  notCreated: 'up',
  // Whatever it is: Vagrant says what can't be done.
  unknown: 'up halt suspend resume reload provision connect package snapshot destroy',
};

/** Vagrant can't work with it. Pruning helps where only the index knows it; its Vagrantfile may be there. */
const offeredStale: Readonly<Record<Stale, string>> = {
  folder: 'stale',
  vagrantfile: 'stale',
  data: 'stale open',
  definition: 'open',
};

const offeredTogether = (machines: readonly KnownMachine[]): string =>
  machines.some(({ created, stale }) => created && !stale)
    ? 'up provision halt suspend resume reload destroy'
    : 'up provision';

const words = (...all: readonly string[]): string => all.join(' ');

/** @param busy what Vagrant does in that place or with that machine now, like `up`; undefined for nothing */
export function machineTreeItem(node: MachineNode, busy: string | undefined): vscode.TreeItem {
  switch (node.kind) {
    case 'vagrantfile':
      return vagrantfileItem(node, busy);
    case 'machine':
      return machineItem(node, busy);
    case 'others':
      return othersItem(node);
    case 'snapshot':
      return snapshotItem(node);
    case 'message':
      return messageItem(node);
  }
}

type Node<Kind> = Extract<MachineNode, { kind: Kind }>;

function vagrantfileItem({ of }: Node<'vagrantfile'>, busy: string | undefined): vscode.TreeItem {
  const { folder, vagrantfile, failure, machines } = of;
  const name = vscode.workspace.asRelativePath(
    vagrantfile.file,
    (vscode.workspace.workspaceFolders?.length ?? 0) > 1,
  );
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded);
  item.id = folder;
  item.contextValue = words('vagrantfile open', busy ? 'busy' : offeredTogether(machines));
  item.resourceUri = vscode.Uri.file(vagrantfile.file);
  item.iconPath = new vscode.ThemeIcon(failure ? 'warning' : 'file-code');
  item.description = failure ? vscode.l10n.t('Vagrant cannot load it') : '';
  item.tooltip = failure ? `${failure.message}\n${vagrantfile.file}` : vagrantfile.file;
  item.accessibilityInformation = {
    label: failure
      ? vscode.l10n.t('{0}, Vagrant cannot load it: {1}', name, failure.message)
      : plural(
          machines.length,
          vscode.l10n.t('{0}, {1} machine', name, machines.length),
          vscode.l10n.t('{0}, {1} machines', name, machines.length),
        ),
  };
  if (failure)
    item.command = {
      command: 'boxwright.vagrant.openVagrantfile',
      title: vscode.l10n.t('Open Vagrantfile'),
      arguments: [{ kind: 'vagrantfile', of } satisfies MachineNode],
    };
  return item;
}

function machineItem({ machine, isOther }: Node<'machine'>, busy: string | undefined): vscode.TreeItem {
  const { name, provider, folder, created, stale, box, newerBox, kind } = machine;
  const expandable = created && !stale;
  const item = new vscode.TreeItem(
    name,
    expandable ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = `${isOther ? 'other' : 'own'}\0${machineKey(machine)}`;
  const state = stale
    ? vscode.l10n.t('stale')
    : busy
      ? vscode.l10n.t('vagrant {0} is running', busy)
      : stateWord(machine);
  const boxName = box && [box.name, box.version].filter(Boolean).join(' ');
  const outdated = newerBox && vscode.l10n.t('{0} is installed', newerBox);
  const facts = [state, provider, boxName, outdated, isOther ? path.basename(folder) : ''].filter(Boolean);
  item.description = facts.join(' · ');
  item.iconPath = new vscode.ThemeIcon(
    stale ? 'warning' : busy ? 'loading~spin' : stateIcons[kind],
    stale || busy || kind !== 'running' ? undefined : new vscode.ThemeColor('testing.iconPassed'),
  );
  item.tooltip = tooltip(machine, isOther, busy);
  item.contextValue = words(
    'machine',
    stale ? offeredStale[stale] : busy ? 'open busy connect' : `open ${offered[kind]}`,
  );
  const spoken = [name, ...facts.slice(0, isOther ? -1 : undefined), vscode.workspace.asRelativePath(folder)];
  item.accessibilityInformation = { label: vscode.l10n.t('Machine {0}', spoken.join(', ')) };
  return item;
}

function tooltip(machine: KnownMachine, isOther: boolean, busy: string | undefined): string {
  const { name, folder, stale, box, newerBox, kind } = machine;
  return [
    `${name}: ${stateWord(machine)}`,
    ...(busy ? [vscode.l10n.t('vagrant {0} is running', busy)] : []),
    ...(stale ? [whyStale(stale, machine)] : []),
    ...(box
      ? [vscode.l10n.t('Created from box {0}', [box.name, box.version].filter(Boolean).join(' '))]
      : []),
    ...(newerBox
      ? [
          vscode.l10n.t(
            'Version {0} of the box is installed. It is used when the machine is created again.',
            newerBox,
          ),
        ]
      : []),
    ...(isOther && !stale && kind !== 'unknown'
      ? [vscode.l10n.t('This is the last state that Vagrant saw.')]
      : []),
    folder,
  ].join('\n');
}

function othersItem({ machines, expanded }: Node<'others'>): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(vscode.l10n.t('Other machines'), expanded ? Expanded : Collapsed);
  const stale = machines.filter((machine) => machine.stale).length;
  item.id = 'others';
  item.description = stale
    ? vscode.l10n.t('{0}, {1} stale', machines.length, stale)
    : String(machines.length);
  item.iconPath = new vscode.ThemeIcon('device-desktop');
  item.contextValue = stale ? 'others stale' : 'others';
  item.tooltip = vscode.l10n.t('Machines on this computer whose Vagrantfiles are not in the workspace.');
  item.accessibilityInformation = { label: vscode.l10n.t('Other machines: {0}', item.description) };
  return item;
}

function snapshotItem({ machine, name }: Node<'snapshot'>): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  item.id = `snapshot\0${machineKey(machine)}\0${name}`;
  item.iconPath = new vscode.ThemeIcon('history');
  item.contextValue = 'snapshotOf';
  item.accessibilityInformation = { label: vscode.l10n.t('Snapshot {0} of {1}', name, machine.name) };
  return item;
}

function messageItem({ label, detail, missing }: Node<'message'>): vscode.TreeItem {
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(missing ? 'warning' : 'info');
  item.tooltip = detail || label;
  item.contextValue = 'message';
  if (missing) {
    item.description = vscode.l10n.t('click to set its path');
    item.command = {
      command: 'workbench.action.openSettings',
      title: vscode.l10n.t('Open Settings'),
      arguments: ['boxwright.vagrant.path'],
    };
  }
  return item;
}
