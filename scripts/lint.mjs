// npm run lint: types, format, rules, all of it even where one fails. Looks again only at what has changed since the
// last time: out/cache/ keeps what was found to be in order, and may be deleted.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { lintRules } from './lint/lintRules.mjs';

const root = path.dirname(import.meta.dirname);
const cache = (name) => path.join('out', 'cache', name);

const checks = [
  () => lintRules(root),
  node('prettier/bin/prettier.cjs', [
    ...['--check', '--log-level', 'warn', '.'],
    // A file's time says nothing: a checkout changes it, and a tool may keep it.
    ...['--cache', '--cache-strategy', 'content', '--cache-location', cache('prettier')],
  ]),
  node('typescript/bin/tsc', ['--noEmit', '--incremental', '--tsBuildInfoFile', cache('types.tsbuildinfo')]),
];

for (const check of checks) if (!(await check())) process.exitCode = 1;

/** @returns {() => Promise<boolean>} runs a script of a package; whether it ended with success */
function node(script, args) {
  return () =>
    new Promise((resolve, reject) => {
      const file = path.join(root, 'node_modules', script);
      const child = spawn(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' });
      child.on('error', reject).on('close', (code) => resolve(code === 0));
    });
}
