// What bench/editor.mjs measures in a process of its own; prints one line of JSON.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { time, timeAsync } from './numbers.mjs';

const require = createRequire(import.meta.url);

/** What require() loads modules with: internal to Node, which does not declare it. */
const loader = /** @type {typeof Module & { _load: (request: string, ...rest: unknown[]) => unknown }} */ (
  Module
);

/** @param {boolean} isOurs whether Boxwright was used in the folder before, or only a JSON file is open */
async function activation(isOurs, file, extensionPath) {
  const vscode = editor(extensionPath, isOurs ? [] : [jsonDocument]);
  const load = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
  const peer = time(() => require('jsonc-parser'));
  let extension;
  const loading = time(() => (extension = require(file)));
  const scratch = mkdtempSync(path.join(tmpdir(), 'boxwright-activation-'));
  try {
    const context = contextIn(scratch, extensionPath, isOurs);
    return { peer, load: loading, activate: await timeAsync(() => extension.activate(context)) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const uri = (fsPath) => ({ scheme: 'file', fsPath, path: fsPath, toString: () => `file://${fsPath}` });

const jsonDocument = {
  languageId: 'json',
  uri: uri('/nowhere/settings.json'),
  getText: () => '{ "name": "something else" }',
};

/** An editor that answers at once, with nothing in it but some documents; all that the real one exports is its own. */
function editor(extensionPath, textDocuments) {
  const self = anything();
  const types = readFileSync(path.join(extensionPath, 'node_modules/@types/vscode/index.d.ts'), 'utf8');
  const names = [
    ...types.matchAll(/^\texport (?:abstract )?(?:class|enum|namespace|function|const|let) (\w+)/gm),
  ];
  const workspace = {
    textDocuments,
    workspaceFolders: undefined,
    isTrusted: true,
    getConfiguration: () => ({ get: (_name, value) => value, has: () => false, inspect: () => undefined }),
    findFiles: async () => [],
  };
  const window = { visibleTextEditors: [], terminals: [], activeTextEditor: undefined };
  const own = {
    version: '1.100.0',
    workspace: over(workspace, self),
    window: over(window, self),
    l10n: { t: (text) => (typeof text === 'string' ? text : text.message) },
    Uri: over({ file: uri, joinPath: (base, ...more) => uri(path.join(base.fsPath, ...more)) }, self),
  };
  return { ...Object.fromEntries(names.map(([, name]) => [name, self])), ...own };
}

function contextIn(folder, extensionPath, wasUsed) {
  const state = {
    keys: () => (wasUsed ? ['used'] : []),
    get: (_name, value) => value,
    update: async () => undefined,
  };
  const manifest = JSON.parse(readFileSync(path.join(extensionPath, 'package.json'), 'utf8'));
  const at = (name) => uri(path.join(folder, name));
  const own = {
    subscriptions: [],
    extensionPath,
    extensionUri: uri(extensionPath),
    extension: { packageJSON: manifest, extensionPath },
    asAbsolutePath: (name) => path.join(extensionPath, name),
    workspaceState: state,
    globalState: { ...state, setKeysForSync: () => undefined },
    globalStorageUri: at('global'),
    storageUri: at('workspace'),
    logUri: at('log'),
  };
  return over(own, anything());
}

/** Some properties, and all others of something else. */
const over = (own, others) =>
  new Proxy(own, { get: (target, key) => (key in target ? target[key] : others[key]) });

/** Stands for every class, function and list that an editor could give; lists are empty. */
function anything() {
  const self = new Proxy(function () {}, {
    get(target, key) {
      if (key === 'prototype') return target.prototype;
      if (key === 'then') return undefined;
      if (key === Symbol.iterator) return function* () {};
      if (key === Symbol.toPrimitive) return () => '';
      return key === 'fsPath' || key === 'path' ? '/nowhere' : self;
    },
    set: () => true,
    apply: () => self,
    // A class of the editor itself, or one of ours that extends it.
    construct: (_target, _args, newTarget) =>
      newTarget === self ? self : Object.create(newTarget.prototype ?? null),
  });
  return self;
}

function log(file, kind) {
  const { lineSplitter, buildOutput } = require(file);
  const output = new buildOutput.BuildOutput();
  let lines = 0;
  const splitter = new lineSplitter.LineSplitter((line) => {
    output.line(line);
    lines++;
  });
  const chunks = kind === 'usual lines' ? usualChunks() : ['x'.repeat(65_536)];
  const megabytes = 200;
  const before = process.memoryUsage().rss;
  let most = before;
  let length = 0;
  const start = performance.now();
  for (let index = 0; length < megabytes * 1e6; index++) {
    const chunk = chunks[index % chunks.length];
    splitter.push(chunk);
    length += chunk.length;
    if (index % 50 === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  splitter.end();
  const seconds = (performance.now() - start) / 1000;
  return { rate: length / 1e6 / seconds, megabytes, lines, growth: (most - before) / 1e6 };
}

/** What Packer prints, cut where pipes cut it. */
function usualChunks() {
  const lines = [
    '==> windows-2022: Provisioning with Powershell...',
    '==> windows-2022: Provisioning with powershell script: scripts/windows-updates.ps1',
    '    windows-2022: Installing update 3 of 17: 2026-04 Cumulative Update for Windows Server (KB5055526)',
    '    windows-2022:',
    '    windows-2022 (vagrant): Compressing: box-disk001.vmdk',
    '2026-04-01T10:11:12Z: ==> windows-2022: WARNING: größe über 10 GB',
    'Progress: 45% - something that no builder says',
  ];
  let text = '';
  for (let index = 0; text.length < 2_000_000; index++) text += `${lines[(index * 5) % lines.length]}\r\n`;
  const chunks = [];
  for (let at = 0; at < text.length; at += 8191) chunks.push(text.slice(at, at + 8191));
  return chunks;
}

const [, , what, file, rest] = process.argv;
const parts = {
  activation: () => activation(true, file, rest),
  lookout: () => activation(false, file, rest),
  log: () => log(file, rest),
};
console.log(JSON.stringify(await parts[what]()));
process.exit(0);
