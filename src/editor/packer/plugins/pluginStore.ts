import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { TemplateOutline } from '../../../analysis/protocol';
import type { DscSource } from '../../../tools/packer/dsc/packerDsc';
import { checkSums } from '../../../tools/packer/plugins/checkSums';
import { foundPlugins } from '../../../tools/packer/plugins/foundPlugins';
import { missingPlugins } from '../../../tools/packer/plugins/missingPlugins';
import type { MissingPlugin } from '../../../tools/packer/plugins/missingPlugins';
import { isNeededBy } from '../../../tools/packer/plugins/neededBy';
import type { PackerVersions } from '../../../tools/packer/packerVersions';
import { pluginFolders } from '../../../tools/packer/plugins/pluginFolders';
import { pluginPlaces } from '../../../tools/packer/plugins/pluginPlaces';
import type { PluginPlace } from '../../../tools/packer/plugins/pluginPlaces';
import { programTarget } from '../../../tools/packer/plugins/target';
import type { ToolRunner } from '../../../tools/toolRunner';
import type { TemplateList } from '../../lint/templateList';
import { changesPacker } from '../../settings';
import { WatchedFiles } from '../../watchedFiles';
import { targetOf } from '../templates/pickTemplate';
import type { NeededPlugin, OwnedPlugin } from './pluginItems';
import { isSamePath, isWithin } from '../../../text/pathKey';
import { PathSet } from '../../../text/pathMap';

/** What is known of Packer's plugins. */
export interface KnownPlugins {
  readonly owned: readonly OwnedPlugin[];
  readonly needed: readonly NeededPlugin[];
  /** Packer does not even tell its version, so that nothing is known of what it loads. */
  readonly silent?: true;
}

/** The plugins on this machine, read from disk, and those that the templates of the workspace use. */
export class PluginStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** What {@link read} gives has changed. */
  readonly onDidChange = this.changed.event;
  private readonly changedOnDisk = new vscode.EventEmitter<void>();
  /** Plugins have changed, also by others, once somebody has read. */
  readonly onDidChangeOnDisk = this.changedOnDisk.event;
  private readonly refreshed = new vscode.EventEmitter<void>();
  /** The user, or a command of the user's, has changed plugins just now; what watchers see may be long ago. */
  readonly onDidRefresh = this.refreshed.event;
  private readonly watchers = new Map<string, vscode.Disposable>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly runner: ToolRunner,
    private readonly versions: PackerVersions,
    private readonly templates: Pick<TemplateList, 'all' | 'onDidChange'>,
    /** Where Boxwright notes which packer-dsc it has installed; absolute. */
    private readonly dscCache: string,
  ) {
    const fire = () => this.changed.fire();
    this.subscriptions = [
      templates.onDidChange(fire),
      vscode.workspace.onDidGrantWorkspaceTrust(fire),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (changesPacker(change)) fire();
      }),
    ];
  }

  dispose(): void {
    for (const one of [...this.watchers.values(), ...this.subscriptions]) one.dispose();
    this.changed.dispose();
    this.changedOnDisk.dispose();
    this.refreshed.dispose();
  }

  refresh(): void {
    this.fire();
    this.refreshed.fire();
  }

  private fire(): void {
    this.changed.fire();
    this.changedOnDisk.fire();
  }

  /** None for a Packer that does not tell its version. @throws ToolMissing, WorkspaceUntrusted */
  async read(): Promise<KnownPlugins> {
    const executable = this.runner.executable('packer');
    const version = await this.versions.current();
    if (version === undefined) return { owned: [], needed: [], silent: true };
    const templates = [...this.templates.all.values()].sort((one, other) =>
      one.path.localeCompare(other.path),
    );
    const cwds = await Promise.all(
      templates.map(async (template) => [template, (await targetOf(template)).cwd] as const),
    );
    const places = pluginPlaces(version, executable, [...new PathSet(cwds.map(([, cwd]) => cwd))]);
    this.watch(places, path.dirname(executable));
    const plugins = await checkSums(foundPlugins(version, places, programTarget(executable)));
    const owned = await Promise.all(
      plugins.map(async (plugin): Promise<OwnedPlugin> => ({
        kind: 'plugin',
        plugin,
        version,
        templates: templates.filter((template) => isNeededBy(template, plugin)),
        ...(await installedFrom(plugin.path, this.dscCache)),
      })),
    );
    const loaded = plugins.filter(({ unloadable }) => !unloadable);
    const needed = cwds.flatMap(([template, cwd]) => {
      const folders = pluginFolders(version, executable, cwd);
      const seen = loaded.filter((plugin) => folders.some((folder) => isWithin(plugin.path, folder)));
      const missing = missingPlugins(version, template, template.builds, seen);
      return missing.map((plugin) => [plugin, template] as const);
    });
    return { owned: sorted(owned, ({ plugin }) => plugin.name), needed: together(needed, version) };
  }

  /** Only files that lie in it themselves where others have theirs, too, as in the folder of the program. */
  private watch(places: readonly PluginPlace[], programs: string): void {
    for (const { folder, ignored } of places) {
      if (ignored || this.watchers.has(folder)) continue;
      const deep = !isSamePath(folder, programs) && path.basename(folder) === 'plugins';
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), deep ? '**/*' : 'packer-*');
      const files = new WatchedFiles(pattern);
      files.onDidChange(({ came, changed, gone }) => {
        // What is gone may be a folder that held some.
        if (gone.size || [...came, ...changed].some(isNamedAsPlugin)) this.fire();
      });
      this.watchers.set(folder, files);
    }
  }
}

async function installedFrom(file: string, cache: string): Promise<Pick<OwnedPlugin, 'installedFrom'>> {
  if (!existsSync(cache)) return {};
  // Most have installed none: what installs it is not loaded for them.
  const { installedSource } = await import('../../../tools/packer/dsc/packerDsc');
  const source = await installedSource(file, cache);
  return source ? { installedFrom: sourceText(source) } : {};
}

const sourceText = (source: DscSource): string =>
  source.kind === 'git' ? `${source.url}@${source.commit.slice(0, 12)}` : source.path;

const isNamedAsPlugin = (file: string): boolean => path.basename(file).startsWith('packer-');

/** One item for a plugin that several templates need. */
function together(
  all: readonly (readonly [MissingPlugin, TemplateOutline])[],
  version: string,
): NeededPlugin[] {
  const byKey = new Map<string, NeededPlugin>();
  for (const [plugin, template] of all) {
    const key = plugin.source ?? plugin.components.map(({ type }) => type).join();
    const known = byKey.get(key);
    byKey.set(key, {
      kind: 'needed',
      plugin: known?.plugin ?? plugin,
      version,
      templates: [...(known?.templates ?? []), template],
    });
  }
  return sorted([...byKey.values()], ({ plugin }) => plugin.source ?? '');
}

const sorted = <T>(all: readonly T[], key: (one: T) => string): T[] =>
  [...all].sort((one, other) => key(one).localeCompare(key(other)));
