import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { field, isRecord, text } from './json';

/** Whom a plugin serves: all projects of the user, the project in one folder, or all users of the computer. */
export type PluginScope =
  | { readonly kind: 'global' }
  | { readonly kind: 'local'; readonly folder: string }
  | { readonly kind: 'system' };

export interface Plugin {
  readonly name: string;
  readonly version: string;
  readonly scope: PluginScope;
  /** What was asked for at its installation, like `0.1.0` or `> 0`; empty where anything was taken. */
  readonly constraint: string;
  /** Where its gem came from; empty for RubyGems and HashiCorp's own. */
  readonly sources: readonly string[];
  /** The folder of the gems it is installed among; undefined where the disk does not say it. */
  readonly gems: string | undefined;
  /** Whether its gem is really there. A Vagrant with another Ruby leaves plugins behind that are only written down. */
  readonly installed: boolean;
}

/** The file that lists a user's plugins. */
export const globalPluginsFile = (home: string): string => path.join(home, 'plugins.json');

/** The file that lists the plugins of a project alone. @param folder of its Vagrantfile */
const localPluginsFile = (folder: string): string => path.join(folder, '.vagrant', 'plugins.json');

/**
 * Reads the plugins that were installed for one user, or for one project
 * (hashicorp/vagrant lib/vagrant/plugin/state_file.rb). Those that came with Vagrant's package stand in neither file.
 * @param home the folder of vagrantHome()
 * @returns sorted by name; none when there is no such file, or one that can't be read
 */
export function readPlugins(home: string, scope: Exclude<PluginScope, { kind: 'system' }>): Plugin[] {
  const [file, gems] =
    scope.kind === 'global'
      ? [globalPluginsFile(home), path.join(home, 'gems')]
      : [localPluginsFile(scope.folder), path.join(scope.folder, '.vagrant', 'plugins', 'gems')];
  let state: unknown;
  try {
    state = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
  const installed = field(state, 'installed');
  return Object.entries(isRecord(installed) ? installed : {})
    .map(([name, plugin]): Plugin => {
      const version = text(plugin, 'installed_gem_version') || text(plugin, 'gem_version');
      const sources = field(plugin, 'sources');
      // Each Ruby has gems of its own: a plugin of another one is not seen by Vagrant.
      const ofRuby = path.join(gems, text(plugin, 'ruby_version'));
      return {
        name,
        version,
        scope,
        constraint: text(plugin, 'gem_version'),
        sources: Array.isArray(sources) ? sources.filter((each) => typeof each === 'string') : [],
        gems: ofRuby,
        installed: existsSync(gemspecFile(ofRuby, name, version)),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Where RubyGems keeps what a gem says of itself. */
export const gemspecFile = (gems: string, name: string, version: string): string =>
  path.join(gems, 'specifications', `${name}-${version}.gemspec`);
