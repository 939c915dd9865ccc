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
import { runTiers, tiers } from './test/tiers.mjs';

for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
  process.on(signal, () => {
    killTests();
    process.exit(128 + number);
  });
}

const { chosen, grep } = parseCommandLine();
const report = new Report();
if (await install()) await runTiers(Object.keys(tiers).filter(isChosen), setting());
process.exit(report.finish());

function parseCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { grep: { type: 'string', short: 'g' } },
    });
    const unknown = positionals.find((name) => !Object.hasOwn(tiers, name));
    if (unknown) throw new Error(`There is no tier '${unknown}'.`);
    return { chosen: positionals, grep: values.grep };
  } catch (error) {
    console.error(
      `${error.message}\nUsage: npm test [-- TIER… --grep TEXT], TIER: ${Object.keys(tiers).join(' ')}`,
    );
    process.exit(2);
  }
}

async function install() {
  try {
    await installDependencies();
    return true;
  } catch (error) {
    report.begin('install').add({ title: 'install', state: 'failed', error: error.message });
    return false;
  }
}

function setting() {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  return { root, grep, report, scratch: scratchEnvironments(), prepare: preparations(root) };
}

/** A tier brings along what it needs, so that its failure is told, too. */
function isChosen(name) {
  return chosen.length === 0 || chosen.includes(name) || chosen.some((other) => tiers[other].needs === name);
}
