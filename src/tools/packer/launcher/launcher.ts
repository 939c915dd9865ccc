/*
 * A program of its own: starts Packer for a build and stays until Packer has ended, so that the build outlives the editor on
 * every system, and its exit code is known to whoever asks later. It is started without a terminal and without standard
 * streams, in a session of its own, and works alike on Linux, macOS and Windows:
 *
 *     node launcher.js FOLDER LOG PROGRAM [ARGUMENT…]
 *
 * FOLDER belongs to one run. These files in it are all that the launcher and the windows say to each other
 * (`launcherFiles.ts`):
 *
 * | file          | written by   | read by      | what it is                                                             |
 * |---------------|--------------|--------------|------------------------------------------------------------------------|
 * | launcher.json | the launcher | each window  | who launcher and Packer are, and why a stop failed; touched every       |
 * |               |              |              | second: where it is old, the launcher may be gone                       |
 * | stop          | a window     | the launcher | empty: Packer shall cancel and clean up                                 |
 * | kill          | a window     | the launcher | empty: Packer shall end at once, with all that it started               |
 * | end.json      | the launcher | each window  | when and how Packer ended, or why it could not be started: the last word |
 *
 * The JSON files appear as a whole. Packer writes the LOG by itself, by a descriptor; where it runs and its environment, secret
 * values too, are those of the launcher, which writes none of them anywhere.
 */
import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { beatMs, touch } from '../../lifeSign';
import { processIdentity } from '../../processIdentity';
import { endRest, ofChild, stopProcess } from '../../stopProcess';
import type { Stoppable } from '../../stopProcess';
import { writeFileAtomically } from '../../writeFileAtomically';
import { launcherFiles, packerOptions } from './launcherFiles';
import type { LauncherEnd, LauncherState, StopRequest } from './launcherFiles';

/** How often it looks for a request to stop. Milliseconds. */
const interval = 200;
/** How long Packer has to end after it was killed. Milliseconds. */
const killedWithin = 5000;

const [folder = '', log = '', program = '', ...args] = process.argv.slice(2);
const fileOf = (name: keyof typeof launcherFiles): string => path.join(folder, launcherFiles[name]);

let state: LauncherState = { launcher: { pid: process.pid } };
let requested: StopRequest | undefined;

// What ends other programs when a terminal or a session closes does not end the build.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGBREAK'] as const) process.on(signal, () => undefined);

try {
  start();
} catch (error) {
  end({ at: Date.now(), error: error instanceof Error ? error.message : String(error) });
}

function start(): void {
  const file = openSync(log, 'a', 0o600);
  const child = spawn(program, args, {
    ...packerOptions(process.platform, process.env),
    stdio: ['ignore', file, file],
  });
  child.once('error', (error) => {
    if (child.pid === undefined) end({ at: Date.now(), error: error.message });
  });
  const packer = ofChild(child);
  if (!packer) return;
  const { pid } = packer;
  process.on('SIGTERM', () => void stop(packer, requested ? 'kill' : 'stop'));
  child.once('exit', (exitCode, signal) => void exited(pid, exitCode, signal));
  know({ packer: { pid } });
  void identify(pid);
  setInterval(() => look(packer), interval);
  setInterval(() => attempt(() => touch(fileOf('state'))), beatMs);
}

/** On some systems it takes a second to learn when a process began: nobody waits for that. */
async function identify(pid: number): Promise<void> {
  const [own, packers] = await Promise.all([processIdentity(process.pid), processIdentity(pid)]);
  know({
    launcher: { pid: process.pid, ...(own !== undefined && { started: own }) },
    packer: { pid, ...(packers !== undefined && { started: packers }) },
  });
}

function look(packer: Stoppable): void {
  if (existsSync(fileOf('kill'))) void stop(packer, 'kill');
  else if (existsSync(fileOf('stop'))) void stop(packer, 'stop');
}

/** Each request is met once; no request to stop is met after one to kill. */
async function stop(packer: Stoppable, request: StopRequest): Promise<void> {
  if (requested === request || requested === 'kill') return;
  requested = request;
  know({ stopFailure: undefined });
  const failure = await stopProcess(packer, request === 'kill' ? 'hard' : 'interrupt');
  if (failure !== undefined) return know({ stopFailure: failure });
  if (request === 'kill')
    setTimeout(() => know({ stopFailure: `process ${packer.pid} does not end` }), killedWithin);
}

async function exited(pid: number, exitCode: number | null, signal: NodeJS.Signals | null): Promise<void> {
  const at = Date.now();
  if (requested) await endRest(pid, at);
  end({
    at,
    ...(exitCode !== null && { exitCode }),
    ...(signal !== null && { signal }),
    ...(requested && { stopped: requested }),
  });
}

function know(more: Partial<LauncherState>): void {
  state = { ...state, ...more };
  attempt(() => writeFileAtomically(fileOf('state'), JSON.stringify(state), 0o600));
}

function end(how: LauncherEnd): void {
  attempt(() => writeFileAtomically(fileOf('end'), JSON.stringify(how), 0o600));
  // On a full disk the window that started it learns the exit code in this way.
  process.exit(how.exitCode ?? 1);
}

/** The folder may be gone, or its disk full: the build goes on all the same. */
function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // There is nobody who could be told.
  }
}
