// What bench/analysis.mjs measures in a process of its own, whose memory is nobody else's; prints one line of JSON.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { processorTime, quantile, time, timeAsync } from './numbers.mjs';
import { jsonUnit } from './unit.mjs';

const require = createRequire(import.meta.url);
const [, , what, bundled, ...args] = process.argv;
const modules = require(bundled);
/** An analysis of a folder in this process. */
class Analysed {
  constructor(folder) {
    this.folder = folder;
    this.busy = false;
    /** @type {(value?: unknown) => void} */
    this.idle = () => undefined;
    this.analyst = new modules.analyst.Analyst(({ busy }) => {
      this.busy = busy;
      if (!busy) this.idle();
    });
    this.analyst.set(settingsOf(folder));
  }

  /** As the editor has it done when a window opens. */
  lintAll() {
    return pass(this.analyst, filesBelow(this.folder));
  }

  /** Does something, and waits until all that follows from it is over. */
  untilIdle(act) {
    return new Promise((resolve) => {
      this.idle = resolve;
      act();
      if (!this.busy) resolve(undefined);
    });
  }
}

/** The cost of what people do in a workspace with many templates, against the same in one with a single template. */
async function workspace(largeFolder, smallFolder, strokes) {
  const unit = jsonUnit(modules);
  const [large, small] = [new Analysed(largeFolder), new Analysed(smallFolder)];
  const files = filesBelow(largeFolder);
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  await small.lintAll();
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const first = await timeAsync(() => large.lintAll());
  globalThis.gc?.();
  const retained = process.memoryUsage().heapUsed - heapBefore;
  const typists = [large, small].map(({ analyst, folder }) =>
    typist(analyst, path.join(folder, 'p0', 't0.json')),
  );
  const times = typists.map(() => /** @type {number[]} */ ([]));
  // By turns, so that both have the same of what else goes on here.
  for (let index = 0; index < Number(strokes); index++)
    typists.forEach(({ stroke }, which) => times[which].push(time(stroke)));
  const again = Array.from({ length: 30 }, () => time(typists[0].again));
  const unrelated = [];
  for (let index = 0; index < 9; index++) {
    const file = path.join(largeFolder, `README-${index}.txt`);
    writeFileSync(file, 'Nothing.\n');
    unrelated.push(
      await timeAsync(() =>
        large.untilIdle(() => {
          large.analyst.diskChanged([file]);
          large.analyst.scheduleAffected([file], [], 0);
        }),
      ),
    );
    rmSync(file);
  }
  return {
    unit,
    files: files.length,
    bytes,
    first,
    retained,
    large: percentiles(times[0]),
    small: percentiles(times[1]),
    again: quantile(again, 0.5),
    unrelated: quantile(unrelated, 0.5),
  };
}

/** Memory after many changes, against that before. */
async function flat(folder, edits, switches) {
  const { analyst, lintAll } = bound(new Analysed(folder));
  await lintAll();
  const { stroke } = typist(analyst, path.join(folder, 'p0', 't0.json'));
  const scripts = filesBelow(folder).filter((file) => file.endsWith('.ps1'));
  const texts = new Map(scripts.map((file) => [file, readFileSync(file, 'utf8')]));
  const switchBranch = async (index) => {
    for (const [file, text] of texts) writeFileSync(file, index % 2 ? text : `${text}\n# another branch\n`);
    analyst.diskChanged(scripts);
    analyst.scheduleAll(0);
    await lintAll();
  };
  const used = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  for (let warmUp = 0; warmUp < 20; warmUp++) stroke();
  await switchBranch(0);
  await switchBranch(1);
  const before = used();
  for (let index = 0; index < Number(edits); index++) stroke();
  for (let index = 0; index < Number(switches); index++) await switchBranch(index);
  return { before, after: used() };
}

/** How long the loop stands still that the editor has, while a worker analyses a large workspace beside it. */
async function beside(folder, script) {
  const unit = jsonUnit(modules);
  // Without something that is due the loop rests, and is not measured; and the worker alone does not keep this process.
  const tick = setInterval(() => undefined, 1);
  const found = new Map();
  let told = 0;
  const client = new modules.workerClient.WorkerClient(script, {
    onNews: ({ found: files }) => {
      told += files.length;
      for (const { path: file, findings } of files) found.set(file, findings);
    },
    onPass: () => undefined,
    onLost: ({ error }) => {
      throw new Error(`The worker was lost: ${error ?? ''}`);
    },
  });
  const files = filesBelow(folder);
  await client.tell('set', settingsOf(folder));
  const longest = async (act) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const before = processorTime();
    await act();
    delay.disable();
    return { block: delay.max / 1e6, cpu: processorTime() - before };
  };
  const start = await longest(async () => {
    await client.tell('beginPass', 1);
    await client.tell('lookAt', 1, 'all', files);
    await client.tell('endPass', 1, 'all');
  });
  const scripts = files.filter((file) => file.endsWith('.ps1')).slice(0, 2000);
  const branch = await longest(async () => {
    for (const file of scripts) writeFileSync(file, `${readFileSync(file, 'utf8')}\n# another branch\n`);
    await client.tell('diskChanged', scripts);
    for (const file of scripts) void client.tell('schedule', file, 0);
    await client.tell('beginPass', 2);
    await client.tell('endPass', 2, 'none');
  });
  client.dispose();
  clearInterval(tick);
  return { unit, start: start.block, branch: branch.block, told, files: found.size };
}

const bound = (one) => ({ analyst: one.analyst, lintAll: () => one.lintAll() });

async function pass(analyst, files) {
  analyst.beginPass(1);
  await analyst.lookAt(1, 'all', files);
  analyst.endPass(1, 'all');
}

/** Types into a file: letters, each of which is linted, and the text again as it was. */
function typist(analyst, file) {
  const random = new modules.samples.Random(5);
  const saved = readFileSync(file, 'utf8');
  analyst.setText(file, saved);
  let length = saved.length;
  return {
    stroke() {
      const offset = random.below(length);
      const text = random.pick([...'abcdefghij0123456789 ",{}']);
      analyst.editText(file, [{ offset, length: 0, text }]);
      void analyst.lintFile(file);
      // Taken back without being linted: else mistakes would pile up.
      analyst.editText(file, [{ offset, length: 1, text: '' }]);
      length = saved.length;
    },
    again() {
      analyst.setText(file, saved);
      void analyst.lintFile(file);
    },
  };
}

const percentiles = (times) => ({ p50: quantile(times, 0.5), p95: quantile(times, 0.95) });

const settingsOf = (folder) => ({
  roots: [folder],
  packer: undefined,
  given: new Map(),
  isLive: true,
  messages: modules.messages.messages,
});

function filesBelow(folder) {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
}

const parts = { workspace, flat, beside };
console.log(JSON.stringify(await parts[what](...args)));
process.exit(0);
