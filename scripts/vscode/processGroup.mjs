import { spawn } from 'node:child_process';
import { descendants } from '../lib/processes.mjs';

/** How long a group may take to end by itself, in milliseconds. */
const closeLimit = 5_000;

const running = new Set();

/**
 * Runs a program as the leader of a process group, so that what it started ends with it; and it ends with this
 * process, unless that is killed outright.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env: Record<string, string>, cwd: string }} options
 */
export function startGroup(command, args, { env, cwd }) {
  endWithThisProcess();
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  const take = (data) => (output = (output + data).slice(-200_000));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const kill = (signal) => killGroup(child.pid, signal);
  const closed = new Promise((resolve) => {
    child.once('error', (error) => resolve(take(error.message)));
    // not 'close': a program that the extension left behind may hold the pipes open
    child.once('exit', resolve);
  }).then(() => {
    kill('SIGKILL');
    running.delete(group);
  });
  let closing = false;
  const group = {
    pid: child.pid,
    closed,
    /** @type {Promise<void>} */
    died: new Promise((resolve) => closed.then(() => closing || resolve())),
    kill,
    cleanUp: () => {},
    output: () => output,
    onOutput: (listener) => child.stdout.on('data', listener),
    exitCode: () => child.exitCode ?? child.signalCode,
    async close() {
      closing = true;
      kill('SIGTERM');
      const timer = setTimeout(() => kill('SIGKILL'), closeLimit);
      await closed;
      clearTimeout(timer);
    },
    /** As close(), and with it what is in a group of its own: a terminal's program, a build that outlives its editor. */
    async closeAll() {
      // Asked before: who has lost its parent is nobody's.
      const others = new Set((child.pid ? descendants(child.pid) : []).map((one) => one.group));
      await group.close();
      for (const other of others) killGroup(other, 'SIGKILL');
    },
  };
  running.add(group);
  return group;
}

/** @param {number | undefined} number undefined where its leader could not be started */
function killGroup(number, signal) {
  if (!number) return;
  try {
    process.kill(-number, signal);
  } catch {
    // nothing of it is left
  }
}

let watching = false;

function endWithThisProcess() {
  if (watching) return;
  watching = true;
  let ending;
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    // Ctrl-C comes twice under npm: from the terminal, and passed on by npm.
    process.on(signal, () => {
      ending ??= Promise.all([...running].map((group) => group.close())).then(() =>
        process.exit(process.exitCode ?? 128 + number),
      );
    });
  }
  process.once('exit', () => {
    for (const { kill, cleanUp } of running) {
      kill('SIGKILL');
      cleanUp();
    }
  });
}
