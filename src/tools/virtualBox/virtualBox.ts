import type { ToolCommand, ToolResult } from '../toolCommand';

/** A machine as VirtualBox lists it. */
export interface VirtualMachine {
  /** A UUID. */
  readonly id: string;
  readonly name: string;
}

export interface MachineInfo {
  /** Like `running`, `poweroff`, `aborted`, `saved`. */
  readonly state: string;
  /** The file that describes it, in the folder of the machine. */
  readonly file: string;
}

const command = <T>(
  cwd: string,
  args: readonly string[],
  parse: (result: ToolResult) => T,
): ToolCommand<T> => ({
  tool: 'VBoxManage',
  args,
  cwd,
  parse: (result) => {
    if (result.exitCode !== 0) throw new Error(reason(result));
    return parse(result);
  },
});

/** The registered machines. @throws Error with VirtualBox's reason */
export const listMachines = (cwd: string): ToolCommand<VirtualMachine[]> =>
  command(cwd, ['list', 'vms'], ({ stdout }) =>
    // "name" {uuid}; one whose file can't be read is called "<inaccessible>"
    [...stdout.matchAll(/^"(.*)" \{([0-9a-fA-F-]{36})\}\s*$/gm)].map(([, name = '', id = '']) => ({
      id,
      name,
    })),
  );

/** @throws Error with VirtualBox's reason */
export const machineInfo = (cwd: string, { id }: VirtualMachine): ToolCommand<MachineInfo> =>
  command(cwd, ['showvminfo', id, '--machinereadable'], ({ stdout }) => ({
    state: /^VMState="(.*)"\s*$/m.exec(stdout)?.[1] ?? 'unknown',
    file: (/^CfgFile="(.*)"\s*$/m.exec(stdout)?.[1] ?? '').replace(/\\(.)/g, '$1'),
  }));

/** Switches a running machine off, as by its plug. @throws Error with VirtualBox's reason */
export const powerOff = (cwd: string, { id }: VirtualMachine): ToolCommand =>
  command(cwd, ['controlvm', id, 'poweroff'], () => undefined);

/** Removes a machine with its disks and its folder. It has to be off. @throws Error with VirtualBox's reason */
export const unregister = (cwd: string, { id }: VirtualMachine): ToolCommand =>
  command(cwd, ['unregistervm', id, '--delete'], () => undefined);

/** `VBoxManage: error: …`, of which the first line says it. */
const reason = ({ stdout, stderr, exitCode }: ToolResult): string =>
  /^VBoxManage(?:\.exe)?: error: (.*)$/m.exec(`${stderr}\n${stdout}`)?.[1] ?? `exit ${exitCode}`;
