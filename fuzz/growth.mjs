// How time grows with size, 64 KB to 1 MB, of every parser, evaluator, rule, report, fix and reader of outputs: see
// test/fuzzing/growth.ts. Measured in a thread, which can be stopped when something never ends.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { clearInterval, setInterval } from 'node:timers';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { bundle, load, prismWasm, processorTime, root } from './bundle.mjs';

/** A part that takes longer than this is taken to never end. Milliseconds of the processor: other work does not count. */
const patience = 30_000;

if (!isMainThread && workerData.growth) await work(parentPort, workerData.growth);

/** @typedef {{ name: string, seed: number, part: string, slope: number, time: number }} Steep */

/**
 * @param {readonly string[]} names parts of names, of which one is enough; none for all
 * @param {{ seed: number, seconds: number }} options how long each is tried; each once at least
 * @param {(name: string, steep: Steep[], tried: number) => void} told is told of each when it is done
 */
export async function measureGrowth(names, { seed, seconds }, told) {
  const modules = await bundle('growth', {
    growth: 'test/fuzzing/growth.ts',
    samples: 'test/fuzzing/samples.ts',
    ruby: 'src/syntax/ruby/loadRuby.ts',
  });
  const all = (await growersOf(modules)).map(({ name }) => name);
  const chosen = all.filter((name) => !names.length || names.some((one) => name.includes(one)));
  for (const name of chosen) {
    const steep = [];
    const until = Date.now() + seconds * 1000;
    let tried = 0;
    // After one that never ends the next is measured in a new thread.
    do tried += await measureInThread(name, seed + tried, until, (one) => steep.push(one));
    while (Date.now() < until);
    told(name, steep, tried);
  }
}

/** @param {Record<string, any>} modules */
async function growersOf({ growth, ruby }) {
  return growth.growers(await ruby.loadRuby(readFileSync(prismWasm)));
}

/** @returns {Promise<number>} how many seeds were tried */
function measureInThread(name, first, until, found) {
  return new Promise((resolve) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { growth: { name, first, until } },
      resourceLimits: { maxOldGenerationSizeMb: 3000, stackSizeMb: 1 },
    });
    let now = { seed: first, part: 'start', since: processorTime() };
    const tell = (slope, time, part = now.part) => found({ name, seed: now.seed, part, slope, time });
    const watch = setInterval(() => {
      if (processorTime() - now.since <= patience) return;
      clearInterval(watch);
      tell(Infinity, patience);
      worker.terminate();
    }, 500);
    worker.on('message', (message) => {
      if ('steep' in message) for (const { part, slope, time } of message.steep) tell(slope, time, part);
      else now = { ...message, since: processorTime() };
    });
    worker.on('error', (error) => tell(Infinity, 0, `${now.part}: ${error.message}`));
    worker.on('exit', () => {
      clearInterval(watch);
      resolve(now.seed - first + 1);
    });
  });
}

async function work(parent, { name, first, until }) {
  const modules = await load(path.join(root, 'out', 'growth.cjs'));
  const grower = (await growersOf(modules)).find((one) => one.name === name);
  let seed = first;
  do {
    const begin = (part) => parent.postMessage({ seed, part });
    begin('start');
    const steep = modules.growth.steepParts(grower, new modules.samples.Random(seed), begin);
    parent.postMessage({ steep });
    seed++;
  } while (Date.now() < until);
}
