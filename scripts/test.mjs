// npm test [-- TIER… --grep TEXT]: installs what is missing, then runs all tiers, or those named.
// Nothing but Node may be imported here before installDependencies() has run.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installDependencies } from './lib/install.mjs';
import { preparations } from './test/preparations.mjs';
import { Report } from './test/report.mjs';
import { killTests } from './test/runMocha.mjs';
import { scratchEnvironments } from './test/scratch.mjs';
import { isOnOldest, runTiers, tiers } from './test/tiers.mjs';

for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
  process.on(signal, () => {
    killTests();
    process.exit(128 + number);
  });
}

const usage = `npm test [-- TIER… --grep TEXT --changed [REVISION]]: installs what is missing, then runs all tests, or
those that are asked for. The last line says how many passed, failed and were skipped.

  TIER                 ${Object.keys(tiers).join(' ')}
  --grep TEXT          only tests whose title matches this regular expression
  --changed [REVISION] only what can be affected by what is different from there (default: HEAD, so what is not
                       committed; of a branch: main): tests that are made of a changed file, and what reads one`;

const { chosen, grep, revision } = parseCommandLine();
const report = new Report();
if (await install()) await run();
process.exit(report.finish());

async function run() {
  const named = Object.keys(tiers).filter(isChosen);
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const files = revision && (await affectedFiles(root, revision, named));
  const names = files ? named.filter((name) => isAffected(name, files)) : named;
  if (names.length === 0) return console.log(`Nothing that is tested is different from ${revision}.`);
  if (files)
    console.log(`Different from ${revision}: ${names.map((name) => inWords(name, files)).join(', ')}.`);
  const wanted = files && Object.fromEntries(Object.entries(files).filter(([, of]) => of !== 'all'));
  const prepare = preparations(root, names);
  await runTiers(names, { root, grep, files: wanted, report, scratch: scratchEnvironments(), prepare });
}

/** Not on top: in a fresh clone there is no esbuild yet. */
async function affectedFiles(root, revision, names) {
  const [{ affected, changedSince }, { buildTests }] = await Promise.all([
    import('./test/changed.mjs'),
    import('./lib/buildTests.mjs'),
  ]);
  const changed = changedSince(root, revision);
  /** @type {Parameters<typeof affected>[2]} */
  const tests = {};
  for (const name of names) {
    const built = await buildTests(name === 'oldest' ? 'host' : name);
    const wanted = built.filter(({ source }) => name !== 'oldest' || isOnOldest(source));
    if (wanted.length > 0) tests[name] = wanted;
  }
  return affected(root, changed, tests);
}

function isAffected(name, files) {
  return Boolean(files[name]) || Object.keys(files).some((other) => tiers[other].needs === name);
}

const inWords = (name, files) => (files[name] instanceof Set ? `${name} (${files[name].size} files)` : name);

function parseCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      args: withRevision(process.argv.slice(2)),
      allowPositionals: true,
      options: {
        grep: { type: 'string', short: 'g' },
        changed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    const unknown = positionals.find((name) => !Object.hasOwn(tiers, name));
    if (unknown) throw new Error(`There is no tier '${unknown}'.`);
    return { chosen: positionals, grep: values.grep, revision: values.changed };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** `--changed` alone means HEAD; parseArgs knows no option whose value may be missing. */
function withRevision(args) {
  return args.map((arg, i) => {
    const next = args[i + 1];
    const isAlone = next === undefined || next.startsWith('-') || Object.hasOwn(tiers, next);
    return arg === '--changed' && isAlone ? '--changed=HEAD' : arg;
  });
}

async function install() {
  try {
    await installDependencies();
    return true;
  } catch (error) {
    report.tier('install').add({ title: 'install', state: 'failed', error: error.message });
    return false;
  }
}

/** A tier brings along what it needs, so that its failure is told, too. */
function isChosen(name) {
  if (chosen.length === 0) return !tiers[name].onRequest;
  return chosen.includes(name) || chosen.some((other) => tiers[other].needs === name);
}
