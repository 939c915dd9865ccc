// npm run fuzz [-- PARSER… --seconds N --seed S --once --tolerance]: broken texts for the parsers.
// Each must be taken without an exception, with all places inside the text, in time that grows with the text alone.
// npm run fuzz -- schema [--templates N --seed S]: generated templates, which real Packer and our rules have to judge alike.
// npm run fuzz -- --growth [NAME… --seconds N --seed S --once]: how time grows with size, of all that reads such texts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { bundle, load, prismWasm, processorTime, root } from './bundle.mjs';
import { measureGrowth } from './growth.mjs';

/** A text that takes longer than this is taken to never end. Milliseconds of the processor: other work does not count. */
const patience = 20_000;

if (parentPort) await work(parentPort, workerData);
else await main();

async function main() {
  if (process.argv[2] === 'schema')
    return (await import('./schema.mjs')).compareWithPacker(process.argv.slice(3));
  const names = ['json', 'hcl', 'powershell', 'batch', 'shell', 'xml', 'userData', 'ruby'];
  let options;
  try {
    options = parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '20' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) },
        once: { type: 'boolean', default: false },
        tolerance: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
      },
    });
    const unknown = options.positionals.find((name) => !options.values.growth && !names.includes(name));
    if (unknown) throw new Error(`There is no parser '${unknown}'.`);
  } catch (error) {
    console.error(
      `${error.message}\nUsage: npm run fuzz [-- PARSER… --seconds N --seed S --once --tolerance --growth], PARSER: ${names.join(' ')}`,
    );
    process.exitCode = 2;
    return;
  }
  const { values, positionals } = options;
  if (values.growth) return showGrowth(positionals, values);
  const modules = await bundle('fuzz', {
    targets: 'test/fuzzing/targets.ts',
    run: 'test/fuzzing/run.ts',
    tolerance: 'test/fuzzing/tolerance.ts',
    ruby: 'src/syntax/ruby/loadRuby.ts',
  });
  const all = (await targetsOf(modules)).map(({ name }) => name);
  const chosen = names.filter(
    (name) => all.includes(name) && (!positionals.length || positionals.includes(name)),
  );
  const seed = Number(values.seed);
  if (values.tolerance) return showTolerance(modules, chosen, seed);

  console.log(`seed ${seed}`);
  let failures = 0;
  for (const name of chosen)
    failures += await fuzz(name, { seed, seconds: values.once ? 0 : Number(values.seconds) });
  if (failures) process.exitCode = 1;
}

/** @param {Record<string, any>} modules of bundle(), whose types esbuild does not know */
async function targetsOf({ targets, ruby }) {
  return targets.targets(await ruby.loadRuby(readFileSync(prismWasm)));
}

/** Tries one parser in a thread of its own, which can be stopped when a text never ends. */
function fuzz(name, { seed, seconds }) {
  return new Promise((resolve) => {
    const current = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { name, seed, seconds, current },
      resourceLimits: { maxOldGenerationSizeMb: 3000, stackSizeMb: 1 },
    });
    const kinds = new Map();
    const report = ({ seed, what, input }) => {
      const kind = what.replace(/\d+/g, 'N');
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kinds.get(kind) <= 3) show(name, seed, what, input);
    };
    let watched = { seed: NaN, since: 0 };
    const watch = setInterval(() => {
      const now = processorTime();
      if (current[0] !== watched.seed) watched = { seed: current[0], since: now };
      else if (now - watched.since > patience) {
        clearInterval(watch);
        report({ seed: current[0], what: `takes more than ${patience} ms`, input: '' });
        worker.terminate();
      }
    }, 500);
    worker.on('message', (message) => {
      if ('tried' in message) console.log(`${name}: ${message.tried} texts, ${message.megabytes} MB`);
      else report(message);
    });
    worker.on('error', (error) =>
      report({ seed: current[0], what: `ends the process: ${error.message}`, input: '' }),
    );
    worker.on('exit', () => {
      clearInterval(watch);
      const total = [...kinds.values()].reduce((sum, count) => sum + count, 0);
      if (total) console.log(`${name}: ${total} failures`);
      resolve(total);
    });
  });
}

function show(name, seed, what, input) {
  console.log(`${name}, seed ${seed}: ${what}`);
  if (!input) return;
  if (input.length <= 400) console.log(`  ${JSON.stringify(input)}`);
  else {
    const file = path.join(root, 'out', 'fuzz', `${name}-${seed}.json`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(input)); // lone surrogates stay
    console.log(`  ${JSON.stringify(input.slice(0, 160))} … ${JSON.stringify(input.slice(-80))}`);
    console.log(`  whole: ${path.relative(root, file)}`);
  }
  console.log(`  again: npm run fuzz -- ${name} --seed ${seed} --once`);
}

async function work(parent, { name, seed, seconds, current }) {
  const modules = await load(path.join(root, 'out', 'fuzz.cjs'));
  const target = (await targetsOf(modules)).find((one) => one.name === name);
  const until = Date.now() + seconds * 1000;
  let tried = 0;
  let characters = 0;
  do {
    current[0] = seed + tried;
    const failure = modules.run.tryOne(target, current[0]);
    if (failure) parent.postMessage(failure);
    tried++;
    if (current[0] % 25 === 0) characters += modules.run.makeText(target, current[0]).length;
  } while (Date.now() < until);
  parent.postMessage({ tried, megabytes: Math.round(characters / 1e6) });
}

/** @param {readonly string[]} names @param {{ seed: string, seconds: string, once: boolean }} options */
async function showGrowth(names, { seed, seconds, once }) {
  console.log(`seed ${seed}`);
  await measureGrowth(
    names,
    { seed: Number(seed), seconds: once ? 0 : Number(seconds) },
    (name, steep, tried) => {
      console.log(`${name}: ${tried} texts, ${steep.length} steep`);
      for (const { seed: made, part, slope, time } of steep)
        console.log(
          `  ${part}: slope ${slope.toFixed(2)}, ${Math.round(time)} ms; again: npm run fuzz -- --growth "${name}" --seed ${made} --once`,
        );
      if (steep.length) process.exitCode = 1;
    },
  );
}

async function showTolerance(modules, names, seed) {
  const rows = [];
  for (const target of await targetsOf(modules)) {
    if (!names.includes(target.name) || target.name === 'userData') continue;
    for (const tellLine of target.name === 'ruby' ? [false, true] : [false]) {
      const row = { parser: tellLine ? `${target.name}, told the line` : target.name };
      for (const { edit, facts, kept } of modules.tolerance.tolerance(target, seed, 300, tellLine))
        row[edit] = facts ? `${((100 * kept) / facts).toFixed(1)} %` : '-';
      rows.push(row);
    }
  }
  console.log('Facts behind an edited line that keep their exact, shifted places:');
  console.table(rows);
}
