// What bench/editor.mjs measures in a process of its own; prints one line of JSON.
import Module, { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { time } from './numbers.mjs';

const require = createRequire(import.meta.url);

/** What require() loads modules with: internal to Node, which does not declare it. */
const loader = /** @type {typeof Module & { _load: (request: string, ...rest: unknown[]) => unknown }} */ (
  Module
);

const [, , what, ...args] = process.argv;
const result = what === 'activation' ? activation(...args) : log(...args);
console.log(JSON.stringify(result));
process.exit(0);

function activation(file, extensionPath) {
  // Bundles copy a module's own properties, and look for others in its prototype.
  const vscode = Object.create(anything());
  const load = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
  let extension;
  const loading = time(() => (extension = require(file)));
  const context = new Proxy(
    { subscriptions: [], extensionPath },
    { get: (target, key) => (key in target ? target[key] : anything()) },
  );
  return { load: loading, activate: time(() => extension.activate(context)) };
}

/** Stands for every module, class, function and list that an editor could give; lists are empty. */
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
