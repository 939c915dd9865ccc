import * as vscode from 'vscode';
import { dscSources, isCommit, isGitUrl, moduleSource } from '../../../../tools/packer/dsc/dscSource';
import type { DscSource } from '../../../../tools/packer/dsc/dscSource';
import type { DscWay } from '../../../../pipeline/packer/dscWays';

interface Choice extends vscode.QuickPickItem {
  readonly ask: () => DscSource | undefined | Promise<DscSource | undefined>;
}

/** Asks where packer-dsc comes from. @returns undefined when the user gave it up */
export async function askForSource(way: DscWay, packer: string): Promise<DscSource | undefined> {
  const picked = await vscode.window.showQuickPick([...builtChoices(way), readyChoice], {
    title: vscode.l10n.t('Install packer-dsc for Packer {0}', packer),
    placeHolder: vscode.l10n.t('Where it comes from. What is done is shown before anything runs.'),
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked?.ask();
}

function builtChoices({ build }: DscWay): Choice[] {
  if (!build) return [];
  const { git, module } = dscSources[build];
  if (git.kind !== 'git' || module.kind !== 'module') return [];
  return [
    {
      label: vscode.l10n.t('From GitHub'),
      description: git.url.replace('https://github.com/', ''),
      detail: vscode.l10n.t('The commit that was tried, {0}. Needs Git and Go.', git.commit.slice(0, 10)),
      iconPath: new vscode.ThemeIcon('git-commit'),
      ask: () => git,
    },
    {
      label: vscode.l10n.t('From Go’s module proxy…'),
      description: `${module.module}@${module.version}`,
      detail: vscode.l10n.t('With its checksum verified. Needs Go.'),
      iconPath: new vscode.ThemeIcon('cloud-download'),
      ask: () => askForModule(`${module.module}@${module.version}`),
    },
    {
      label: vscode.l10n.t('From another Git repository…'),
      detail: vscode.l10n.t('A fork of packer-dsc, at one commit. Needs Git and Go.'),
      iconPath: new vscode.ThemeIcon('repo'),
      ask: askForRepository,
    },
    {
      label: vscode.l10n.t('From a folder…'),
      detail: vscode.l10n.t('With the sources of packer-dsc or a fork of it. Needs Go.'),
      iconPath: new vscode.ThemeIcon('folder'),
      ask: async () => {
        const path = await choose(true);
        return path === undefined ? undefined : { kind: 'folder', path };
      },
    },
  ];
}

const readyChoice: Choice = {
  label: vscode.l10n.t('A ready program or zip…'),
  detail: vscode.l10n.t('That was built for this system elsewhere. Needs neither Git, Go nor a network.'),
  iconPath: new vscode.ThemeIcon('file-binary'),
  ask: () => askForProgram(),
};

/** Asks for a program that was built elsewhere. */
export async function askForProgram(): Promise<DscSource | undefined> {
  const path = await choose(false);
  return path === undefined ? undefined : { kind: 'file', path };
}

async function askForModule(value: string): Promise<DscSource | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Go module and version'),
    prompt: vscode.l10n.t('Like {0}', value),
    value,
    validateInput: (typed) =>
      moduleSource(typed.trim())
        ? undefined
        : vscode.l10n.t('It is an address and a version, like {0}.', value),
    ignoreFocusOut: true,
  });
  return text === undefined ? undefined : moduleSource(text.trim());
}

async function askForRepository(): Promise<DscSource | undefined> {
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t('Git repository'),
    prompt: vscode.l10n.t('Its address: https, ssh, or file for one on this machine.'),
    validateInput: (typed) =>
      isGitUrl(typed.trim())
        ? undefined
        : vscode.l10n.t('It is an address like https://github.com/OWNER/packer-plugin-dsc.'),
    ignoreFocusOut: true,
  });
  if (url === undefined) return undefined;
  const commit = await vscode.window.showInputBox({
    title: vscode.l10n.t('Commit'),
    prompt: vscode.l10n.t('Its whole id. A branch or a tag may be another one tomorrow.'),
    validateInput: (typed) =>
      isCommit(typed.trim()) ? undefined : vscode.l10n.t('It has 40 digits from 0 to 9 and a to f.'),
    ignoreFocusOut: true,
  });
  return commit === undefined ? undefined : { kind: 'git', url: url.trim(), commit: commit.trim() };
}

async function choose(folder: boolean): Promise<string | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: folder
        ? vscode.l10n.t('Sources of packer-dsc')
        : vscode.l10n.t('Program of packer-dsc, or a zip with it'),
      canSelectFolders: folder,
      canSelectFiles: !folder,
    })) ?? [];
  return uri?.fsPath;
}
