import type * as vscode from 'vscode';
import { sharedStorage } from '../../../tools/packer/runs/sharedStorage';
import type { Part, EditorServices } from '../../part';
import { ValidateOnSave } from '../validation/validateOnSave';
import type { Validation } from '../validation/validation';
import { buildCommands } from './buildCommands';
import { BuildRequests } from './buildRequests';
import { BuildService } from './buildService';
import type { BuildFolders } from './buildService';
import { BuildRecovery } from './buildRecovery';
import { PackerTasks } from './tasks/packerTasks';

export interface BuildPart extends Part {
  readonly builds: BuildService;
  readonly requests: BuildRequests;
}

/** Builds of templates: asked for by commands and tasks, launched, followed, stopped, and found again. */
export function buildPart(shared: EditorServices, validation: Validation): BuildPart {
  const { runner, log, context } = shared;
  const builds = new BuildService(shared, buildFolders(context), context.asAbsolutePath('dist/launcher.js'));
  const requests = new BuildRequests(shared, builds);
  const tasks = new PackerTasks(shared, { builds, requests, validation });
  const recovery = new BuildRecovery(builds, log);
  return {
    builds,
    requests,
    commands: buildCommands({ runner, builds, requests, tasks }),
    disposables: [builds, tasks, recovery, new ValidateOnSave(validation, requests.last, log)],
  };
}

/** A window without a folder has no storage of its own. */
const buildFolders = ({ storageUri, globalStorageUri }: vscode.ExtensionContext): BuildFolders => ({
  workspace: storageUri ? sharedStorage(storageUri.fsPath) : globalStorageUri.fsPath,
  everywhere: globalStorageUri.fsPath,
});
