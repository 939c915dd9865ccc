import * as vscode from 'vscode';
import type { Box } from '../../../tools/vagrant/readBoxes';
import type { IndexedMachine } from '../../../tools/vagrant/readMachines';

/** How a box is called in messages. */
export const describeBox = ({ name, version, provider, architecture }: Box): string =>
  `${name} ${version} (${[provider, architecture].filter(Boolean).join(', ')})`;

/** The machines that were made from a box. */
export const usersOf = (box: Box, machines: readonly IndexedMachine[]): IndexedMachine[] =>
  machines.filter(
    ({ box: used }) =>
      used?.name === box.name && used.version === box.version && used.provider === box.provider,
  );

/** How a machine is called in messages. */
export const describeUser = ({ name, folder }: IndexedMachine): string =>
  vscode.l10n.t('{0} in {1}', name, folder);
