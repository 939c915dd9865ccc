/** The programs that Boxwright runs. */
export type Tool = 'packer' | 'vagrant' | 'VBoxManage' | 'go' | 'git';

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
  readonly parse: (result: ToolResult) => T;
}

export interface ToolResult {
  /** Undefined when a signal ended the tool. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}
