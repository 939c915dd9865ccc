import * as vscode from 'vscode';
import type { Part, Shared } from '../part';
import { Builds } from './builds';
import { BuildTasks, taskType } from './buildTask';
import { recoverBuilds } from './recoverBuilds';
import { startBuild, stopBuild } from './startBuild';
import type { Validation } from './validate';

/** Packer in the editor: commands on templates, and their builds. */
export function packerPart({ runner, log, context }: Shared, validation: Validation): Part {
  const builds = new Builds(runner, buildFolders(context), log);
  const tasks = new BuildTasks(builds, log);
  // Not while the editor waits for the extension to be there.
  setImmediate(() => void recoverBuilds(builds).catch((error: unknown) => log.error(String(error))));
  return {
    commands: {
      'boxwright.packer.validate': (uri?: vscode.Uri) => validation.run(uri),
      'boxwright.packer.build': (uri?: vscode.Uri) => startBuild(uri, runner, tasks),
      'boxwright.packer.stopBuild': () => stopBuild(builds),
    },
    disposables: [builds, vscode.tasks.registerTaskProvider(taskType, tasks)],
  };
}

/** A window without a folder has no storage of its own. */
const buildFolders = ({ storageUri, globalStorageUri }: vscode.ExtensionContext) => ({
  workspace: (storageUri ?? globalStorageUri).fsPath,
  everywhere: globalStorageUri.fsPath,
});
