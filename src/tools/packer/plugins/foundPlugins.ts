import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { isAtLeast } from '../../../pipeline/packer/packerVersion';
import type { IgnoredPlace, PluginPlace } from './pluginPlaces';
import type { Target } from './target';

/** Why a Packer does not load a file that looks like a plugin. */
export type Unloadable =
  /** Packer does not look where it lies. */
  | ({ readonly reason: 'elsewhere' } & IgnoredPlace)
  /** A file beside others: from 1.11 on only what `packer plugins install` or `packer init` has put into place counts. */
  | { readonly reason: 'flat' }
  /** In folders by its address, which Packer knows since 1.7. */
  | { readonly reason: 'nested' }
  /** Of the same name as a file in a place that counts more. */
  | { readonly reason: 'shadowed'; readonly by: string }
  /** Its name does not say which version it has, in three numbers. */
  | { readonly reason: 'name' }
  /** It speaks another protocol. */
  | { readonly reason: 'api'; readonly api: string }
  /** It is for another system or processor. */
  | ({ readonly reason: 'machine' } & Target)
  | { readonly reason: 'notExecutable' }
  /** No file with its checksum lies beside it. */
  | { readonly reason: 'noSum' }
  /** It is not the file of which the checksum is. */
  | { readonly reason: 'wrongSum' };

/** A plugin that a Packer finds on this machine. */
export interface InstalledPlugin {
  /** The address from which it was installed; undefined for a file that somebody put there. */
  readonly source?: string;
  /** With which the types of its components begin, or for a plugin of one component that component's type. */
  readonly name: string;
  /** Like `1.1.0`; undefined for a file that somebody put there. */
  readonly version?: string;
  readonly path: string;
}

/** A plugin on this machine, whether a Packer loads it or not. */
export interface FoundPlugin extends InstalledPlugin {
  /** Undefined: this Packer loads it. */
  readonly unloadable?: Unloadable;
}

/** Which protocol the names of plugins have to say: all of Packer since 1.7. */
const major = 5;
const minor = 0;

/** Addresses have a host, a namespace and a name, and may have more in between. */
const deepest = 6;

/**
 * Reads all plugins in some places from disk, and says which of them a version of Packer does not load, as far as that
 * can be seen without reading the files themselves: see checkSums. Sources: packer/plugin.go and
 * packer/plugin-getter/plugins.go of 1.16.0, and the discovery of each version before 1.11.
 * @param places of pluginPlaces(), the weaker first
 * @param target of programTarget()
 */
export function foundPlugins(version: string, places: readonly PluginPlace[], target: Target): FoundPlugin[] {
  const found = places.flatMap(({ folder, ignored }) =>
    [...flatPlugins(version, folder, target), ...nestedPlugins(version, folder, target)].map((plugin) =>
      ignored && plugin.unloadable?.reason !== 'flat'
        ? { ...plugin, unloadable: { reason: 'elsewhere', ...ignored } as const }
        : plugin,
    ),
  );
  return found.map((plugin, index) => {
    if (plugin.unloadable || plugin.source !== undefined) return plugin;
    const file = path.basename(plugin.path).toLowerCase();
    const stronger = found.find(
      (other, at) => at > index && !other.unloadable && path.basename(other.path).toLowerCase() === file,
    );
    return stronger ? { ...plugin, unloadable: { reason: 'shadowed', by: stronger.path } } : plugin;
  });
}

/** `packer-builder-vagrant`, `packer-plugin-docker.exe`: named for what it brings. */
function flatPlugins(version: string, folder: string, target: Target): FoundPlugin[] {
  return names(folder).flatMap((file) => {
    const [, name] =
      /^packer-(?:builder|provisioner|post-processor|datasource|plugin)-(.+?)(?:\.exe)?$/i.exec(file) ?? [];
    if (name === undefined || /_x\d+\.\d+_|_SHA256SUM$/.test(name)) return [];
    const whole = path.join(folder, file);
    const reason = isAtLeast(version, '1.11.0')
      ? ({ reason: 'flat' } as const)
      : isExecutable(whole, target)
        ? undefined
        : ({ reason: 'notExecutable' } as const);
    return [{ name, path: whole, ...(reason && { unloadable: reason }) }];
  });
}

/** In folders for the hosts of addresses, like github.com: the place may be any, as the folder of the program. */
const nestedPlugins = (version: string, folder: string, target: Target): FoundPlugin[] =>
  names(folder)
    .filter((name) => /^[\w-]+(\.[\w-]+)+$/.test(name))
    .flatMap((host) => below(version, folder, [host], target));

/** `github.com/hashicorp/qemu/packer-plugin-qemu_v1.1.0_x5.0_linux_amd64`, with its checksum beside it. */
function below(version: string, root: string, parts: readonly string[], target: Target): FoundPlugin[] {
  const folder = path.join(root, ...parts);
  const entries = names(folder);
  const there = new Set(entries);
  return entries.flatMap((entry) => {
    if (!/^packer-plugin-/i.test(entry))
      return parts.length < deepest ? below(version, root, [...parts, entry], target) : [];
    if (/_SHA256SUM$/.test(entry)) return [];
    const file = path.join(folder, entry);
    const match = /^packer-plugin-(.+?)_v([^_]+)_x(\d+\.\d+)_([^_]+)_([^_.]+)(?:\.exe)?$/i.exec(entry);
    const [, name = entry.replace(/^packer-plugin-/i, '').replace(/[_.].*/, ''), own] = match ?? [];
    const unloadable = reasonOf(version, file, match ?? [], there.has(`${entry}_SHA256SUM`), target);
    const source = parts.join('/');
    return [{ source, name, ...(own && { version: own }), path: file, ...(unloadable && { unloadable }) }];
  });
}

function reasonOf(
  packer: string,
  file: string,
  [, , version = '', api = '', os = '', arch = '']: readonly string[],
  hasSum: boolean,
  target: Target,
): Unloadable | undefined {
  if (!isAtLeast(packer, '1.7.0')) return { reason: 'nested' };
  if (!version || (isAtLeast(packer, '1.11.0') && !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version)))
    return { reason: 'name' };
  if (os !== target.os || arch !== target.arch) return { reason: 'machine', os, arch };
  const [ownMajor, ownMinor = 0] = api.split('.').map(Number);
  if (ownMajor !== major || ownMinor > minor) return { reason: 'api', api };
  if (!hasSum) return { reason: 'noSum' };
  return isExecutable(file, target) ? undefined : { reason: 'notExecutable' };
}

/** Windows goes by the names of files. */
function isExecutable(file: string, { os }: Target): boolean {
  if (os === 'windows' || process.platform === 'win32') return true;
  return ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o111) !== 0;
}

/** Empty for what can't be listed: a file, or nothing at all. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
