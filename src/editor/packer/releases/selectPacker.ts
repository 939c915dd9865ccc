import * as vscode from 'vscode';
import { findExecutable } from '../../../tools/findExecutable';
import { installedPackers } from '../../../tools/packer/releases/installedPackers';
import { MultiStepInput, separator } from '../../multiStepInput';
import { settings } from '../../settings';
import { installPacker } from './installPacker';
import type { PackerServices } from './packerServices';
import { removeVersion } from './removeVersion';
import { askUseIn, usePacker } from './usePacker';

interface PackerItem extends vscode.QuickPickItem {
  /** Empty: the one on PATH. Undefined: another one is to be installed. */
  readonly version: string | undefined;
}

/** Asks which of the Packers that are there runs, and where. @throws WorkspaceUntrusted, UserFacingError */
export async function selectPacker(services: PackerServices): Promise<void> {
  services.runner.checkTrust();
  const input = new MultiStepInput();
  try {
    for (;;) {
      const item = await askForPacker(input, services);
      if (!item) return;
      const { version } = item;
      if (version === undefined) return void (await installPacker(services, ''));
      const title = version
        ? vscode.l10n.t('Use Packer {0}', version)
        : vscode.l10n.t('Use the Packer on PATH');
      const use = await askUseIn(input, { title, back: true }, false);
      if (use === 'back') continue;
      if (use?.useIn !== undefined) await usePacker(version, use.useIn);
      return;
    }
  } finally {
    input.dispose();
  }
}

async function askForPacker(
  input: MultiStepInput,
  services: PackerServices,
): Promise<PackerItem | undefined> {
  const remove: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('trash'),
    tooltip: vscode.l10n.t('Remove'),
  };
  for (;;) {
    const used = settings.packer();
    const items = [
      ...installedPackers(services.folder).map((version): PackerItem => ({
        label: vscode.l10n.t('Packer {0}', version),
        description: used.version === version ? vscode.l10n.t('in use here') : '',
        iconPath: new vscode.ThemeIcon(used.version === version ? 'check' : 'package'),
        buttons: [remove],
        version,
      })),
      onPath(used.path, used.version),
    ];
    const install: PackerItem = {
      label: vscode.l10n.t('Install another version…'),
      iconPath: new vscode.ThemeIcon('cloud-download'),
      version: undefined,
    };
    const answer = await input.ask<PackerItem>({
      title: vscode.l10n.t('Select Packer'),
      items: [...items, separator(''), install],
      active: items.find(({ iconPath }) => iconPath instanceof vscode.ThemeIcon && iconPath.id === 'check'),
      placeholder: used.path
        ? vscode.l10n.t('In use here: {0}, set in boxwright.packer.path', used.path)
        : vscode.l10n.t('Select the Packer to run'),
    });
    if (answer?.kind === 'itemButton') {
      await removeVersion(services, answer.item.version);
      continue;
    }
    return answer?.kind === 'items' ? answer.items[0] : undefined;
  }
}

function onPath(usedPath: string, usedVersion: string): PackerItem {
  const found = findExecutable('packer', '');
  const isUsed = found !== undefined && !usedPath && !usedVersion;
  return {
    label: vscode.l10n.t('Packer on PATH'),
    description: [
      found ?? vscode.l10n.t('not found'),
      ...(isUsed ? [vscode.l10n.t('in use here')] : []),
    ].join(' · '),
    iconPath: new vscode.ThemeIcon(isUsed ? 'check' : 'terminal'),
    version: '',
  };
}
