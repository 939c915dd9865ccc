import { readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

/**
 * What scripts/vscode/runInHost.mjs reads back: from a file, for in the console it would be mixed with the
 * workbench's log. Written anew at each step, so that a host that dies says where.
 */
interface Report {
  finished: boolean;
  /** The test that runs now. */
  current?: string;
  results: Result[];
}

interface Result {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  ms?: number | undefined;
  error?: string;
  reason?: string | undefined;
}

/** Called by the extension host; a rejection makes its exit code 1. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const { BOXWRIGHT_TEST_GREP: grep, BOXWRIGHT_TEST_FILES: names } = process.env;
  // Longer than a wait of a test, which then tells what it has waited for.
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 90_000, forbidOnly: Boolean(process.env.CI) });
  if (grep) mocha.grep(grep);
  for (const file of testFiles(names)) mocha.addFile(file);
  const report: Report = { finished: false, results: [] };
  const failures = await new Promise<number>((resolve) => follow(mocha.run(resolve), report));
  report.finished = true;
  write(report);
  if (failures > 0) throw new Error(`${failures} failed`);
}

function follow(runner: Mocha.Runner, report: Report): void {
  const add = (result: Result) => {
    report.results.push(result);
    write(report);
  };
  runner
    .on('test', (test) => {
      report.current = test.fullTitle();
      write(report);
    })
    .on('pass', (test) => add({ title: test.fullTitle(), state: 'passed', ms: test.duration }))
    .on('pending', (test) => add({ title: test.fullTitle(), state: 'skipped', reason: skipReason(test) }))
    .on('fail', (test, error: unknown) =>
      add({ title: test.fullTitle(), state: 'failed', ms: test.duration, error: text(error) }),
    );
}

function write(report: Report): void {
  const file = process.env.BOXWRIGHT_TEST_REPORT;
  if (file) writeFileSync(file, JSON.stringify(report));
}

/** @param names base names, separated by commas, with or without .test.ts; undefined: all tests beside this file */
function testFiles(names: string | undefined): string[] {
  const all = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'))
    .sort();
  const files = names ? names.split(',').map((name) => named(name.trim(), all)) : all;
  return files.map((name) => path.join(__dirname, name));
}

function named(name: string, all: string[]): string {
  const base = path.basename(name).replace(/(\.test)?(\.[jt]s)?$/, '');
  const found = all.find((file) => path.basename(file) === `${base}.test.js`);
  if (!found) throw new Error(`${name}: no such test in ${__dirname}`);
  return found;
}

/** test/support/skip.ts writes the reason on the test or, from a before hook, on the suite. */
function skipReason(test: Mocha.Test): string | undefined {
  let holder: Skippable | undefined = test as Skippable;
  while (holder && !holder.skipReason) holder = holder.parent;
  return holder?.skipReason;
}

interface Skippable {
  skipReason?: string;
  parent?: Skippable;
}

const text = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
