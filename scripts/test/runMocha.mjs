import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { descendants } from '../lib/processes.mjs';

const child = path.join(path.dirname(fileURLToPath(import.meta.url)), 'mochaProcess.mjs');
const running = new Set();

/**
 * Runs test files under mocha in a process of its own, so that a crash or an endless loop ends no other tier.
 * @param {object} options
 * @param {string[]} options.files built tests, absolute
 * @param {string | undefined} options.grep a regular expression: only tests whose title matches, as in the extension host
 * @param {NodeJS.ProcessEnv} options.env all of the process's environment
 * @param {number} options.testSeconds limit for a test that sets none itself
 * @param {number} options.limitSeconds for all of them
 * @param {(result: import('./report.mjs').Result) => void} options.onResult
 */
export async function runMocha({ files, grep, env, testSeconds, limitSeconds, onResult }) {
  const options = { files, timeout: testSeconds * 1000, ...(grep && { grep }) };
  const tests = fork(child, [JSON.stringify(options)], {
    env,
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32', // a group of its own, with all that tests start
  });
  running.add(tests);
  let ended = false;
  let late = false;
  tests.on('message', (message) => {
    const sent = /** @type {import('./report.mjs').Result | { end: true }} */ (message);
    if ('end' in sent) ended = true;
    else onResult(sent);
  });
  const timer = setTimeout(() => {
    late = true;
    killGroup(tests);
  }, limitSeconds * 1000);
  const how = await new Promise((resolve) => {
    tests.on('error', (error) => resolve(error.message));
    tests.on('close', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  clearTimeout(timer);
  killGroup(tests); // what a test forgot to end
  running.delete(tests);
  if (ended) return;
  const error = late ? `not finished within ${limitSeconds} s` : `ended too early: ${how}`;
  onResult({ title: 'the test process', state: 'failed', error });
}

/** Ends what runs now, with everything it started. */
export function killTests() {
  running.forEach(killGroup);
}

/**
 * Also the groups that it has started: a tool that can be stopped with all it started is in one of its own.
 * @param {{ pid?: number }} child without a number where it could not be started
 */
function killGroup({ pid }) {
  if (!pid) return;
  const groups = new Set([pid, ...descendants(pid).map(({ group }) => group)]);
  for (const group of groups) {
    try {
      process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
    } catch {
      // nothing of it is left
    }
  }
}
