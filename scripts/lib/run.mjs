import { spawn } from 'node:child_process';

/**
 * Runs a program without a shell and waits for its end.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { quiet?: boolean }} options quiet: show the output only on failure
 * @returns {Promise<string>} what it printed, where quiet; else an empty string
 * @throws Error with the end of the output when it can't start or exits other than 0
 */
export function run(command, args, { quiet = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      // npm is npm.cmd on Windows, which Node starts through a shell only; all arguments here are our own constants
      shell: process.platform === 'win32' && command === 'npm',
      ...options,
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Error(`${command} ${args.join(' ')}: ${signal ?? `exit ${code}`}\n${output.slice(-4000)}`),
        );
    });
  });
}
