import type { Tool, ToolCommand, ToolResult } from './toolCommand';

/** The tool is not on this machine, or the path that the user set leads nowhere. */
export class ToolMissing extends Error {
  constructor(
    readonly tool: Tool,
    /** The path from the settings; empty when PATH was searched. */
    readonly configured: string,
  ) {
    super(`${tool} was not found`);
  }
}

/** Nothing runs in a workspace that the user does not trust: a Vagrantfile is a program, and so is a template. */
export class WorkspaceUntrusted extends Error {
  constructor() {
    super('The workspace is not trusted');
  }
}

export interface RunnerOptions {
  /** @throws ToolMissing */
  locate(tool: Tool): string;
  isTrusted(): boolean;
  /** Says what was run, with which result: for the log. Never given the tool's output. */
  log(line: string): void;
}

export interface StreamOptions {
  /** Called with each piece of output as it comes, whole characters. */
  readonly onOutput?: (text: string) => void;
}

/** A tool at work. */
export interface RunningTool {
  readonly pid: number | undefined;
  readonly finished: Promise<ToolResult>;
  /** Asks it to stop; asked again, ends it and all that it started. */
  stop(): void;
}

/** Runs tools: by argument lists, never through a shell, and not at all in an untrusted workspace. */
export class ToolRunner {
  constructor(private readonly options: RunnerOptions) {}

  /** The program that a command would run. @throws ToolMissing, WorkspaceUntrusted */
  executable(tool: Tool): string {
    if (!this.options.isTrusted()) throw new WorkspaceUntrusted();
    return this.options.locate(tool);
  }

  /**
   * Runs a command to its end and reads its output.
   * @param signal ends the tool and all that it started
   * @throws ToolMissing, WorkspaceUntrusted, and what `parse` throws
   */
  async run<T>(command: ToolCommand<T>, signal?: AbortSignal): Promise<T> {
    const running = await this.start(command);
    const abort = () => running.kill();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return command.parse(await running.finished);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Starts a command whose output is followed. @throws ToolMissing, WorkspaceUntrusted */
  async start(
    command: ToolCommand<unknown>,
    { onOutput }: StreamOptions = {},
  ): Promise<RunningTool & { kill(): void }> {
    const file = this.executable(command.tool);
    // Loaded with the first tool that is run: it would take half of the time in which the extension is loaded.
    const { execa } = await import('execa');
    const began = Date.now();
    const windows = process.platform === 'win32';
    const child = execa(file, command.args, {
      cwd: command.cwd,
      env: command.env ?? {},
      stdin: 'ignore',
      reject: false,
      buffer: !onOutput,
      stripFinalNewline: false,
      // A process group of its own on POSIX: the group can be ended without ending the editor.
      detached: !windows,
      cleanup: true,
      windowsHide: true,
      maxBuffer: 50_000_000,
    });
    if (onOutput)
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', (text: string) => onOutput(text));
      }
    const kill = () => {
      for (const step of stopSteps(process.platform, child.pid, 'hard')) perform(step);
    };
    let asked = false;
    return {
      pid: child.pid,
      kill,
      stop: () => {
        if (asked) return kill();
        asked = true;
        for (const step of stopSteps(process.platform, child.pid, 'gentle')) perform(step);
      },
      finished: child.then((result) => {
        const { exitCode, signal } = result;
        const outcome =
          result.failed && exitCode === undefined && !signal
            ? result.shortMessage
            : (signal ?? `exit ${exitCode}`);
        this.options.log(
          `${command.tool} ${command.args[0] ?? ''} in ${command.cwd}: ${outcome} after ${Date.now() - began} ms`,
        );
        return { exitCode, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
      }),
    };
  }
}

/** How a tool is stopped: a signal to a process, or on POSIX to a process group by its negative id. */
export type StopStep =
  | { readonly kind: 'signal'; readonly pid: number; readonly signal: NodeJS.Signals }
  | { readonly kind: 'taskkill'; readonly args: readonly string[] };

/**
 * Packer ignores SIGINT to its process alone and cleans up on SIGTERM; Vagrant does so on SIGINT, but is stopped
 * in its own terminal. Windows has no signals: what is ended there can't clean up.
 */
export function stopSteps(
  platform: NodeJS.Platform,
  pid: number | undefined,
  how: 'gentle' | 'hard',
): StopStep[] {
  if (pid === undefined) return [];
  if (platform === 'win32') return [{ kind: 'taskkill', args: ['/PID', String(pid), '/T', '/F'] }];
  return how === 'gentle'
    ? [{ kind: 'signal', pid, signal: 'SIGTERM' }]
    : [{ kind: 'signal', pid: -pid, signal: 'SIGKILL' }];
}

function perform(step: StopStep): void {
  if (step.kind === 'taskkill') {
    void import('execa').then(({ execa }) =>
      execa('taskkill', step.args, { reject: false, windowsHide: true }),
    );
    return;
  }
  try {
    process.kill(step.pid, step.signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}
