import type { ToolCommand } from '../toolCommand';
import { readMachineLines } from './machineLines';
import type { PluginScope } from './readPlugins';
import { expectSuccess, positional, vagrantCommand, vagrantEnv } from './vagrantCommand';

/** Where a plugin belongs that the user can change. */
export type OwnScope = Exclude<PluginScope, { kind: 'system' }>;

/** `--local` belongs to the Vagrantfile of the folder in which Vagrant is run. */
const local = (scope: OwnScope): string[] => (scope.kind === 'local' ? ['--local'] : []);

/**
 * The folder to run Vagrant in.
 * @param neutral a folder without a Vagrantfile, for what is for all projects: a broken Vagrantfile stops Vagrant
 */
const folderOf = (scope: OwnScope, neutral: string): string =>
  scope.kind === 'local' ? scope.folder : neutral;

export interface PluginToInstall {
  /** A name on RubyGems, or the absolute path of a .gem file. */
  readonly source: string;
  /** A version or a constraint like `~> 1.2`; empty for the newest. */
  readonly version: string;
  readonly scope: OwnScope;
  /**
   * Look into no source for what the gem depends on. Vagrant asks its sources even for a gem file that depends on
   * nothing, and fails where they can't be reached.
   */
  readonly noSources: boolean;
}

/** Installs a plugin. @throws RangeError when the source begins with a dash */
export const pluginInstall = (
  neutral: string,
  { source, version, scope, noSources }: PluginToInstall,
): ToolCommand =>
  vagrantCommand(
    folderOf(scope, neutral),
    'plugin',
    'install',
    ...local(scope),
    ...(noSources ? ['--plugin-clean-sources'] : []),
    ...(version ? ['--plugin-version', version] : []),
    positional(source),
  );

/** Uninstalls plugins of one scope. @throws Error with Vagrant's reason when it fails */
export const pluginUninstall = (neutral: string, scope: OwnScope, name: string): ToolCommand => ({
  tool: 'vagrant',
  args: ['plugin', 'uninstall', ...local(scope), positional(name)],
  limit: 'long',
  cwd: folderOf(scope, neutral),
  env: vagrantEnv,
  parse: expectSuccess,
});

/**
 * Updates plugins of one scope. Vagrant ends with 0 and says that all are up to date for one that is not installed:
 * names are those of plugins that were read from disk.
 */
export const pluginUpdate = (neutral: string, scope: OwnScope, names: readonly string[]): ToolCommand =>
  vagrantCommand(folderOf(scope, neutral), 'plugin', 'update', ...local(scope), ...names.map(positional));

/** Installs what plugins.json lists once more. In a project, for its own plugins and the user's. */
export const pluginRepair = (neutral: string, scope: OwnScope): ToolCommand =>
  vagrantCommand(folderOf(scope, neutral), 'plugin', 'repair', ...local(scope));

/**
 * Deletes all plugins of one scope with their gems. `--force` because Vagrant would ask; whoever calls this has asked.
 * @param reinstall them afterwards, from their sources
 */
export const pluginExpunge = (neutral: string, scope: OwnScope, reinstall: boolean): ToolCommand =>
  vagrantCommand(
    folderOf(scope, neutral),
    'plugin',
    'expunge',
    '--force',
    scope.kind === 'local' ? '--local-only' : '--global-only',
    ...(reinstall ? ['--reinstall'] : []),
  );

/**
 * Asks for the plugins that came with Vagrant's package: half a second of work. Those of the user stand on disk.
 * @throws Error with Vagrant's reason when it fails
 */
export const systemPlugins = (
  neutral: string,
): ToolCommand<readonly { readonly name: string; readonly version: string }[]> => ({
  tool: 'vagrant',
  args: ['plugin', 'list', '--machine-readable'],
  cwd: neutral,
  env: vagrantEnv,
  parse: (result) => {
    expectSuccess(result);
    return readMachineLines(result.stdout).flatMap(({ target, type, data: [described = ''] }) => {
      const [version = '', scope] = described.split(', ');
      return type === 'plugin-version' && scope === 'system' ? [{ name: target, version }] : [];
    });
  },
});
