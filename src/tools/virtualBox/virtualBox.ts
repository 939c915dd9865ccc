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
  /** Since when, milliseconds since 1970; undefined where VirtualBox does not tell. */
  readonly since: number | undefined;
  /** The file that describes it, in the folder of the machine. */
  readonly file: string;
}

const command = <T>(
  cwd: string,
  args: readonly string[],
  parse: (result: ToolResult) => T,
  limit: ToolCommand['limit'] = 'moment',
): ToolCommand<T> => ({
  tool: 'VBoxManage',
  args,
  cwd,
  limit,
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

/** The folder in which machines are made; undefined where it is not told. @throws Error with VirtualBox's reason */
export const machineFolder = (cwd: string): ToolCommand<string | undefined> =>
  command(cwd, ['list', 'systemproperties'], ({ stdout }) =>
    /^Default machine folder:[ \t]+(\S.*)$/m.exec(stdout)?.[1]?.trimEnd(),
  );

/** @throws Error with VirtualBox's reason */
export const machineInfo = (cwd: string, { id }: VirtualMachine): ToolCommand<MachineInfo> =>
  command(cwd, ['showvminfo', id, '--machinereadable'], ({ stdout }) => ({
    state: /^VMState="(.*)"\s*$/m.exec(stdout)?.[1] ?? 'unknown',
    since: utc(/^VMStateChangeTime="(.*)"\s*$/m.exec(stdout)?.[1]),
    file: (/^CfgFile="(.*)"\s*$/m.exec(stdout)?.[1] ?? '').replace(/\\(.)/g, '$1'),
  }));

/** `2026-11-23T14:15:02.123000000`, in UTC. Source: VirtualBox VBoxManageInfo.cpp. */
function utc(time = ''): number | undefined {
  const [, seconds] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z?$/.exec(time) ?? [];
  return seconds === undefined ? undefined : Date.parse(`${seconds}Z`);
}

/** Switches a running machine off, as by its plug. @throws Error with VirtualBox's reason */
export const powerOff = (cwd: string, { id }: VirtualMachine): ToolCommand =>
  command(cwd, ['controlvm', id, 'poweroff'], () => undefined);

/** Removes a machine with its disks and its folder. It has to be off. @throws Error with VirtualBox's reason */
export const unregister = (cwd: string, { id }: VirtualMachine): ToolCommand =>
  command(cwd, ['unregistervm', id, '--delete'], () => undefined, 'usual');

/** `VBoxManage: error: …`, of which the first line says it. */
const reason = ({ stdout, stderr, exitCode }: ToolResult): string =>
  /^VBoxManage(?:\.exe)?: error: (.*)$/m.exec(`${stderr}\n${stdout}`)?.[1] ?? `exit ${exitCode}`;
