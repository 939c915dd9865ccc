import path from 'node:path';
import * as vscode from 'vscode';
import type { Refusal } from '../../../../tools/packer/leftovers/removableFolder';
import type { Leftover, LeftAlone } from '../../../../tools/packer/leftovers/findLeftovers';

/** How long a command line may be that is shown. */
const longest = 100;

/** What is left, and what happens to it when it is removed. */
export function describeLeftover(leftover: Leftover): { label: string; description: string; detail: string } {
  switch (leftover.kind) {
    case 'process': {
      const { pid, command } = leftover.process;
      return {
        label: vscode.l10n.t('Process {0}', pid),
        description: command.length > longest ? `${command.slice(0, longest)}…` : command,
        detail: vscode.l10n.t('will be ended'),
      };
    }
    case 'machine': {
      const { machine, info } = leftover;
      return {
        label: vscode.l10n.t('VirtualBox machine {0}', machine.name),
        description: [info?.state, info?.file && path.dirname(info.file)].filter(Boolean).join(' · '),
        detail: vscode.l10n.t('will be powered off and deleted by VirtualBox, with its disks and its folder'),
      };
    }
    case 'folder':
      return {
        label: vscode.workspace.asRelativePath(leftover.path),
        description: leftover.ofLastRun
          ? vscode.l10n.t('created by the last run')
          : vscode.l10n.t('not created by the last run'),
        detail: vscode.l10n.t('will be moved to the trash'),
      };
    case 'lock':
      return {
        label: path.basename(leftover.path),
        description: path.dirname(leftover.path),
        detail: vscode.l10n.t('will be deleted: the lock of a download'),
      };
  }
}

const refusals: Readonly<Record<Refusal, () => string>> = {
  outside: () => vscode.l10n.t('it is outside the workspace'),
  'holds-sources': () => vscode.l10n.t('it contains files of the template'),
  link: () => vscode.l10n.t('its path contains a link'),
  repository: () => vscode.l10n.t('it is a Git repository'),
  'no-folder': () => vscode.l10n.t('it is not a folder'),
};

/** Why something is not removed. */
export const describeRefusal = ({ path: file, refusal }: LeftAlone): string =>
  vscode.l10n.t('{0} is not removed: {1}.', file, refusals[refusal]());
