import type { ToolCommand } from '../../toolCommand';

/** What a plugin of several components says of itself. */
export interface Description {
  /** Empty where its authors set none. */
  readonly version: string;
  /** Like `x5.0`. */
  readonly api: string;
  readonly provisioners: readonly string[];
}

/** How the SDK calls the component that bears the plugin's name (plugin.DEFAULT_NAME). */
export const defaultName = '-packer-default-plugin-name-';

/** Without it a plugin refuses to run: a guard against a double click, no secret (packer/plugin/server.go). */
const cookie = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

/** Asks a plugin what it is; one of a single component knows no such question. */
export const describe = (program: string, cwd: string): ToolCommand<Description | undefined> => ({
  tool: 'packer',
  program,
  args: ['describe'],
  cwd,
  parse: ({ exitCode, stdout }) => (exitCode === 0 ? readDescription(stdout) : undefined),
});

/**
 * Starts a plugin as Packer does. It says how it can be reached, and waits.
 * @param folder for its socket; short, as their paths must be. Absolute
 */
export const handshake = (program: string, several: boolean, folder: string): ToolCommand => ({
  tool: 'packer',
  program,
  args: several ? ['start', 'provisioner', defaultName] : [],
  cwd: folder,
  env: {
    PACKER_PLUGIN_MAGIC_COOKIE: cookie,
    PACKER_PLUGIN_MIN_PORT: '10000',
    PACKER_PLUGIN_MAX_PORT: '25000',
    PACKER_TMP_DIR: folder,
    TMPDIR: folder,
  },
  parse: () => undefined,
});

/** The line with which a plugin says how it can be reached, like `5|0|unix|/tmp/x`; undefined: there is none yet. */
export const readHandshake = (output: string): string | undefined =>
  output
    .split('\n')
    .slice(0, -1)
    .find((line) => /^\d+\|/.test(line))
    ?.trim();

export function readDescription(text: string): Description | undefined {
  try {
    const { version, api_version, provisioners } = JSON.parse(text) as Record<string, unknown>;
    if (typeof version !== 'string' || typeof api_version !== 'string' || !Array.isArray(provisioners))
      return undefined;
    return { version, api: api_version, provisioners: provisioners.map(String) };
  } catch {
    return undefined;
  }
}
