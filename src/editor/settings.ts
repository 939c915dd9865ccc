import * as vscode from 'vscode';
import type { LintRun } from '../analysis/lintTriggers';
import { choosePacker } from '../tools/packer/releases/choosePacker';
import type { PackerChoice } from '../tools/packer/releases/choosePacker';
import type { Tool } from '../tools/toolCommand';

const section = 'boxwright';

/**
 * The user's own settings; what belongs to a project stands in its files. Their defaults are those of package.json alone.
 * A setting that may differ by workspace folder (`"scope": "resource"` there) is read for a file or folder.
 */
export const settings = {
  /** The program to run for a tool; empty to search PATH. */
  toolPath: (tool: Tool): string => (tool === 'packer' ? settings.packer().path : pathOf(pathSettings[tool])),
  /** Which Packer runs, of those that are there. */
  packer: (): PackerChoice => {
    const configuration = vscode.workspace.getConfiguration(section);
    const path = configuration.inspect<string>('packer.path');
    const version = configuration.inspect<string>('packer.version');
    return choosePacker([
      { path: path?.workspaceValue, version: version?.workspaceValue },
      { path: path?.globalValue, version: version?.globalValue },
    ]);
  },
  /** Where releases of Packer are downloaded from; empty for HashiCorp's own site. */
  packerMirror: (): string => get<string>('packer.mirror'),
  /** The name or absolute path of the file to which a build writes its output. */
  logFile: (resource: vscode.Uri): string => get<string>('packer.logFile', resource),
  /** How many logs of earlier builds stay beside it. */
  keptLogs: (resource: vscode.Uri): number => Math.max(0, get<number>('packer.keptLogs', resource)),
  /** Whether the log of a build that begins is opened and followed. */
  followLog: (): boolean => get<boolean>('packer.followLog'),
  /** Whether Packer validates a template when one of its files is saved. */
  validateTemplateOnSave: (resource: vscode.Uri): boolean => get<boolean>('packer.validateOnSave', resource),
  lintRun: (): LintRun => get<LintRun>('lint.run'),
  /** Whether Vagrant is asked what it thinks of a Vagrantfile when that is saved. */
  validateVagrantfileOnSave: (resource: vscode.Uri): boolean =>
    get<boolean>('vagrant.validateOnSave', resource),
  /** Whether findings that are accepted are shown, as hints. */
  showAccepted: (): boolean => get<boolean>('lint.showAccepted'),
  /** Whether it is shown where Packer connects. */
  takeOverLens: (): boolean => get<boolean>('lint.takeOverLens'),
  /** Whether defaults that matter are shown behind sources and steps. */
  showDefaults: (): boolean => get<boolean>('packer.showDefaults'),
  /** Whether catalogs of boxes are asked for newer versions without being told to. */
  checkBoxes: (): boolean => get<boolean>('vagrant.checkBoxes'),
};

/** Whether the user or the project says where logs are written. */
export function isLogFileSet(resource: vscode.Uri): boolean {
  const set = vscode.workspace.getConfiguration(section, resource).inspect<string>('packer.logFile');
  return [set?.globalValue, set?.workspaceValue, set?.workspaceFolderValue].some((one) => one !== undefined);
}

/** The settings that hold the paths of tools; others are where their installers put them. */
const pathSettings: Readonly<Partial<Record<Tool, string>>> = {
  packer: 'packer.path',
  vagrant: 'vagrant.path',
  VBoxManage: 'virtualbox.path',
  go: 'go.path',
  git: 'git.path',
};

const pathOf = (setting: string | undefined): string => (setting === undefined ? '' : get<string>(setting));

/** Whether another Packer may run from now on. */
export const changesPacker = (change: vscode.ConfigurationChangeEvent): boolean =>
  ['packer.path', 'packer.version'].some((name) => change.affectsConfiguration(`${section}.${name}`));

export const toolPathSetting = (tool: Tool): string => `${section}.${pathSettings[tool] ?? ''}`;

/** @param resource for a setting that may differ by workspace folder */
const get = <T>(name: string, resource?: vscode.Uri): T =>
  // What package.json declares with a default is never undefined.
  vscode.workspace.getConfiguration(section, resource).get<T>(name) as T;
