import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isAtLeast } from './packerVersion';

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

/** For which machines plugins are built: GOOS and GOARCH. */
export interface Target {
  readonly os: string;
  readonly arch: string;
}

const systems: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const machines: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

export const thisTarget: Target = {
  os: systems[process.platform] ?? process.platform,
  arch: machines[process.arch] ?? process.arch,
};

/** Addresses have a host, a namespace and a name, and may have more in between. */
const deepest = 6;

/**
 * Reads the plugins that a version of Packer finds, from disk. `packer plugins installed` would say it, too, in a
 * process of its own, and not before 1.8.
 * @param folders of pluginFolders()
 */
export function installedPlugins(
  version: string,
  folders: readonly string[],
  target: Target = thisTarget,
): InstalledPlugin[] {
  const flat = !isAtLeast(version, '1.11.0');
  const nested = isAtLeast(version, '1.7.0');
  return folders.flatMap((folder) => [
    ...(flat ? names(folder).flatMap((name) => flatPlugin(folder, name)) : []),
    ...(nested ? hosts(folder).flatMap((host) => nestedPlugins(folder, [host], target)) : []),
  ]);
}

/** `packer-builder-vagrant`, `packer-plugin-docker.exe`: named for what it brings. */
function flatPlugin(folder: string, file: string): InstalledPlugin[] {
  const [, name] =
    /^packer-(?:builder|provisioner|post-processor|datasource|plugin)-(.+?)(?:\.exe)?$/i.exec(file) ?? [];
  return name === undefined || /_x\d+\.\d+_/.test(name) ? [] : [{ name, path: path.join(folder, file) }];
}

/** Folders for the hosts of addresses, like github.com: the folder may be any, as that of the program. */
const hosts = (folder: string): string[] => names(folder).filter((name) => /^[\w-]+(\.[\w-]+)+$/.test(name));

/** `github.com/hashicorp/qemu/packer-plugin-qemu_v1.1.0_x5.0_linux_amd64`, with its checksum beside it. */
function nestedPlugins(root: string, parts: readonly string[], target: Target): InstalledPlugin[] {
  const folder = path.join(root, ...parts);
  return names(folder).flatMap((entry) => {
    const [, name, version, os, arch] =
      /^packer-plugin-(.+)_v(.+)_x\d+\.\d+_([^_]+)_([^_.]+)(?:\.exe)?$/i.exec(entry) ?? [];
    if (name !== undefined && version !== undefined) {
      const file = path.join(folder, entry);
      const fits = os === target.os && arch === target.arch && existsSync(`${file}_SHA256SUM`);
      return fits ? [{ source: parts.join('/'), name, version, path: file }] : [];
    }
    return parts.length < deepest && !entry.startsWith('packer-plugin-')
      ? nestedPlugins(root, [...parts, entry], target)
      : [];
  });
}

/** Empty for what can't be listed: a file, or nothing at all. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
