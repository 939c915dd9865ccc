import { shownUrls } from '../../pipeline/shownUrls';
import type { ToolCommand, ToolResult } from '../toolCommand';
import type { Checksum } from './checksum';
import { readMachineLines } from './machineLines';
import type { Box } from './readBoxes';
import { expectSuccess, positional, vagrantCommand, vagrantEnv } from './vagrantCommand';

export interface BoxToAdd {
  /** A .box file, a URL, a metadata.json, or a name of the public catalog. A path is absolute: Vagrant takes what is not there for a name. */
  readonly source: string;
  /** What the box is called here; empty for one of a catalog, which is its own. */
  readonly name: string;
  /** Empty for the only one; of several Vagrant asks for one. */
  readonly provider: string;
  /** A version or a constraint like `~> 1.2`; empty for the newest. Only of a catalog. */
  readonly version?: string;
  /** Only for a .box file or its URL: a catalog says its own. */
  readonly checksum?: Checksum | undefined;
  /** Replace the box of that name, version and provider. */
  readonly force?: boolean;
}

/**
 * Adds a box.
 * @param cwd a folder without a Vagrantfile: a broken one stops Vagrant
 * @throws RangeError when the source begins with a dash
 */
export const boxAdd = (
  cwd: string,
  { source, name, provider, version = '', checksum, force = false }: BoxToAdd,
): ToolCommand =>
  vagrantCommand(
    cwd,
    'box',
    'add',
    ...(force ? ['--force'] : []),
    ...(name ? ['--name', positional(name)] : []),
    ...(provider ? ['--provider', positional(provider)] : []),
    ...(version ? ['--box-version', positional(version)] : []),
    ...(checksum ? ['--checksum-type', checksum.type, '--checksum', checksum.value] : []),
    positional(source),
  );

/** One version of a box for one provider. */
type OneBox = Pick<Box, 'name' | 'version' | 'provider' | 'architecture'>;

/** `--architecture` is only known to a Vagrant that has put the box into a folder for one, 2.4 and newer. */
const ofArchitecture = ({ architecture }: Pick<Box, 'architecture'>): string[] =>
  architecture ? ['--architecture', positional(architecture)] : [];

/**
 * Removes one version of a box for one provider. Both are always given: Vagrant refuses to choose. `-f` because a
 * box in use makes it ask, which it can't without a terminal; whoever calls this has asked.
 * @throws Error with Vagrant's reason when it fails
 */
export const boxRemove = (cwd: string, box: OneBox): ToolCommand => ({
  tool: 'vagrant',
  args: [
    'box',
    'remove',
    positional(box.name),
    '--box-version',
    positional(box.version),
    '--provider',
    positional(box.provider),
    ...ofArchitecture(box),
    '-f',
  ],
  // Large files on a slow disk, of which half would stay.
  limit: 'long',
  cwd,
  env: vagrantEnv,
  parse: expectSuccess,
});

/** Adds the newest version of a box beside those that are there. It fails for one that came from no catalog. */
export const boxUpdate = (cwd: string, box: Pick<Box, 'name' | 'provider' | 'architecture'>): ToolCommand =>
  vagrantCommand(
    cwd,
    'box',
    'update',
    '--box',
    positional(box.name),
    '--provider',
    positional(box.provider),
    ...ofArchitecture(box),
  );

export interface Outdated {
  /** The newest version that the catalog of a box has for a provider, where that is newer than a version here. */
  readonly newest: readonly { readonly name: string; readonly provider: string; readonly version: string }[];
  /** What Vagrant could not find out, in its words. */
  readonly problems: readonly string[];
}

/**
 * Asks the catalogs of all boxes for newer versions: over the network, mostly. Vagrant has no typed lines for it,
 * ends with 0 though no catalog could be reached, and stops at the first whose text is no catalog
 * (hashicorp/vagrant plugins/commands/box/command/outdated.rb): what it said before counts.
 */
export const boxOutdated = (cwd: string): ToolCommand<Outdated> => ({
  tool: 'vagrant',
  args: ['box', 'outdated', '--global', '--machine-readable'],
  limit: 'long',
  cwd,
  env: vagrantEnv,
  parse: (result) => {
    const output = readMachineLines(result.stdout).filter(({ type }) => type === 'ui');
    const newest = output.flatMap(({ data: [, line = ''] }) => {
      const [, name, provider, version] =
        /^\* '([^']+)' for '([^']+)' is outdated! Current: \S+\. Latest: (\S+)$/.exec(line) ?? [];
      return name && provider && version ? [{ name, provider, version }] : [];
    });
    const problems = output.flatMap(({ data: [kind, line = ''] }) =>
      kind === 'error' ? [shownUrls(line).replace(/^\* /, '').replace(/\s+/g, ' ').trim()] : [],
    );
    // A broken Vagrantfile, say, is told on stderr.
    if (result.exitCode !== 0 && !problems.length) expectSuccess(result);
    return { newest, problems };
  },
});

/**
 * Asks which boxes have a newer version here, for the same provider. The typed lines of this command are about those
 * that stay (hashicorp/vagrant plugins/commands/box/command/prune.rb).
 * @throws Error with Vagrant's reason when it fails
 */
export const boxPruneDryRun = (
  cwd: string,
): ToolCommand<readonly Pick<Box, 'name' | 'provider' | 'version'>[]> => ({
  tool: 'vagrant',
  args: ['box', 'prune', '--dry-run', '--machine-readable'],
  cwd,
  env: vagrantEnv,
  parse: (result: ToolResult) => {
    expectSuccess(result);
    return readMachineLines(result.stdout).flatMap(({ type, data: [, line = ''] }) => {
      // A name can have spaces, a provider and a version can't.
      const [, name, provider, version] = /^Would remove (.+) (\S+) (\S+)$/.exec(line) ?? [];
      return type === 'ui' && name && provider && version ? [{ name, provider, version }] : [];
    });
  },
});

/**
 * Packs a box into a file again: `package.box` in a folder, unless the user's own Vagrantfile names it otherwise.
 * Vagrant ends with 0 whatever bsdtar ends with (hashicorp/vagrant lib/vagrant/box.rb): look whether the file is there.
 * @param cwd an empty folder. Vagrantfiles above it are not read: a broken one would stop Vagrant, and any could
 *   name the file.
 * @throws Error with Vagrant's reason when it fails
 */
export const boxRepackage = (cwd: string, { name, provider, version }: OneBox): ToolCommand => ({
  tool: 'vagrant',
  args: ['box', 'repackage', ...[name, provider, version].map(positional)],
  limit: 'long',
  cwd,
  env: { ...vagrantEnv, VAGRANT_VAGRANTFILE: 'no Vagrantfile' },
  parse: expectSuccess,
});
