import type { ToolCommand } from '../toolCommand';
import type { Box } from './readBoxes';
import { expectSuccess, positional, vagrantCommand, vagrantEnv } from './vagrantCommand';

export interface BoxToAdd {
  /** A .box file, a URL, a metadata.json, or a name of the public catalog. */
  readonly source: string;
  /** What the box is called here; empty for a name of the catalog, which is its own. */
  readonly name: string;
  /** Empty for the only or the preferred one. */
  readonly provider: string;
}

/**
 * Adds a box.
 * @param cwd a folder without a Vagrantfile: a broken one stops Vagrant
 * @throws RangeError when the source begins with a dash
 */
export const boxAdd = (cwd: string, { source, name, provider }: BoxToAdd): ToolCommand =>
  vagrantCommand(
    cwd,
    'box',
    'add',
    ...(name ? ['--name', name] : []),
    ...(provider ? ['--provider', provider] : []),
    positional(source),
  );

/**
 * Removes one version of a box for one provider. Both are always given: Vagrant refuses to choose. `-f` because a
 * box in use makes it ask, which it can't without a terminal; whoever calls this has asked.
 * @throws Error with Vagrant's reason when it fails
 */
export const boxRemove = (cwd: string, box: Box): ToolCommand => ({
  tool: 'vagrant',
  args: [
    'box',
    'remove',
    positional(box.name),
    '--box-version',
    box.version,
    '--provider',
    box.provider,
    ...(box.architecture ? ['--architecture', box.architecture] : []),
    '-f',
  ],
  cwd,
  env: vagrantEnv,
  parse: expectSuccess,
});
