/*
 * VMware's vmrun as a client. Sources: "Using vmrun to Control Virtual Machines" of VMware, and
 * hashicorp/packer-plugin-vmware builder/vmware/common.
 */
import type { ToolCommand, ToolResult } from '../toolCommand';

/** Why vmrun did not do what it was told to: the file of the machine is not there, it does not run, or something else. */
interface VmrunFailure {
  readonly kind: 'gone' | 'notRunning' | 'other';
  /** In its words. */
  readonly message: string;
}

const command = <T>(
  cwd: string,
  args: readonly string[],
  parse: (result: ToolResult) => T,
): ToolCommand<T> => ({
  tool: 'vmrun',
  args,
  cwd,
  limit: 'moment',
  parse,
});

/** The .vmx files of the machines that run; absolute. @throws Error with VMware's reason */
export const listRunning = (cwd: string): ToolCommand<string[]> =>
  command(cwd, ['list'], (result) => {
    expectSuccess(result);
    return readRunning(result.stdout);
  });

/**
 * Switches a machine off, as by its plug; nothing happens to one that is off or gone.
 * @param machine the .vmx file; absolute
 * @throws Error with VMware's reason
 */
export const stop = (cwd: string, machine: string): ToolCommand =>
  command(cwd, ['stop', machine, 'hard'], (result) => {
    const { kind } = readFailure(`${result.stderr}\n${result.stdout}`);
    if (kind !== 'gone' && kind !== 'notRunning') expectSuccess(result);
  });

function expectSuccess({ exitCode, stdout, stderr }: ToolResult): void {
  if (exitCode === 0) return;
  throw new Error(readFailure(`${stderr}\n${stdout}`).message || `exit ${exitCode}`);
}

/** The .vmx files of the machines that run, of `vmrun list`: others it does not know. */
function readRunning(stdout: string): string[] {
  const [first = '', ...lines] = stdout.split(/\r?\n/);
  return /^Total running VMs: \d+/.test(first) ? lines.map((line) => line.trim()).filter(Boolean) : [];
}

const failures: readonly (readonly [RegExp, VmrunFailure['kind']])[] = [
  [/cannot open VM|cannot find the (?:file|virtual machine)|no such file|not found/i, 'gone'],
  [/is not powered on|not running/i, 'notRunning'],
];

/** What vmrun prints when it fails, `Error: …`, as the reason. It prints it to either stream. */
function readFailure(printed: string): VmrunFailure {
  const message = /^Error: (.*?)\r?$/m.exec(printed)?.[1]?.trim() ?? printed.trim();
  const [, kind = 'other'] = failures.find(([pattern]) => pattern.test(message)) ?? [];
  return { kind, message };
}
