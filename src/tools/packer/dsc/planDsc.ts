import path from 'node:path';
import type { FoundPlugin } from '../plugins/foundPlugins';
import { pluginFolders } from '../plugins/pluginFolders';
import type { PackerHost } from '../plugins/pluginFolders';
import { isAtLeast } from '../../../pipeline/packer/packerVersion';
import type { Target } from '../plugins/target';
import { dscAddress, wrapperVersion } from './dscSource';
import type { DscSource } from './dscSource';
import { dscWay } from '../../../pipeline/packer/dscWays';
import type { DscWay } from '../../../pipeline/packer/dscWays';
import { oldestGo } from './goBuild';
import type { GoVersion } from './goBuild';
import { isSamePath, isWithin } from '../../../text/pathKey';

/** The Packer into which packer-dsc is put. */
export interface ThisPacker {
  readonly version: string;
  /** Absolute. */
  readonly executable: string;
  readonly target: Target;
}

/** What is done when packer-dsc is installed: all that the user has to know before. */
export interface DscPlan {
  readonly packer: ThisPacker;
  readonly way: DscWay;
  readonly source: DscSource;
  /** Undefined for a ready program. It builds for Packer's machine, which may be another one than its own. */
  readonly go?: GoVersion;
  /** Where Packer looks for plugins. Absolute. */
  readonly folder: string;
  /** Where the file goes; absolute. Undefined until a ready program has said its version. */
  readonly target?: string;
  /** Files that it takes the place of. */
  readonly replaces: readonly string[];
  /** Files that Packer may take in its place. */
  readonly others: readonly string[];
  /** Plugins that a newer Packer does not find any more, because it then looks into this folder alone. */
  readonly hides: readonly string[];
}

/** Why there is no plan. */
export type NoPlan =
  | { readonly reason: 'packerTooOld'; readonly version: string }
  /** Nobody can build what this Packer loads; a ready program may be there. */
  | { readonly reason: 'notBuilt'; readonly version: string }
  | { readonly reason: 'noGo' }
  | { readonly reason: 'oldGo'; readonly version: string };

export interface PlanFacts {
  readonly packer: ThisPacker;
  readonly source: DscSource;
  readonly go: GoVersion | undefined;
  /** Where Packer is started: the home folder. Absolute. */
  readonly cwd: string;
  readonly host: PackerHost;
  /** All on this machine. */
  readonly found: readonly FoundPlugin[];
}

/** What installing packer-dsc takes; reads and changes nothing. */
export function planDsc({ packer, source, go, cwd, host, found }: PlanFacts): DscPlan | NoPlan {
  const { version, executable, target } = packer;
  const way = dscWay(version);
  if (!way) return { reason: 'packerTooOld', version };
  if (source.kind !== 'file') {
    if (!way.build) return { reason: 'notBuilt', version };
    if (!go) return { reason: 'noGo' };
    if (!isAtLeast(go.version, oldestGo)) return { reason: 'oldGo', version: go.version };
  }
  const paths = host.platform === 'win32' ? path.win32 : path.posix;
  const folders = pluginFolders(version, executable, cwd, host);
  // Before 1.9.2 the first is the folder of the program, which may belong to a package.
  const folder =
    (isAtLeast(version, '1.9.2') && host.env['PACKER_PLUGIN_PATH']
      ? folders[0]
      : folders.at(folders.length > 1 ? 1 : 0)) ?? '';
  const place = placeOf(way, folder, wrapperVersion, target, paths);
  const goesTo = source.kind === 'file' && way.placing === 'packer' ? undefined : place;
  const dsc = found.filter(({ name }) => name === 'dsc');
  const home = paths.join(host.home, '.packer.d');
  const makesHome =
    host.platform !== 'win32' &&
    isSamePath(folder, paths.join(home, 'plugins'), host.platform) &&
    !host.exists(home);
  return {
    packer,
    way,
    source,
    ...(source.kind !== 'file' && go && { go: { ...go, target } }),
    folder,
    ...(goesTo !== undefined && { target: goesTo }),
    replaces: dsc.map((plugin) => plugin.path).filter((file) => isSamePath(file, goesTo, host.platform)),
    others: dsc
      .filter(({ unloadable, path: file }) => !unloadable && !isSamePath(file, goesTo, host.platform))
      .map((plugin) => plugin.path),
    hides: makesHome
      ? found
          .map((plugin) => plugin.path)
          .filter(
            (file) => !isWithin(file, home, host.platform) && isWithin(file, xdgPlugins(host), host.platform),
          )
      : [],
  };
}

/** Where a way puts the file. @param version of the plugin, like `0.0.5` */
export function placeOf(
  { placing, file }: DscWay,
  folder: string,
  version: string,
  { os, arch }: Target,
  paths: Pick<typeof path, 'join'> = path,
): string {
  const exe = os === 'windows' ? '.exe' : '';
  return placing === 'flat'
    ? paths.join(folder, `${file}${exe}`)
    : paths.join(folder, ...dscAddress.split('/'), `${file}_v${version}_x5.0_${os}_${arch}${exe}`);
}

/** Where Packer 1.7.5 and newer look for plugins unless there is a `.packer.d`. */
const xdgPlugins = ({ env, home }: PackerHost): string =>
  path.posix.join(env['XDG_CONFIG_HOME'] || path.posix.join(home, '.config'), 'packer', 'plugins');
