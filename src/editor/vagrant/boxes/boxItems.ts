import * as vscode from 'vscode';
import type { Box } from '../../../tools/vagrant/readBoxes';
import type { IndexedMachine } from '../../../tools/vagrant/readMachines';
import { describeBytes } from '../../sizes';
import { describeBox, describeUser } from './describeBox';

/** An item of the Boxes view: a name, a version of it, a version for one provider; or word that Vagrant is missing. */
export type BoxItem =
  | { readonly kind: 'name'; readonly boxes: readonly Box[]; readonly newer: readonly Newer[] }
  | { readonly kind: 'version'; readonly boxes: readonly Box[] }
  | {
      readonly kind: 'box';
      readonly box: Box;
      /** Whether it is the only one of its version, in whose place it then stands. */
      readonly alone: boolean;
      /** Bytes. */
      readonly size: number;
      readonly users: readonly IndexedMachine[];
    }
  | { readonly kind: 'missing'; readonly message: string };

interface Newer {
  readonly provider: string;
  readonly version: string;
}

/** The boxes that an item stands for. */
export function boxesOf(item: BoxItem): readonly Box[] {
  if (item.kind === 'missing') return [];
  return item.kind === 'box' ? [item.box] : item.boxes;
}

export function boxTreeItem(item: BoxItem): vscode.TreeItem {
  switch (item.kind) {
    case 'name':
      return nameItem(item);
    case 'version':
      return versionItem(item.boxes);
    case 'box':
      return oneBoxItem(item);
    case 'missing':
      return missingItem(item.message);
  }
}

const distinct = (words: readonly string[]): string => [...new Set(words)].join(', ');
const joined = (words: readonly (string | undefined)[]): string => words.filter(Boolean).join(' · ');

function nameItem({ boxes, newer }: BoxItem & { kind: 'name' }): vscode.TreeItem {
  const [first] = boxes;
  const item = new vscode.TreeItem(first?.name ?? '', vscode.TreeItemCollapsibleState.Collapsed);
  const versions = new Set(boxes.map(({ version }) => version)).size;
  const available = newer.length
    ? vscode.l10n.t('{0} is available', distinct(newer.map(({ version }) => version)))
    : undefined;
  item.id = first?.name ?? '';
  // First, for a narrow side bar cuts the rest.
  item.description = joined([
    available,
    versions === 1 ? first?.version : vscode.l10n.t('{0} versions', versions),
    distinct(boxes.map(({ provider }) => provider)),
  ]);
  item.iconPath = new vscode.ThemeIcon(available ? 'arrow-circle-up' : 'package');
  item.contextValue = `box name${first?.fromCatalog ? ' catalog' : ''}`;
  item.accessibilityInformation = {
    label: vscode.l10n.t('Box {0}, {1}', first?.name ?? '', item.description),
  };
  return item;
}

function versionItem(boxes: readonly Box[]): vscode.TreeItem {
  const [first] = boxes;
  const item = new vscode.TreeItem(first?.version ?? '', vscode.TreeItemCollapsibleState.Expanded);
  item.id = [first?.name, first?.version].join('\0');
  item.description = distinct(boxes.map(({ provider }) => provider));
  item.iconPath = new vscode.ThemeIcon('versions');
  item.contextValue = 'box version';
  item.accessibilityInformation = {
    label: vscode.l10n.t('Version {0} for {1}', first?.version ?? '', item.description),
  };
  return item;
}

function oneBoxItem({ box, alone, size, users }: BoxItem & { kind: 'box' }): vscode.TreeItem {
  const item = new vscode.TreeItem(alone ? box.version : box.provider);
  const use = users.length
    ? vscode.l10n.t('used by {0}', users.map(({ name }) => name).join(', '))
    : undefined;
  item.id = [box.name, box.version, box.architecture ?? '', box.provider].join('\0');
  item.description = joined([alone ? box.provider : undefined, box.architecture, describeBytes(size), use]);
  item.iconPath = new vscode.ThemeIcon(users.length ? 'package' : 'archive');
  item.contextValue = `box one${box.fromCatalog ? ' catalog' : ''}`;
  item.tooltip = [
    describeBox(box),
    ...users.map((user) => vscode.l10n.t('Used by {0}', describeUser(user))),
    box.folder,
  ].join('\n');
  item.accessibilityInformation = {
    label: vscode.l10n.t('Box {0}, {1}', describeBox(box), joined([describeBytes(size), use])),
  };
  return item;
}

function missingItem(message: string): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Vagrant not found'));
  item.description = vscode.l10n.t('click to set its path');
  item.tooltip = message;
  item.iconPath = new vscode.ThemeIcon('warning');
  item.contextValue = 'missing';
  item.command = {
    command: 'workbench.action.openSettings',
    title: vscode.l10n.t('Open Settings'),
    arguments: ['boxwright.vagrant.path'],
  };
  return item;
}
