import type { ToolCommand } from '../toolCommand';
import { positional, vagrantEnv } from './vagrantCommand';

/** Where Vagrant finds a Vagrantfile. */
export interface MachinePlace {
  /** The folder of the Vagrantfile. */
  readonly folder: string;
  /** The name of the file where it is not `Vagrantfile`. */
  readonly vagrantfile?: string | undefined;
  /** The folder for what Vagrant would else keep in `.vagrant`, where that must not come to be. */
  readonly data?: string;
}

/** Something that Vagrant does with machines. */
export interface MachineAction extends MachinePlace {
  /** A command of Vagrant, with its subcommand: `up`, `snapshot save`. */
  readonly command: string;
  /** Names of machines of the Vagrantfile; all of them when empty. */
  readonly machines: readonly string[];
  /** Names or types of provisioners, for `provision`, `up` and `reload`; empty for those that run anyway. */
  readonly provisionWith?: readonly string[];
  /** What else Vagrant takes, before the names. */
  readonly args?: readonly string[];
  /** The name of the snapshot, for `snapshot save`, `restore` and `delete`. */
  readonly snapshot?: string | undefined;
  /** Write Vagrant's debug log to this absolute path: far more than a terminal can show. */
  readonly debugLog?: string | undefined;
  /** Write the error that ends Vagrant to this absolute path: what a terminal shows can't be read back. */
  readonly errorLog?: string | undefined;
}

/**
 * @throws RangeError for a name that Vagrant would take for something else: one that begins with a dash for an option,
 * a provisioner with a comma for two
 */
export function machineAction(action: MachineAction): ToolCommand {
  const { command, machines, provisionWith = [], args = [], snapshot, debugLog } = action;
  const comma = provisionWith.find((name) => name.includes(','));
  if (comma !== undefined)
    throw new RangeError(`'${comma}' cannot be passed to Vagrant, which separates names with commas.`);
  return {
    tool: 'vagrant',
    args: [
      ...command.split(' '),
      ...args,
      ...(provisionWith.length ? ['--provision-with', provisionWith.join(',')] : []),
      ...(debugLog ? ['--debug'] : []),
      ...machines.map(positional),
      ...(snapshot === undefined ? [] : [positional(snapshot)]),
    ],
    cwd: action.folder,
    env: { ...vagrantEnvironment(action), ...logging(action) },
    parse: () => undefined,
  };
}

/** With the name of the Vagrantfile, where that is an unusual one. */
export const vagrantEnvironment = ({
  vagrantfile,
  data,
}: MachinePlace): Readonly<Record<string, string>> => ({
  ...vagrantEnv,
  ...(vagrantfile && { VAGRANT_VAGRANTFILE: vagrantfile }),
  ...(data !== undefined && { VAGRANT_DOTFILE_PATH: data }),
});

/** VAGRANT_LOG_FILE takes the log away from the terminal, whose prompts and colors stay as they are. */
function logging({ debugLog, errorLog }: MachineAction): Record<string, string> {
  if (debugLog) return { VAGRANT_LOG_FILE: debugLog };
  return errorLog ? { VAGRANT_LOG: 'error', VAGRANT_LOG_FILE: errorLog } : {};
}
