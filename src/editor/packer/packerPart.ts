import type { BuildClaims } from '../../tools/packer/runs/buildClaims';
import type { RunStore } from '../../tools/packer/runs/runStore';
import type { LiveLint } from '../lint/liveLint';
import type { Part, EditorServices } from '../part';
import { buildPart } from './builds/buildPart';
import { dscPart } from './dsc/dscPart';
import type { RunStatusItem } from './history/runStatusItem';
import { runViewPart } from './history/runViewPart';
import { logPart } from './log/logPart';
import { installDscPart } from './plugins/dsc/installDscPart';
import { pluginsPart } from './plugins/pluginsPart';
import type { PluginsView } from './plugins/pluginsView';
import { releasesPart } from './releases/releasesPart';
import type { ReleasesPart } from './releases/releasesPart';
import { baseFolders } from './templates/baseFolders';
import type { TemplateArgument } from './templates/pickTemplate';
import { Previews } from './templates/previews';
import { templateCommands } from './templates/templateCommands';
import { templatesPart } from './templatesView/templatesPart';
import type { TemplatesView } from './templatesView/templatesView';
import { timelinePart } from './timeline/timelinePart';
import type { Validation } from './validation/validation';

/** What others may see of the builds. */
interface PackerPart extends Part, Pick<ReleasesPart, 'trustReleaseKey'> {
  readonly runs: RunStore;
  readonly claims: BuildClaims;
  readonly runStatus: RunStatusItem;
  readonly templates: TemplatesView;
  readonly plugins: PluginsView;
}

/**
 * Packer in the editor: commands on templates, and their builds. Each part is given what it needs of those made before
 * it; what goes the other way is an event.
 */
export function packerPart(shared: EditorServices, validation: Validation, lint: LiveLint): PackerPart {
  baseFolders.keepIn(shared.context.workspaceState);
  const previews = new Previews();
  const dsc = dscPart(previews);
  const plugins = pluginsPart(shared, lint);
  const installDsc = installDscPart(shared);
  const { builds, requests, ...build } = buildPart(shared, validation);
  const releases = releasesPart(shared, () => builds.all.length > 0);
  const templates = templateCommands(shared, previews, requests.last);
  const logs = logPart(builds);
  const runs = runViewPart(builds, shared.files);
  const view = templatesPart(shared, lint, builds);
  const timeline = timelinePart(lint);
  const parts: readonly Part[] = [
    ...[dsc, plugins, installDsc, build, releases, templates, logs, runs, view],
    timeline,
  ];
  return {
    runs: builds.store,
    claims: builds.claims,
    runStatus: runs.notices.status,
    templates: view.view,
    trustReleaseKey: releases.trustReleaseKey,
    plugins: plugins.view,
    commands: {
      ...Object.fromEntries(parts.flatMap(({ commands }) => Object.entries(commands))),
      'boxwright.packer.validate': (template?: TemplateArgument) => validation.run(template, requests.last),
    },
    disposables: [
      previews,
      ...parts.flatMap(({ disposables }) => disposables),
      plugins.store.onDidRefresh(() => validation.forgetPlugins()),
      plugins.store.onDidChangeOnDisk(() => {
        view.view.refresh();
        lint.packer.refresh();
      }),
      releases.onDidChange(() => plugins.store.refresh()),
    ],
  };
}
