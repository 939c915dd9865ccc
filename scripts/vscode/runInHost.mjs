import { cp, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium, stillPage } from './chromium.mjs';
import { startServer } from './server.mjs';

/**
 * @typedef {object} HostTest
 * @property {string} title suites and test
 * @property {'passed' | 'failed' | 'skipped'} state
 * @property {number} [ms]
 * @property {string} [error] with its stack, where failed
 * @property {string} [reason] where skipped
 */

/**
 * Runs mocha inside the real extension host of a VS Code.
 * @param {object} options
 * @param {string} options.version one of hostVersions
 * @param {string} options.extension folder of the extension under development, built
 * @param {string} options.tests a CommonJS module whose run() the host calls: test/host/index.ts, built
 * @param {string} options.workspace folder to open; the tests get a copy that they may write in
 * @param {Record<string, string | undefined>} [options.env] for the extension host, PATH among it; undefined removes
 * @param {Record<string, unknown>} [options.settings] the user's settings
 * @param {boolean} [options.trusted] false: the workspace is open in Restricted Mode
 * @param {number} [options.limitSeconds] from the opening of the workspace on
 * @returns {Promise<{ exit: number | undefined, ms: number, results: HostTest[] }>} exit: 0 where all
 *   passed, undefined where the host never said; a host that dies or reports nothing is a failed result
 * BOXWRIGHT_HOST_DEBUG=1 prints the console of the workbench and of the extension host while it runs.
 * @throws HostUnavailable, or Error when the host, the server or the browser can't be had at all
 */
export async function runInHost(options) {
  const { version, extension, tests, workspace, env = {}, settings = {} } = options;
  const { trusted = true, limitSeconds = 120 } = options;
  const started = Date.now();
  const scratch = await realpath(await mkdtemp(path.join(tmpdir(), 'boxwright-host-')));
  const reportFile = path.join(scratch, 'report.json');
  const folder = path.join(scratch, path.basename(workspace));
  let server;
  let browser;
  try {
    await cp(workspace, folder, { recursive: true });
    browser = await launchChromium();
    server = await startServer({
      version,
      driver: true,
      settings: { 'security.workspace.trust.enabled': !trusted, ...settings },
      env: { ...env, BOXWRIGHT_TEST_REPORT: reportFile },
    });
    const run = await openAndWait({ browser, server, folder, extension, tests, limitSeconds });
    const report = await readReport(reportFile);
    const { results } = report;
    const problem = problemOf(run, report, env.BOXWRIGHT_TEST_GREP);
    if (problem) {
      const error = `${problem}\n${run.log.slice(-4000)}\n${server.log().slice(-4000)}`;
      results.push({ title: `extension host of VS Code ${version}`, state: 'failed', error });
    }
    return { exit: run.exit, ms: Date.now() - started, results };
  } finally {
    await browser?.close();
    await server?.closeAll();
    await rm(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

/** The report of test/host/index.ts, which is empty when the host never came to it. */
export async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { finished: false, results: [] };
  }
}

/**
 * What is wrong beyond the failures that the tests themselves reported. A host that was killed exits with 0.
 * @param {{ exit?: number, problem?: string }} outcome
 * @param {{ finished: boolean, current?: string, results: HostTest[] }} report
 * @param {string | undefined} grep
 */
export function problemOf({ exit, problem }, { finished, current, results }, grep) {
  const where = current ? `during: ${current}` : 'before the first test';
  if (problem) return `${problem}, ${where}`;
  if (!finished) return `the extension host ended (exit ${exit}) ${where}`;
  if (results.length === 0 && !grep) return 'no test ran';
  const failed = results.some(({ state }) => state === 'failed');
  return exit !== 0 && !failed ? `no test failed, but the extension host's exit was ${exit}` : undefined;
}

/** What VS Code says again and again, and what would hide the reason of a failure. */
const noise = /fetching additional builtin|Creating a socket|Updating additional builtin/;

/**
 * Opens the workbench, which starts the extension host, which runs the tests; their outcome comes back through
 * two functions that VS Code calls in the page of a test run.
 */
async function openAndWait({ browser, server, folder, extension, tests, limitSeconds }) {
  const log = [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  await stillPage(page);
  let finish;
  const finished = new Promise((resolve) => (finish = resolve));
  const fail = (problem) => finish({ exit: undefined, problem });
  await page.exposeFunction('codeAutomationLog', (type, args) => {
    const line = `[${type}] ${args.join(' ')}`;
    if (!noise.test(line)) log.push(line);
    if (process.env.BOXWRIGHT_HOST_DEBUG) console.log(line);
  });
  await page.exposeFunction('codeAutomationExit', (exit) => finish({ exit }));
  page.on('crash', () => fail('the page crashed'));
  page.on('close', () => fail('the page closed'));
  server.died.then(() => fail('the server ended'));
  const timer = setTimeout(() => fail(`no outcome within ${limitSeconds} s`), limitSeconds * 1000);
  const remote = (file) => `vscode-remote://${server.authority}${path.resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
  ];
  const url = new URL(server.url);
  url.searchParams.set('folder', folder);
  url.searchParams.set('payload', JSON.stringify(payload));
  try {
    await page.goto(url.href);
    return { ...(await finished), log: log.slice(-100).join('\n') };
  } finally {
    clearTimeout(timer);
  }
}
