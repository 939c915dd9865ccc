import * as vscode from 'vscode';
import type { Tool } from '../tools/toolCommand';

const section = 'boxwright';

/** When the linter runs. */
export type LintRun = 'onType' | 'onSave' | 'manual';

/** The user's own settings; what belongs to a project stands in its files. */
export const settings = {
  /** The program to run for a tool; empty to search PATH. */
  toolPath: (tool: Tool): string => get(`${tool}.path`, ''),
  /** The name or absolute path of the file to which a build writes its output. */
  logFile: (): string => get('packer.logFile', 'packer.log'),
  lintRun: (): LintRun => get<LintRun>('lint.run', 'onType'),
  /** Whether Vagrant is asked what it thinks of a Vagrantfile when that is saved. */
  validateVagrantfileOnSave: (uri: vscode.Uri): boolean =>
    vscode.workspace.getConfiguration(section, uri).get('vagrant.validateOnSave', true),
  /** Whether it is shown where Packer connects. */
  takeOverLens: (): boolean => get('lint.takeOverLens', true),
  /** Whether catalogs of boxes are asked for newer versions without being told to. */
  checkBoxes: (): boolean => get('vagrant.checkBoxes', true),
};

export const toolPathSetting = (tool: Tool): string => `${section}.${tool}.path`;

const get = <T>(name: string, fallback: T): T =>
  vscode.workspace.getConfiguration(section).get(name, fallback);
