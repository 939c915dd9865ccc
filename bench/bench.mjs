// npm run bench: how fast the product is, beside what it may take. Judged are ratios within one run, since machines differ
// and are busy. Inputs are made up by test/fuzzing/samples.ts and by this folder.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundle, root } from '../fuzz/bundle.mjs';
import { build } from '../scripts/build.mjs';
import { measureBlocks, measureFlatMemory, measureWorkspace } from './analysis.mjs';
import { measureCommandLine, measureManyTemplates } from './commandLine.mjs';
import { measureActivation, measureLog, measurePackage } from './editor.mjs';
import { isBad, judge } from './gate.mjs';
import { measureSlopes } from './growth.mjs';
import { measureEffects, measureKeyStrokes } from './lint.mjs';
import { measureParsers } from './parsers.mjs';
import { measurePeers, measureSidebar } from './tools.mjs';

const usage = `npm run bench [-- --check --only TEXT… --update]: measures how fast the product is.

  --check     end with 1 where a ratio is over its budget, or 20 % over the one in bench/baseline.json
  --only TEXT only what has this text in its name; may be given several times
  --update    write the ratios of this run into bench/baseline.json

What can be measured: `;

/**
 * In the order in which they are printed.
 * @type {Record<string, (setting: any) => import('./gate.mjs').Row[] | Promise<import('./gate.mjs').Row[]>>}
 */
const measures = {
  strokes: measureKeyStrokes,
  workspace: measureWorkspace,
  blocks: measureBlocks,
  memory: measureFlatMemory,
  parsers: measureParsers,
  effects: measureEffects,
  growth: measureSlopes,
  commandLine: measureCommandLine,
  manyTemplates: measureManyTemplates,
  activation: measureActivation,
  sidebar: measureSidebar,
  log: measureLog,
  peers: measurePeers,
  package: measurePackage,
};

const baselineFile = fileURLToPath(new URL('baseline.json', import.meta.url));

const { check, only, update } = options();
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
    effects: 'src/pipeline/effects/scriptEffects.ts',
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
  const baseline = JSON.parse(readFileSync(baselineFile, 'utf8'));
  /** @type {import('./gate.mjs').Row[]} */
  const rows = [];
  const failed = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (only && !only.some((text) => name.includes(text))) continue;
    console.error(`Measuring ${name}…`);
    try {
      rows.push(...(await measure(setting)));
    } catch (error) {
      failed.push(`${name} failed: ${error.message.split('\n')[0]}`);
    }
  }
  const judged = rows.map((row) => ({ ...row, ...judge(row, baseline) }));
  print(judged);
  for (const failure of failed) console.log(failure);
  console.log(`Load of the machine: ${loadavg()[0].toFixed(1)} on ${cpus().length} processors.`);
  if (update) writeBaseline({ ...baseline, ...ratiosOf(rows) });
  const bad = judged.filter(({ verdict }) => isBad(verdict));
  if (!check || failed.length + bad.length === 0) return;
  console.error(`Over budget or slower than before: ${[...bad.map(({ id }) => id), ...failed].join(', ')}`);
  process.exitCode = 1;
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        check: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        update: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const unknown = values.only?.find((text) => !Object.keys(measures).some((name) => name.includes(text)));
    if (unknown) throw new Error(`Nothing that can be measured has '${unknown}' in its name.`);
    if (!values.help) return values;
    console.log(usage + Object.keys(measures).join(', '));
    process.exit(0);
  } catch (error) {
    console.error(`${error.message}\n\n${usage}${Object.keys(measures).join(', ')}`);
    process.exit(2);
  }
}

/** @param {readonly import('./gate.mjs').Row[]} rows */
function ratiosOf(rows) {
  return Object.fromEntries(
    rows.flatMap(({ id, ratio }) => (ratio === undefined ? [] : [[id, Number(ratio.toPrecision(3))]])),
  );
}

function writeBaseline(ratios) {
  const sorted = Object.fromEntries(Object.entries(ratios).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(baselineFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** @param {readonly (import('./gate.mjs').Row & ReturnType<typeof judge>)[]} rows */
function print(rows) {
  const number = (value) => (value === undefined ? '' : value.toPrecision(3));
  const lines = rows.map(({ id, what, figures, ratio, budget, before, verdict }) => ({
    id,
    what,
    figures,
    ratio: number(ratio),
    before: number(before),
    budget: budget === undefined ? '' : `≤ ${budget}`,
    verdict,
  }));
  const columns = ['id', 'what', 'figures', 'ratio', 'before', 'budget', 'verdict'];
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
