import * as vscode from 'vscode';
import type { RunStore } from '../../tools/packer/runs/runStore';
import type { LiveLint } from '../lint/liveLint';
import type { Part, Shared } from '../part';
import { BuildStarter } from './build/buildCommands';
import { Builds } from './build/builds';
import { installDscPart } from './plugins/dsc/installDscPart';
import { logPart } from './log/logPart';
import { pickTemplate, targetOf } from './templates/pickTemplate';
import type { TemplateArgument } from './templates/pickTemplate';
import { pluginsPart } from './plugins/pluginsPart';
import type { PluginsView } from './plugins/pluginsView';
import { recoverBuilds } from './build/recoverBuilds';
import { releasesPart } from './releases/releasesPart';
import type { ReleasesPart } from './releases/releasesPart';
import type { RunStatusItem } from './history/runStatusItem';
import { runViewPart } from './history/runViewPart';
import { PackerTasks } from './build/tasks/packerTasks';
import { templateCommands } from './templates/templateCommands';
import { templatesPart } from './templates/view/templatesPart';
import type { TemplatesView } from './templates/view/templatesView';
import type { Validation } from './templates/validate';

/** What others may see of the builds. */
interface PackerPart extends Part, Pick<ReleasesPart, 'trustReleaseKey'> {
  readonly runs: RunStore;
  readonly runStatus: RunStatusItem;
  readonly templates: TemplatesView;
  readonly plugins: PluginsView;
}

/** Packer in the editor: commands on templates, and their builds. */
export function packerPart(shared: Shared, validation: Validation, lint: LiveLint): PackerPart {
  const { runner, log, context, versions, files } = shared;
  const builds = new Builds(runner, versions, buildFolders(context), log);
  const starter = new BuildStarter(shared, builds);
  const tasks = new PackerTasks(runner, builds, validation, log, starter, files);
  const runs = runViewPart(builds);
  const logs = logPart(builds);
  const view = templatesPart(shared, lint, builds);
  const releases = releasesPart(shared, builds);
  const plugins = pluginsPart(shared, lint);
  // Not while the editor waits for the extension to be there.
  setImmediate(() => void recoverBuilds(builds).catch((error: unknown) => log.error(String(error))));
  const templates = templateCommands(shared, starter.lastRequest);
  return {
    runs: builds.store,
    runStatus: runs.notices.status,
    templates: view.view,
    trustReleaseKey: releases.trustReleaseKey,
    plugins: plugins.view,
    commands: {
      ...templates.commands,
      'boxwright.packer.validate': (template?: TemplateArgument) =>
        validation.run(template, starter.lastRequest),
      ...starter.commands((request) => vscode.tasks.executeTask(tasks.create(request))),
      'boxwright.packer.cleanUp': async (uri?: vscode.Uri) => {
        const template = await pickTemplate(uri);
        if (!template) return;
        const { cleanUp } = await import('./build/cleanUp/cleanUp');
        await cleanUp(template, targetOf(template).cwd, builds, runner);
      },
      ...logs.commands,
      ...view.commands,
      ...plugins.commands,
      ...runs.commands,
      ...installDscPart(shared).commands,
      ...releases.commands,
    },
    disposables: [
      builds,
      ...runs.disposables,
      ...logs.disposables,
      ...view.disposables,
      ...plugins.disposables,
      plugins.store.onDidRefresh(() => validation.forgetPlugins()),
      plugins.store.onDidChangeOnDisk(() => {
        view.view.refresh();
        lint.packer.refresh();
      }),
      ...releases.disposables,
      releases.onDidChange(() => plugins.store.refresh()),
      ...templates.disposables,
      tasks,
    ],
  };
}

/** A window without a folder has no storage of its own. */
const buildFolders = ({ storageUri, globalStorageUri }: vscode.ExtensionContext) => ({
  workspace: (storageUri ?? globalStorageUri).fsPath,
  everywhere: globalStorageUri.fsPath,
});
