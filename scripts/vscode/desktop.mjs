import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { problemOf, readReport } from './runInHost.mjs';
import { quietSettings } from './server.mjs';

/*
 * The tests of the extension host in a desktop VS Code, which is fetched from update.code.visualstudio.com: for Windows
 * and macOS, where the server of hosts.mjs does not run.
 */

/** The name of a VS Code's first release: `1.100` is 1.100.0. */
const release = (version) => (/^\d+\.\d+$/.test(version) ? `${version}.0` : version);

/** BOXWRIGHT_DESKTOP_CODE names a VS Code that is there already; with it Linux runs the tests on a desktop, too. */
export function runsOnDesktop() {
  return process.platform !== 'linux' || Boolean(process.env.BOXWRIGHT_DESKTOP_CODE);
}

/**
 * Does what runInHost does, with the same options and results.
 * @param {Parameters<typeof import('./runInHost.mjs').runInHost>[0]} options
 * @returns {ReturnType<typeof import('./runInHost.mjs').runInHost>}
 * @throws Error where VS Code cannot be fetched
 */
export async function runOnDesktop(options) {
  const { version, extension, tests, workspace, env = {}, settings = {} } = options;
  const { trusted = true, limitSeconds = 120 } = options;
  const started = Date.now();
  const code = process.env.BOXWRIGHT_DESKTOP_CODE ?? (await fetchCode(version));
  // Short: on macOS the path of a socket below it must have fewer than 104 characters.
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'bw-')));
  const folder = path.join(scratch, path.basename(workspace));
  const userData = path.join(scratch, 'data');
  const reportFile = path.join(scratch, 'report.json');
  try {
    await cp(workspace, folder, { recursive: true });
    await mkdir(path.join(userData, 'User'), { recursive: true });
    const all = { ...quietSettings, 'security.workspace.trust.enabled': !trusted, ...settings };
    await writeFile(path.join(userData, 'User', 'settings.json'), JSON.stringify(all, null, 2));
    const args = [
      folder,
      `--extensionDevelopmentPath=${extension}`,
      `--extensionTestsPath=${tests}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(scratch, 'extensions')}`,
      ...['--disable-updates', '--skip-welcome', '--skip-release-notes', '--disable-telemetry'],
      ...(process.platform === 'linux' ? ['--no-sandbox', '--disable-gpu'] : []),
    ];
    const outcome = await runCode(code, args, environment({ ...env, BOXWRIGHT_TEST_REPORT: reportFile }), {
      limitSeconds,
    });
    const report = await readReport(reportFile);
    const problem = problemOf(outcome, report, env.BOXWRIGHT_TEST_GREP);
    if (problem) {
      const error = `${problem}\n${outcome.output.slice(-4000)}`;
      report.results.push({ title: `extension host of VS Code ${version}`, state: 'failed', error });
    }
    return { exit: outcome.exit, ms: Date.now() - started, results: report.results };
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** @type {Promise<unknown>} */
let fetching = Promise.resolve();

/**
 * Fetches a VS Code into the cache folder, unless it is there: one after the other, as tests run at once.
 * @returns {Promise<string>} its program
 */
function fetchCode(version) {
  const fetched = fetching.catch(() => {}).then(() => fetchNow(version));
  fetching = fetched;
  return fetched;
}

async function fetchNow(version) {
  const own = path.join(import.meta.dirname, 'desktop');
  const requireOwn = createRequire(path.join(own, 'package.json'));
  if (!existsSync(path.join(own, 'node_modules', '.package-lock.json')))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: own, quiet: true });
  const { downloadAndUnzipVSCode } = requireOwn('@vscode/test-electron');
  return downloadAndUnzipVSCode({ version: release(version), cachePath: cacheFolder('vscode-desktop') });
}

function environment(own) {
  const env = { ...process.env, ...own };
  for (const name of Object.keys(env))
    // Those of a VS Code in whose terminal this runs would make the new one part of it.
    if (env[name] === undefined || /^(VSCODE_|ELECTRON_)/.test(name)) delete env[name];
  return env;
}

/** @returns {Promise<{ exit?: number, problem?: string, output: string }>} */
function runCode(code, args, env, { limitSeconds }) {
  return new Promise((resolve) => {
    const child = spawn(code, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32', // a group of its own, with all that it starts
    });
    let output = '';
    const take = (data) => (output = (output + data).slice(-200_000));
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const end = (outcome) => {
      clearTimeout(timer);
      killAll(child);
      resolve({ ...outcome, output });
    };
    const timer = setTimeout(
      () => end({ problem: `no outcome within ${limitSeconds} s` }),
      limitSeconds * 1000,
    );
    child.once('error', (error) => end({ problem: `${code} could not be started: ${error.message}` }));
    child.once('exit', (status, signal) =>
      end(status === null ? { problem: `VS Code ended: ${signal}` } : { exit: status }),
    );
  });
}

/** @param {{ pid?: number }} child */
function killAll({ pid }) {
  if (!pid) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // nothing of it is left
  }
}
