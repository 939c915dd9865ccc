import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { importGraph, importedBy } from '../lib/importGraph.mjs';
import { sourcesIn } from '../lib/sourcesIn.mjs';
import { covers, withProduct } from './covers.mjs';

/** What the installed product is made of, beyond src/. */
const product = ['build', 'host', 'e2e', 'oldest', 'tools', 'unit'];
const everything = undefined;

/**
 * What reads files that are in no bundle: the first row that fits a changed file counts. All tests of the tiers run;
 * a file that no row fits runs everything.
 * @type {readonly (readonly [RegExp, readonly string[] | undefined])[]}
 */
const readers = [
  [/^(\.github|\.vscode)\/|^(LICENSE|\.editorconfig|\.gitattributes|\.gitignore)$/, []],
  [/^(bench|fuzz)\//, []],
  [/^scripts\/(ruleDocs|start|new\w*|lint)\b/, []],
  [/^scripts\/vscode\//, ['host', 'e2e', 'oldest']],
  [/^scripts\/realTools\/wine/, ['windows']],
  [/^scripts\/realTools\//, ['tools', 'host', 'oldest', 'vm', 'windows']],
  [/^scripts\/(build|package|prepare)\.mjs$|^eslint\.(build|layers)/, product],
  [/^eslint\.paths\.mjs$/, ['tools']],
  [/^(\.prettier\w+(\.json)?|eslint\.config\.mjs|\.prettierignore|tsconfig\.scripts\.json)$/, []],
  [/^(package|package\.nls)\.json$|^(media|l10n)\//, product],
  [/^(schemas|syntaxes)\//, ['unit', 'host', 'e2e', 'tools']],
  [/^examples\//, ['unit', 'host', 'e2e', 'oldest', 'tools']],
  [/^docs\/.*\.md$|^[A-Z]+\.md$|^action\.yml$|^\.pre-commit-hooks\.yaml$|^\.npmignore$/, ['unit', 'tools']],
  [/^test\/fixtures\//, ['unit', 'tools', 'host', 'e2e']],
  [/^test\/dummyProvider\//, ['tools', 'host', 'e2e']],
  [/^test\/vm\//, ['vm']],
  [/^test\/(tinyPlugin|hclDifferential)\//, ['tools', 'host']],
  [/^test\/host\//, ['host', 'oldest']],
  [/^test\/(unit|tools|e2e|support|fuzzing|windows)\//, []],
];

/**
 * What a change can affect. Of each tier: all, where it reads a changed file; else the tests whose bundles hold one, and
 * those that run the product and are about what it changes (covers.mjs). Lint always runs, and is quick where little has
 * changed.
 * @param {string} root the repository
 * @param {string[]} changed relative to it, with slashes
 * @param {Record<string, import('../lib/buildTests.mjs').BuiltTest[]>} tests of each tier that has some
 * @returns {Record<string, Set<string> | 'all'>} sources of tests, absolute, by the tier; tiers without any are left out
 */
export function affected(root, changed, tests) {
  /** @type {ReturnType<typeof affected>} */
  const found = changed.length > 0 ? { lint: 'all' } : {};
  const sources = changed.filter((file) => file.startsWith('src/'));
  if (sources.length > 0) found.build = 'all';
  for (const file of changed)
    if (!sources.includes(file))
      for (const tier of tiersReading(file) ?? [...Object.keys(tests), 'build']) found[tier] = 'all';
  const isAbout = aboutChanges(root, sources);
  for (const [tier, built] of Object.entries(tests)) {
    if (found[tier] === 'all') continue;
    const hit = built.filter(
      ({ source, inputs }) => inputs.some((input) => changed.includes(input)) || isAbout(tier, source),
    );
    if (hit.length > 0) found[tier] = new Set(hit.map(({ source }) => source));
  }
  return found;
}

/** @returns {readonly string[] | undefined} undefined: all of them */
function tiersReading(file) {
  const row = readers.find(([pattern]) => pattern.test(file));
  return row ? row[1] : everything;
}

/** Whether a test that runs the product is about something that is changed, or needs that. */
function aboutChanges(root, changed) {
  if (changed.length === 0) return () => false;
  const files = sourcesIn(root, 'src');
  const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
  const graph = importGraph(root, texts);
  const plain = (file) => file.replaceAll(path.sep, '/'); // as Git writes paths
  const needed = (name) =>
    files
      .filter((file) => plain(file) === name || plain(file).startsWith(`${name}/`))
      .flatMap((file) => [...importedBy(file, graph)].map(plain));
  const byTest = new Map(
    Object.entries(covers).map(([test, names]) => [test, new Set(names.flatMap(needed))]),
  );
  // The worker is loaded by its name.
  const extension = new Set(['src/extension.ts', 'src/analysis/worker.ts'].flatMap(needed));
  const parts = Object.keys(covers).filter((test) => !withProduct.includes(test));
  /** What only the entry point takes, or what is gone. */
  const isAnybodys = (file) =>
    extension.has(file)
      ? !parts.some((test) => byTest.get(test)?.has(file))
      : !files.map(plain).includes(file);
  const any = changed.some(isAnybodys);
  return (tier, source) => {
    const test = plain(path.relative(root, source));
    if (!['host', 'oldest', 'e2e'].includes(tier) && !withProduct.includes(test)) return false;
    const about = byTest.get(test) ?? extension;
    return any || changed.some((file) => about.has(file));
  };
}

/**
 * What is different from a revision, not committed or new files among it; of a branch, from where it began.
 * @param {string} root
 * @param {string} revision
 * @returns {string[]} relative to the root, with slashes
 * @throws Error where there is no such revision, or no repository
 */
export function changedSince(root, revision) {
  const git = (...args) =>
    execFileSync('git', ['-c', 'core.quotePath=off', ...args], { cwd: path.resolve(root), encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  const [base] = git('merge-base', revision, 'HEAD');
  // Of a file that was moved both names: imports of the old one are broken now.
  const differing = git('diff', '--name-only', '--no-renames', '--relative', base, '--');
  return [...new Set([...differing, ...git('ls-files', '--others', '--exclude-standard')])].sort();
}
