import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installDependencies } from './lib/install.mjs';
import { checkInWorkbench } from './vscode/check.mjs';
import { installChromium } from './vscode/chromium.mjs';
import { installHost } from './vscode/hosts.mjs';
import { findProgram } from './vscode/programs.mjs';
import { startServer } from './vscode/server.mjs';

// Nothing that is imported above may need node_modules: in a fresh clone there is none yet.

const usage = `npm start [-- options]: builds Boxwright and opens the examples in a VS Code that runs it.
Without a VS Code on this desktop, in one that the browser shows.

  --server    the VS Code for the browser, even if there is one on the desktop
  --port N    where it listens (default: any free port)
  --check     opens it in Chromium without a window, looks whether it works, and ends`;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const examples = path.join(root, 'examples');
const version = '1.139';

async function main() {
  const options = readOptions();
  if (options.help) return console.log(usage);
  await installDependencies();
  const code = options.server || options.check || options.port ? undefined : desktopCode();
  if (code) return openOnDesktop(code);
  await installHost(version, { say: console.log });
  if (options.check) await installChromium();
  const { packageExtension } = await import('./package.mjs');
  const vsix = [await packageExtension()];
  await (options.check ? check(vsix) : serve(vsix, options.port));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      server: { type: 'boolean' },
      check: { type: 'boolean' },
      port: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new TypeError(`--port ${values.port}: no port`);
  return { ...values, port };
}

/** @returns {string | undefined} the program that opens a window here */
function desktopCode() {
  const { env, platform } = process;
  if (env.VSCODE_IPC_HOOK_CLI) return undefined; // in a remote terminal, where it can't load a local extension
  const hasScreen = platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY;
  return hasScreen && process.getuid?.() !== 0 ? findProgram('code') : undefined;
}

async function openOnDesktop(code) {
  const { build } = await import('./build.mjs');
  await build('dist', true);
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, examples];
  // On Windows it is a .cmd, which Node starts through a shell only: quoted, for a path may have spaces.
  const shell = process.platform === 'win32';
  const quote = (text) => (shell ? `"${text}"` : text);
  await ended(spawn(quote(code), args.map(quote), { stdio: 'inherit', shell }));
  console.log('Boxwright runs in the VS Code window that opened.');
}

/** @returns {Promise<void>} */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => (status === 0 ? resolve() : reject(new Error(`code: exit ${status}`))));
  });
}

async function serve(vsix, port) {
  // The developer's own home: there are their boxes, machines and plugins.
  const { HOME, TMPDIR, XDG_CONFIG_HOME, XDG_DATA_HOME } = process.env;
  const env = { HOME, TMPDIR, XDG_CONFIG_HOME, XDG_DATA_HOME };
  const server = await startServer({ version, vsix, env, port });
  console.log(`Boxwright is running at ${server.url}/?folder=${encodeURI(examples)}\nCtrl-C ends it.`);
  process.exitCode = 0; // of Ctrl-C, which ends the server first
  await server.died;
  throw new Error(`VS Code ended by itself:\n${server.log().slice(-4000)}`);
}

async function check(vsix) {
  const screenshot = path.join(root, 'out', 'start-check.png');
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'boxwright-start-')));
  const folder = path.join(scratch, 'examples');
  await cp(examples, folder, { recursive: true });
  const server = await startServer({ version, vsix });
  try {
    const file = 'windows-2022/windows-2022.json';
    const seen = await checkInWorkbench({ server, folder, file, source: 'boxwright', screenshot });
    console.log(`${file}: ${seen.squiggles} squiggles, ${seen.problems.length} rows in the Problems panel:`);
    for (const problem of seen.problems) console.log(`  ${problem.replace(/\s+/g, ' ').trim()}`);
    console.log(`screenshot: ${screenshot}`);
  } catch (error) {
    throw new Error(`${error.message}\n${server.log().slice(-6000)}\nscreenshot: ${screenshot}`, {
      cause: error,
    });
  } finally {
    await server.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (error) {
  const misused =
    error instanceof TypeError &&
    (('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) || error.message.startsWith('--'));
  console.error(misused ? `${error.message}\n\n${usage}` : error.message);
  process.exit(misused ? 2 : 1);
}
