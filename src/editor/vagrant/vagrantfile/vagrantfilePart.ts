import * as vscode from 'vscode';
import type { Part, EditorServices } from '../../part';
import type { RunningTasks } from '../machines/tasks/runningTasks';
import { MachineLenses } from './machineLenses';
import { VagrantfileValidation } from './vagrantfileValidation';

/** Vagrantfiles by their names, those for boxes included: Ruby is another extension's language. */
const anyVagrantfile: vscode.DocumentSelector = ['**/[vV]agrantfile*', '**/*.vagrantfile'].map((pattern) => ({
  scheme: 'file',
  pattern,
}));

/**
 * The Vagrantfile in the editor: lenses, validation.
 * @param home the folder of vagrantHome()
 */
export function vagrantfilePart(
  { runner, log, files }: EditorServices,
  home: string,
  running: Pick<RunningTasks, 'on' | 'onDidChange'>,
): Part & { readonly lenses: MachineLenses } {
  const validation = new VagrantfileValidation(runner, log, files);
  const lenses = new MachineLenses(home, running, files);
  return {
    lenses,
    commands: {
      'boxwright.vagrant.validate': (uri?: vscode.Uri) => validation.run(uri),
    },
    disposables: [validation, lenses, vscode.languages.registerCodeLensProvider(anyVagrantfile, lenses)],
  };
}
