import { nameKey, pathKey } from '../../../text/pathKey';
import type { ListedProcess } from '../../processList';
import { overlap } from '../../realPath';
import { readState } from '../launcher/launcherFiles';
import type { Claim } from '../runs/buildClaims';
import { isNamed } from '../runs/footprint';
import type { NamingHypervisor } from '../runs/footprint';

/** Whether a build that runs now, in any window, uses a thing. */
export interface InUse {
  folder(path: string): boolean;
  machine(name: string, hypervisor?: NamingHypervisor): boolean;
  process(process: ListedProcess): boolean;
}

/** @param claims of the builds that run */
export function inUseBy(claims: readonly Claim[]): InUse {
  const folders = claims.flatMap(({ footprint }) => footprint.folders.map(({ path }) => path));
  const machines = claims.flatMap(({ footprint }) => footprint.machines);
  const packers = claims.flatMap(({ packer, folder }) => {
    const launched = folder === undefined ? undefined : readState(folder);
    return [packer, launched?.packer, launched?.launcher].flatMap((one) => one?.pid ?? []);
  });
  return {
    folder: (path) => folders.some((one) => overlap(one, path)),
    machine: (name, hypervisor) => machines.some((one) => isNamed(name, one, hypervisor)),
    process: ({ pid, group, command }) =>
      packers.some((packer) => packer === pid || packer === group) ||
      folders.some((folder) => worksIn(command, folder)),
  };
}

/** Whether a folder stands in a command line as a whole, with something in it. */
export function worksIn(
  command: string,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const given = nameKey(command.replaceAll(separators(platform), '/'), platform);
  return given.includes(`${pathKey(folder, platform).replaceAll(separators(platform), '/')}/`);
}

/** Programs write their paths on Windows with either. */
const separators = (platform: NodeJS.Platform): string => (platform === 'win32' ? '\\' : '/');
