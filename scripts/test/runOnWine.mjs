import { Buffer } from 'node:buffer';
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const child = path.join(path.dirname(fileURLToPath(import.meta.url)), 'mochaToFile.mjs');

/** How often it is looked for new results. Milliseconds. */
const interval = 500;

/**
 * Runs test files under mocha by Windows' Node, and tells each result as it comes.
 * @param {object} options
 * @param {import('../realTools/wine.mjs').Wine} options.wine
 * @param {string[]} options.files built tests, absolute
 * @param {string | undefined} options.grep a regular expression: only tests whose title matches
 * @param {Record<string, string>} options.env beside that of Windows
 * @param {string} options.folder for what is printed; absolute
 * @param {number} options.testSeconds limit for a test that sets none itself
 * @param {number} options.limitSeconds for all of them
 * @param {(result: import('./report.mjs').Result) => void} options.onResult
 */
export async function runOnWine({ wine, files, grep, env, folder, testSeconds, limitSeconds, onResult }) {
  mkdirSync(folder, { recursive: true });
  const results = path.join(folder, 'results.jsonl');
  writeFileSync(results, '');
  let ended = false;
  const reader = new LineReader(results, (line) => {
    const sent = JSON.parse(line);
    if ('end' in sent) ended = true;
    else onResult(sent);
  });
  const timer = setInterval(() => reader.read(), interval);
  const options = { files: files.map(wine.path), timeout: testSeconds * 1000, ...(grep && { grep }) };
  const { code, stdout, stderr } = await wine.node(child, [wine.path(results), JSON.stringify(options)], {
    files: folder,
    cwd: folder,
    env,
    limitMs: limitSeconds * 1000,
  });
  clearInterval(timer);
  reader.read();
  reader.close();
  if (ended) return;
  const error = `ended too early, or not within ${limitSeconds} s: exit ${code}\n${stdout}\n${stderr}`;
  onResult({ title: 'the test process', state: 'failed', error });
}

/** Reads the lines of a file that somebody else writes on. */
class LineReader {
  #file;
  #position = 0;
  #onLine;

  constructor(file, onLine) {
    this.#file = openSync(file, 'r');
    this.#onLine = onLine;
  }

  read() {
    const buffer = Buffer.alloc(1024 * 1024);
    for (;;) {
      const count = readSync(this.#file, buffer, 0, buffer.length, this.#position);
      if (count === 0) return;
      // A character may be cut in two: what is behind the last line end is read again.
      const end = buffer.subarray(0, count).lastIndexOf(10) + 1;
      if (end === 0) return;
      this.#position += end;
      buffer.toString('utf8', 0, end).split('\n').filter(Boolean).forEach(this.#onLine);
    }
  }

  close() {
    closeSync(this.#file);
  }
}
