import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { ofChild, stopping, stopProcess } from './stopProcess';
import { limits } from './toolCommand';
import type { Tool, ToolCommand, ToolResult } from './toolCommand';
import { formatDuration, timeBetween } from '../words/durations';

/** The tool is not on this machine, or the path that the user set leads nowhere. */
export class ToolMissing extends Error {
  constructor(
    readonly tool: Tool,
    /** The path from the settings; empty when PATH was searched. */
    readonly configured: string,
    /** The version that the settings ask for, of those that Boxwright can install. */
    readonly version = '',
  ) {
    super(`${tool} was not found`);
  }
}

/**
 * What was found is a program for Windows, and this is a Linux in Windows (WSL). It would run through a proxy: a stop would end
 * that alone, and variables of the environment and paths would not cross.
 */
export class WindowsProgram extends ToolMissing {
  constructor(
    tool: Tool,
    /** Absolute. */
    readonly program: string,
  ) {
    super(tool, program);
  }
}

/** Nothing runs in a workspace that the user does not trust: a Vagrantfile is a program, and so is a template. */
export class WorkspaceUntrusted extends Error {
  constructor() {
    super('The workspace is not trusted');
  }
}

/** The tool is there, but the system did not start it. */
export class ToolNotStarted extends Error {
  constructor(
    readonly tool: Tool,
    /** In the system's words. */
    readonly reason: string,
  ) {
    super(`${tool} could not be started: ${reason}`);
  }
}

/** The tool did not end in the time that it has. */
export class ToolTimedOut extends Error {
  constructor(
    readonly tool: Tool,
    /** Milliseconds. */
    readonly limit: number,
  ) {
    super(`${tool} did not answer within ${formatDuration(limit)}`);
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

/** With what a tool is started that outlives the editor; `tools/packer/launcher/launcher.ts` says more. */
export interface Launcher {
  /** The launcher's program, which Node runs; absolute. */
  readonly script: string;
  /** The folder through which it speaks; absolute, exists. */
  readonly folder: string;
  /** What the tool writes its output to; absolute. */
  readonly log: string;
}

/** A tool at work. */
export interface RunningTool {
  readonly pid: number | undefined;
  readonly finished: Promise<ToolResult>;
  /** Asks it to stop; asked again, ends it and all that it started. */
  stop(): void;
}

/** A tool whose output is followed. */
interface FollowedTool extends RunningTool {
  /** Ends it, and all that it started. */
  kill(): void;
  /** Once it has finished: why there is nothing to be read of it; ToolNotStarted or ToolTimedOut. */
  problem(): Error | undefined;
}

/** Runs tools: by argument lists, never through a shell, and not at all in an untrusted workspace. */
export class ToolRunner {
  constructor(private readonly options: RunnerOptions) {}

  /** @throws WorkspaceUntrusted */
  checkTrust(): void {
    if (!this.options.isTrusted()) throw new WorkspaceUntrusted();
  }

  /** The program that a command would run. @throws ToolMissing, WorkspaceUntrusted */
  executable(tool: Tool): string {
    this.checkTrust();
    return this.options.locate(tool);
  }

  /**
   * Runs a command to its end and reads its output.
   * @param signal ends the tool and all that it started
   * @throws ToolMissing, WorkspaceUntrusted, ToolNotStarted, ToolTimedOut, and what `parse` throws
   */
  async run<T>(command: ToolCommand<T>, signal?: AbortSignal): Promise<T> {
    const running = await this.start(command);
    const abort = () => running.kill();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const result = await running.finished;
      const problem = running.problem();
      if (problem) throw problem;
      return command.parse(result);
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Starts a command whose output is followed. @throws ToolMissing, WorkspaceUntrusted */
  async start(command: ToolCommand<unknown>, { onOutput }: StreamOptions = {}): Promise<FollowedTool> {
    this.checkTrust();
    const file = command.program ?? this.executable(command.tool);
    // Loaded with the first tool that is run: it would take half of the time in which the extension is loaded.
    const { execa } = await import('execa');
    const began = Date.now();
    const windows = process.platform === 'win32';
    const child = execa(file, command.args, {
      cwd: this.placeOf(command),
      env: command.env ?? {},
      stdin: 'ignore',
      reject: false,
      buffer: !onOutput,
      stripFinalNewline: false,
      // A process group of its own on POSIX: the group can be ended without ending the editor.
      detached: !windows,
      windowsHide: true,
      maxBuffer: 50_000_000,
    });
    if (onOutput)
      for (const stream of [child.stdout, child.stderr]) {
        if (!stream) continue;
        stream.setEncoding('utf8');
        stream.on('data', (text: string) => onOutput(text));
      }
    const limit = limits[command.limit ?? 'usual'];
    let isLate = false;
    let problem: Error | undefined;
    const timer = setTimeout(() => {
      isLate = true;
      void stopProcess(ofChild(child), 'hard');
      letGo(child);
    }, limit);
    timer.unref();
    // What it has started may hold its output open for ever.
    child.once('exit', () => setTimeout(() => letGo(child), lingerMs).unref());
    return {
      pid: child.pid,
      kill: () => void stopProcess(ofChild(child), 'hard'),
      stop: stopping(ofChild(child)),
      problem: () => problem,
      finished: child.then((result) => {
        clearTimeout(timer);
        const { exitCode, signal } = result;
        const outcome =
          result.failed && exitCode === undefined && !signal
            ? result.shortMessage
            : (signal ?? `exit ${exitCode}`);
        this.options.log(
          `${command.program ? path.basename(command.program) : command.tool} ${command.args[0] ?? ''} in ${command.cwd}: ${outcome} after ${timeBetween(began, Date.now())} ms`,
        );
        if (isLate) problem = new ToolTimedOut(command.tool, limit);
        else if (child.pid === undefined)
          problem = new ToolNotStarted(command.tool, result.shortMessage ?? '');
        return { exitCode, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
      }),
    };
  }

  /** Many commands need no folder, and are run in the user's own, which is not there on every computer. */
  private placeOf({ tool, cwd }: ToolCommand<unknown>): string {
    if (cwd !== homedir() || existsSync(cwd)) return cwd;
    this.options.log(`The home folder ${cwd} does not exist: ${tool} runs in ${tmpdir()} instead.`);
    return tmpdir();
  }

  /**
   * Starts a command by the launcher, with which it outlives the editor.
   * @returns settles when the launcher has ended, with its exit code
   * @throws ToolMissing, WorkspaceUntrusted, Error of the system when the launcher can't be started
   */
  async launch(
    command: ToolCommand<unknown>,
    { script, folder, log }: Launcher,
  ): Promise<{ readonly exited: Promise<number | null>; readonly pid: number | undefined }> {
    this.checkTrust();
    const file = command.program ?? this.executable(command.tool);
    const child = spawn(process.execPath, [script, folder, log, file, ...command.args], {
      cwd: command.cwd,
      // On a desktop the extension host is a program of Electron, which is a Node only when it is asked to be one.
      env: { ...process.env, ...command.env, ELECTRON_RUN_AS_NODE: '1' },
      // A session of its own on POSIX; on Windows no console, and no job that ends with the editor.
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
    });
    const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await once(child, 'spawn');
    child.unref();
    this.options.log(`${command.tool} ${command.args[0] ?? ''} in ${command.cwd}: launched by ${child.pid}`);
    return { exited, pid: child.pid };
  }
}

/** So long after its end a tool's last output has come. Milliseconds. */
const lingerMs = 2000;

/** Reads no more of what a process prints. */
function letGo({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>): void {
  stdout?.destroy();
  stderr?.destroy();
}
