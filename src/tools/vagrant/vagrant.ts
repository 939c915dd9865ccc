import type { ToolCommand } from '../toolCommand';
import type { Box } from './readBoxes';

/** No request to HashiCorp for newer versions while a tool is run for the user. */
const env = { VAGRANT_CHECKPOINT_DISABLE: '1' };

const command = (cwd: string, ...args: string[]): ToolCommand => ({
  tool: 'vagrant',
  args,
  cwd,
  env,
  parse: () => undefined,
});

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
  command(
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
  env,
  parse: ({ exitCode, stdout, stderr }) => {
    if (exitCode !== 0)
      throw new Error(firstParagraph(stderr) || firstParagraph(stdout) || `exit ${exitCode}`);
  },
});

/** Starts the machines of a Vagrantfile. @param cwd its folder */
export const up = (cwd: string): ToolCommand => command(cwd, 'up');

/** Runs some provisioners of the machines of a Vagrantfile. @param cwd its folder */
export const provision = (cwd: string, names: readonly string[]): ToolCommand =>
  command(cwd, 'provision', '--provision-with', names.join(','));

/** @throws RangeError for what Vagrant would take for an option */
function positional(value: string): string {
  if (value.startsWith('-'))
    throw new RangeError(`'${value}' can't be passed to Vagrant: it begins with a dash.`);
  return value;
}

const firstParagraph = (text: string): string =>
  (text.trim().split(/\r?\n\s*\r?\n/)[0] ?? '').replace(/\s+/g, ' ');
