import * as vscode from 'vscode';
import type { KnownMachine, Stale } from '../../../../tools/vagrant/knownMachines';
import type { StateKind } from '../../../../tools/vagrant/machineState';

/** A machine's state in words: the provider's own, which its users know. */
export const stateWord = ({ state }: Pick<KnownMachine, 'state'>): string =>
  state || vscode.l10n.t('state unknown');

/** The picture beside the word. */
export const stateIcons: Readonly<Record<StateKind, string>> = {
  running: 'vm-running',
  stopped: 'vm',
  suspended: 'debug-pause',
  notCreated: 'vm-outline',
  unknown: 'question',
};

/** Why a machine is marked as stale. */
export function whyStale(stale: Stale, { folder, name }: KnownMachine): string {
  switch (stale) {
    case 'folder':
      return vscode.l10n.t('Its folder {0} no longer exists.', folder);
    case 'vagrantfile':
      return vscode.l10n.t('There is no longer a Vagrantfile in {0}.', folder);
    case 'data':
      return vscode.l10n.t("Vagrant's data about it in {0} no longer exists.", folder);
    case 'definition':
      return vscode.l10n.t(
        'The Vagrantfile no longer defines {0}. Define it again to destroy it with Vagrant.',
        name,
      );
  }
}
