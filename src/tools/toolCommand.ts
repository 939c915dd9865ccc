/** The programs that Boxwright runs. */
export type Tool = 'packer' | 'vagrant' | 'VBoxManage' | 'vmrun' | 'powershell' | 'go' | 'git';

/**
 * How long a tool may take, in milliseconds; then it is ended with all that it started. `moment`: it only says something;
 * `usual`: it works on what is here; `long`: it downloads, compiles or packs.
 */
export const limits = { moment: 20_000, usual: 120_000, long: 4 * 3_600_000 } as const;

/** A call of a tool as data: what is run, and how its output is read. Comparing it is the test of a client. */
export interface ToolCommand<T = void> {
  readonly tool: Tool;
  /** Run in its place: what the tool has just made. Absolute. */
  readonly program?: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Set on top of the environment that the tool inherits. */
  readonly env?: Readonly<Record<string, string>>;
  /** `usual` where it is left out. */
  readonly limit?: keyof typeof limits;
  readonly parse: (result: ToolResult) => T;
}

export interface ToolResult {
  /** Undefined when a signal ended the tool. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}
