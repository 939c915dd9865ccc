// npm run bench: how fast the product is, beside what it may take. Numbers are ratios within one run wherever they
// can be, since machines differ and are busy. Inputs are made up by test/fuzzing/samples.ts and by this folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { bundle, root } from '../fuzz/bundle.mjs';
import { build } from '../scripts/build.mjs';
import { measureActivation, measureLog, measurePackage } from './editor.mjs';
import { measureKeyStrokes } from './lint.mjs';
import { measureParsers } from './parsers.mjs';
import { measureRepository, measureSidebar } from './tools.mjs';

const dist = path.join(root, 'out', 'bench');
const scratch = mkdtempSync(path.join(tmpdir(), 'boxwright-bench-'));
try {
  await main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main() {
  // As it is shipped, but in a folder of its own: others may be running what lies in dist/.
  await build(path.relative(root, dist));
  const modules = await bundle('benchModules', {
    json: 'src/syntax/json/parseJson.ts',
    hcl: 'src/syntax/hcl/parseHcl.ts',
    script: 'src/syntax/script/parseScript.ts',
    xml: 'src/syntax/xml/parseXml.ts',
    ruby: 'src/syntax/ruby/loadRuby.ts',
    userData: 'src/syntax/userData/parseUserData.ts',
    jsonc: 'node_modules/jsonc-parser',
    samples: 'test/fuzzing/samples.ts',
    diskFiles: 'src/lint/diskFiles.ts',
    lintTemplate: 'src/lint/lintTemplate.ts',
    withText: 'src/lint/withText.ts',
    project: 'src/lint/project.ts',
    readTemplate: 'src/pipeline/template/readTemplate.ts',
    readBoxes: 'src/tools/vagrant/readBoxes.ts',
    readMachines: 'src/tools/vagrant/readMachines.ts',
    knownMachines: 'src/tools/vagrant/knownMachines.ts',
  });
  const setting = { root, dist, scratch, modules };
  const rows = [];
  for (const measure of [
    measureKeyStrokes,
    measureParsers,
    measureRepository,
    measureActivation,
    measureSidebar,
    measureLog,
    measurePackage,
  ]) {
    try {
      rows.push(...(await measure(setting)));
    } catch (error) {
      rows.push({ what: measure.name, measured: `failed: ${error.message.split('\n')[0]}` });
    }
  }
  print(rows);
  console.log(`Load of the machine: ${loadavg()[0].toFixed(1)} on ${cpus().length} processors.`);
}

/** @param {{ what: string, measured: string, budget?: string, ok?: boolean }[]} rows */
function print(rows) {
  const columns = ['what', 'measured', 'budget', 'verdict'];
  const lines = rows.map(({ what, measured, budget = '', ok }) => ({
    what,
    measured,
    budget,
    verdict: ok === undefined ? '' : ok ? 'ok' : 'over',
  }));
  const width = (column) => Math.max(column.length, ...lines.map((line) => line[column].length));
  const show = (line) =>
    console.log(
      columns
        .map((column) => line[column].padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    );
  show(Object.fromEntries(columns.map((column) => [column, column])));
  show(Object.fromEntries(columns.map((column) => [column, '-'.repeat(width(column))])));
  lines.forEach(show);
}
