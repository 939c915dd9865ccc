import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../fuzz/bundle.mjs';
import { megabytes, ms } from './numbers.mjs';
import { writePipeline } from './repository.mjs';

const child = fileURLToPath(new URL('analysisChild.mjs', import.meta.url));

const many = 500;
const perFolder = 5;

/** What the editor's analysis takes for what people do in a workspace of many templates. */
export async function measureWorkspace(setting) {
  const [large, small] = [await folderOf(setting, many), await folderOf(setting, 1)];
  const result = await runChild('workspace', large, small, '100');
  const { unit, files, bytes, first, retained, again, unrelated } = result;
  const strokes = result.large;
  const of = `${many} templates`;
  return [
    {
      id: 'first-lint',
      what: `first lint of ${of} (${files} files, ${megabytes(bytes)}), ÷ JSON of that size`,
      figures: ms(first),
      ratio: first / (unit * (bytes / 1e6)),
      budget: 130,
    },
    {
      id: 'stroke-many',
      what: `key stroke with ${of} ÷ with 1`,
      figures: `p50 ${ms(strokes.p50)} against ${ms(result.small.p50)}`,
      ratio: strokes.p50 / result.small.p50,
      budget: 2,
    },
    {
      id: 'stroke-p95',
      what: `key stroke with ${of}, p95 of the first 100, ÷ 1 MB of JSON`,
      figures: ms(strokes.p95),
      ratio: strokes.p95 / unit,
      budget: 5,
    },
    {
      id: 'again',
      what: 'the same text again ÷ a changed one',
      figures: ms(again),
      ratio: again / strokes.p50,
      budget: 0.15,
    },
    {
      id: 'unrelated',
      what: `a new file that nothing looks for, ${of} ÷ first lint`,
      figures: ms(unrelated),
      ratio: unrelated / first,
      budget: 0.01,
    },
    {
      id: 'retained',
      what: `memory kept of ${of} ÷ bytes of sources`,
      figures: megabytes(retained),
      ratio: retained / bytes,
      budget: 8,
    },
  ];
}

/** Whether memory grows while somebody works. */
export async function measureFlatMemory(setting) {
  const { before, after } = await runChild('flat', await folderOf(setting, 20), '1000', '100');
  return [
    {
      id: 'flat',
      what: 'memory after 1,000 edits and 100 branch switches ÷ before',
      figures: `${megabytes(before)}, then ${megabytes(after)}`,
      ratio: after / before,
      budget: 1.3,
    },
  ];
}

/** How long the editor's loop stands still while the worker works. What VS Code itself does with findings is not in it. */
export async function measureBlocks(setting) {
  const folder = await folderOf(setting, many);
  const result = await runChild('beside', folder, path.join(setting.dist, 'worker.js'));
  const row = (id, what, block) => ({ id, what, figures: ms(block), ratio: block / result.unit, budget: 12 });
  return [
    row(
      'block-start',
      `longest block of the editor, first lint of ${many} templates, ÷ 1 MB of JSON`,
      result.start,
    ),
    row(
      'block-branch',
      'longest block of the editor, a branch that changes 2,000 files, ÷ 1 MB of JSON',
      result.branch,
    ),
  ];
}

async function runChild(what, ...args) {
  await bundled();
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 1e8 };
  return JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', child, what, bundleFile, ...args], options),
  );
}

const bundleFile = fileURLToPath(new URL('../out/benchAnalysis.cjs', import.meta.url));
let bundling;

/** Once in a run. */
const bundled = () =>
  (bundling ??= bundle('benchAnalysis', {
    analyst: 'src/analysis/analyst.ts',
    workerClient: 'src/analysis/workerClient.ts',
    messages: 'test/support/messages.ts',
    samples: 'test/fuzzing/samples.ts',
    jsonc: 'node_modules/jsonc-parser',
  }));

/** A workspace of so many templates with their scripts and answer files. */
async function folderOf({ scratch, modules }, count) {
  const folder = path.join(scratch, `workspace-${count}`);
  if (existsSync(folder)) return folder;
  const random = new modules.samples.Random(3);
  for (let index = 0; index < count; index++)
    writePipeline(
      path.join(folder, `p${Math.floor(index / perFolder)}`),
      `t${index}`,
      modules.samples,
      random,
      { builders: 2, scripts: 10 },
    );
  return folder;
}
