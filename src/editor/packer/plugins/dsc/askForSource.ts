import * as vscode from 'vscode';
import { dscSources } from '../../../../tools/packer/dsc/packerDsc';
import type { DscSource } from '../../../../tools/packer/dsc/packerDsc';
import type { DscWay } from '../../../../pipeline/packer/dscWays';

interface Choice extends vscode.QuickPickItem {
  readonly ask: () => DscSource | undefined | Promise<DscSource | undefined>;
}

/** Asks where packer-dsc comes from. @returns undefined when the user gave it up */
export async function askForSource(way: DscWay, packer: string): Promise<DscSource | undefined> {
  const picked = await vscode.window.showQuickPick([...builtChoices(way), readyChoice], {
    title: vscode.l10n.t('Install packer-dsc for Packer {0}', packer),
    placeHolder: vscode.l10n.t('Select where to get it. You see what will be done before anything runs'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.ask();
}

function builtChoices({ build }: DscWay): Choice[] {
  if (!build) return [];
  const source = dscSources[build];
  return [
    {
      label: vscode.l10n.t('From GitHub'),
      description: source.url.replace('https://github.com/', ''),
      detail: vscode.l10n.t('Builds the tested commit {0}. Needs Git and Go.', source.commit.slice(0, 10)),
      iconPath: new vscode.ThemeIcon('git-commit'),
      ask: () => source,
    },
    {
      label: vscode.l10n.t('From a folder…'),
      detail: vscode.l10n.t('Builds the sources of packer-dsc or of a fork. Needs Go.'),
      iconPath: new vscode.ThemeIcon('folder'),
      ask: async () => {
        const path = await choose(true);
        return path === undefined ? undefined : { kind: 'folder', path };
      },
    },
  ];
}

const readyChoice: Choice = {
  label: vscode.l10n.t('From a program or zip file…'),
  detail: vscode.l10n.t(
    'Uses a program that was built for this system elsewhere. Needs neither Git, Go nor a network.',
  ),
  iconPath: new vscode.ThemeIcon('file-binary'),
  ask: () => askForProgram(),
};

/** Asks for a program that was built elsewhere. */
export async function askForProgram(): Promise<DscSource | undefined> {
  const path = await choose(false);
  return path === undefined ? undefined : { kind: 'file', path };
}

async function choose(folder: boolean): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: folder
        ? vscode.l10n.t('Sources of packer-dsc')
        : vscode.l10n.t('Program of packer-dsc, or zip file with it'),
      canSelectFolders: folder,
      canSelectFiles: !folder,
    })) ?? [];
  return uri?.fsPath;
}
