// npm run lint: rules, format, types, words, all of it even where one fails. Looks again only at what has changed since the
// last time: out/cache/ keeps what was found to be in order, and may be deleted.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { lintRegexes } from './lint/lintRegexes.mjs';
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
  types('tsconfig.json', 'types.tsbuildinfo'),
  types('tsconfig.scripts.json', 'scriptTypes.tsbuildinfo'),
  // What nothing uses: files, exports, dependencies.
  node('knip/bin/knip.js', ['--no-progress', '--cache', '--cache-location', cache('knip')]),
  () => lintRegexes(root),
  script(path.join('scripts', 'lintWording.mjs')),
  node('cspell/bin.mjs', [
    ...['lint', '--no-progress', '--no-summary'],
    ...['--cache', '--cache-strategy', 'content', '--cache-location', cache('cspell')],
  ]),
];

for (const check of checks) if (!(await check())) process.exitCode = 1;

/** Checks the types of what a configuration of TypeScript includes. */
function types(configuration, buildInfo) {
  return node('typescript/bin/tsc', [
    ...['--project', configuration, '--noEmit'],
    ...['--incremental', '--tsBuildInfoFile', cache(buildInfo)],
  ]);
}

/** Runs a script of a package. */
function node(name, args) {
  return script(path.join('node_modules', name), args);
}

/** @returns {() => Promise<boolean>} whether a script, relative to the root, ended with success */
function script(name, args = []) {
  return () =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [path.join(root, name), ...args], {
        cwd: root,
        stdio: 'inherit',
      });
      child.on('error', reject).on('close', (code) => resolve(code === 0));
    });
}
