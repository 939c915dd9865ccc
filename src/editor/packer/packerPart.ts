import * as vscode from 'vscode';
import type { Part, Shared } from '../part';
import { Builds } from './builds';
import { BuildTasks, taskType } from './buildTask';
import { startBuild, stopBuild } from './startBuild';
import type { Validation } from './validate';

/** Packer in the editor: commands on templates, and their builds. */
export function packerPart({ runner, log }: Shared, validation: Validation): Part {
  const builds = new Builds(runner);
  const tasks = new BuildTasks(builds, log);
  return {
    commands: {
      'boxwright.packer.validate': (uri?: vscode.Uri) => validation.run(uri),
      'boxwright.packer.build': (uri?: vscode.Uri) => startBuild(uri, runner, builds, tasks),
      'boxwright.packer.stopBuild': () => stopBuild(builds),
    },
    disposables: [builds, vscode.tasks.registerTaskProvider(taskType, tasks)],
  };
}
