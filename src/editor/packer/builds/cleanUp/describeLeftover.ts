import path from 'node:path';
import * as vscode from 'vscode';
import type { Leftover } from '../../../../tools/packer/leftovers/findLeftovers';
import { ago } from '../../../ago';
import { describeBytes } from '../../../sizes';
import { describeDoubt } from './describeDoubt';
import { hasTrash } from './trash';

/** How long a command line may be that is shown. */
const longest = 100;

/**
 * What is left, and what happens to it when it is removed.
 * @param size what is deleted with it, in bytes
 */
export function describeLeftover(
  leftover: Leftover,
  size?: number,
): { label: string; description: string; detail: string } {
  const { description, ...more } = withoutSize(leftover);
  return { ...more, description: joined(size === undefined ? '' : describeBytes(size), description) };
}

function withoutSize(leftover: Leftover): { label: string; description: string; detail: string } {
  switch (leftover.kind) {
    case 'process': {
      const { pid, command } = leftover.process;
      return {
        label: command.length > longest ? `${command.slice(0, longest)}…` : command,
        description: joined(vscode.l10n.t('process {0}', pid), origin(leftover)),
        detail: vscode.l10n.t('will be ended'),
      };
    }
    case 'machine': {
      const { machine, info } = leftover;
      return {
        label: vscode.l10n.t('VirtualBox machine {0}', machine.name),
        description: joined(origin(leftover), info?.state, info?.file && path.dirname(info.file)),
        detail: vscode.l10n.t(
          'will be powered off and deleted permanently by VirtualBox, with its disks and its folder',
        ),
      };
    }
    case 'hyperV': {
      const { name, state, folder } = leftover.machine;
      return {
        label: vscode.l10n.t('Hyper-V machine {0}', name),
        description: joined(origin(leftover), state, folder),
        detail: vscode.l10n.t('will be turned off and removed from Hyper-V; its disks stay'),
      };
    }
    case 'vmware':
      return {
        label: vscode.l10n.t('VMware machine {0}', path.basename(leftover.file)),
        description: joined(origin(leftover), path.dirname(leftover.file)),
        detail: vscode.l10n.t('will be powered off by VMware'),
      };
    case 'folder':
      return {
        label: vscode.workspace.asRelativePath(leftover.path),
        description: origin(leftover),
        detail: hasTrash()
          ? vscode.l10n.t('will be moved to the trash')
          : vscode.l10n.t('will be deleted permanently, as there is no trash here'),
      };
    case 'lock':
      return {
        label: path.basename(leftover.path),
        description: path.dirname(leftover.path),
        detail: vscode.l10n.t('will be deleted permanently: the lock of a download'),
      };
  }
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** Which run has left it, or why no run is known to have. */
const origin = ({ proof }: Leftover): string =>
  proof.proven
    ? vscode.l10n.t('from the run that began {0}', ago(proof.run.began))
    : describeDoubt(proof.doubt);
