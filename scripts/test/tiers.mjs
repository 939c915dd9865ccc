import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { hostVersions } from '../vscode/hosts.mjs';
import { run } from '../lib/run.mjs';
import { startWine, wineName } from '../realTools/wine.mjs';
import { runMocha } from './runMocha.mjs';
import { runOnWine } from './runOnWine.mjs';

/**
 * @typedef {object} Setting what a tier is given
 * @property {string} root the repository
 * @property {string | undefined} grep
 * @property {Record<string, string>} scratch environment for what its tests start
 * @property {ReturnType<typeof import('./preparations.mjs').preparations>} prepare
 * @property {ReturnType<import('./report.mjs').Report['tier']>} report
 * @property {Set<string> | undefined} files sources of tests; undefined: all
 */

const [newest, oldest] = hostVersions;

/** A reason why a tier can't run on this machine; any other error is a failure. */
class Skip extends Error {}

/** Files of tests that need Vagrant, and of what takes long to make nothing: they need not wait for Go. */
const ofVagrant = (file) => /^(boxes|machines|vagrant)/.test(file);
const ofOthers = (file) => !ofVagrant(file);

/**
 * What each tier is made of. Jobs of one tier share nothing, so they may run at once. `early` makes what takes long, from
 * the start on; a job begins when it is there. A tier that is `onRequest` runs where it is named.
 * @type {Record<string, { jobs: Record<string, { run: (setting: Setting) => Promise<void>, early?: (prepare: Setting['prepare']) => Promise<unknown> }>, needs?: 'build', onRequest?: boolean }>}
 */
export const tiers = {
  unit: { jobs: { all: { run: unit } } },
  build: { jobs: { all: { run: build } } },
  host: {
    jobs: {
      vagrant: { run: host(newest, ofVagrant), early: hostOf(newest) },
      others: {
        run: host(newest, (file) => ofOthers(file) && !isUntrusted(file)),
        early: all(hostOf(newest), realTools),
      },
      untrusted: { run: host(newest, isUntrusted), early: hostOf(newest) },
    },
    needs: 'build',
  },
  lint: { jobs: { all: { run: lint } } },
  e2e: { jobs: { all: { run: endToEnd, early: all(hostOf(newest), installedTools) } }, needs: 'build' },
  tools: {
    jobs: {
      vagrant: { run: tools(ofVagrant), early: installedTools },
      others: { run: tools(ofOthers), early: realTools },
    },
    needs: 'build',
  },
  oldest: {
    jobs: {
      trusted: {
        run: host(oldest, (file) => isOnOldest(file) && !isUntrusted(file)),
        early: all(hostOf(oldest), realTools),
      },
      untrusted: { run: host(oldest, isUntrusted), early: hostOf(oldest) },
    },
    needs: 'build',
  },
  windows: {
    jobs: {
      all: {
        run: windows,
        early: process.platform === 'win32' ? realTools : all(wine, windowsPacker),
      },
    },
    needs: 'build',
    onRequest: true,
  },
  vm: { jobs: { all: { run: virtualMachines, early: (prepare) => prepare.image() } } },
};

/**
 * What takes longer hangs: a test that waits for the world outside, and all of a tier. Not how long they should take, as a
 * machine may be many times slower than another.
 */
const testSeconds = 300;
const limitSeconds = 2400;

/** In the order in which jobs begin: what others need, then the long ones, so that the short ones fill up the end. */
const order = [
  'unit all',
  'build all',
  'host vagrant',
  'host others',
  'tools vagrant',
  'e2e all',
  'tools others',
  'windows all',
  'vm all',
  'lint all',
  'oldest trusted',
  'host untrusted',
  'oldest untrusted',
];

/** One more than processors: each waits for a part of its time, for Vagrant, for windows, for the end of a build. */
const lanes = Math.min(availableParallelism(), 4) + 1;

/**
 * Runs tiers. Whatever goes wrong in one becomes a failed or a skipped result: the others run all the same.
 * @param {(keyof typeof tiers)[]} names
 * @param {object} setting as Setting, where `scratch` makes the environment of a job and `report` is the whole one;
 *   `files`: tests to run, by the tier, where not all of it is wanted
 */
export async function runTiers(names, { report, scratch, files, ...setting }) {
  const reports = new Map(names.map((name) => [name, report.tier(name)]));
  const waiting = order
    .map((title) => title.split(' '))
    .filter(([tier]) => reports.has(tier))
    .map(([tier, job]) => startEarly(tier, job, setting));
  const lane = async () => {
    for (let job = await nextOf(waiting); job; job = await nextOf(waiting))
      await runJob(job, {
        ...setting,
        files: files?.[job.tier],
        report: reports.get(job.tier),
        scratch: scratch(`${job.tier}-${job.name}`),
      });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A job that waits for what takes long. Its failure is told by the job itself, which awaits the same again. */
function startEarly(tier, name, { prepare }) {
  const { early } = tiers[tier].jobs[name];
  const job = { tier, name, isReady: !early };
  job.ready = Promise.resolve(early?.(prepare)).then(
    () => (job.isReady = true),
    () => (job.isReady = true),
  );
  return job;
}

/** Takes the first job that is ready, or else whichever is so next. */
async function nextOf(waiting) {
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ isReady }) => isReady);
    if (index >= 0) return waiting.splice(index, 1)[0];
    await Promise.race(waiting.map(({ ready }) => ready));
  }
  return undefined;
}

function hostOf(version) {
  return (prepare) => prepare.host(version);
}

function wine(prepare) {
  return prepare.wine();
}

function windowsPacker(prepare) {
  return prepare.windowsEnvironment();
}

function installedTools(prepare) {
  return prepare.installedTools();
}

function realTools(prepare) {
  return prepare.toolEnvironment();
}

function all(...early) {
  return (prepare) => Promise.all(early.map((one) => one(prepare)));
}

async function runJob({ tier, name }, setting) {
  const { report, prepare } = setting;
  report.begin();
  try {
    if (tiers[tier].needs === 'build') await builtProduct(prepare);
    await tiers[tier].jobs[name].run(setting);
  } catch (error) {
    const unavailable = error instanceof Skip || error.constructor.name === 'HostUnavailable';
    // Once for a tier, not for each of its jobs.
    if (unavailable) report.skipAll(await countTests(tier), error.message);
    else report.add({ title: `the tier ${tier} (${name})`, state: 'failed', error: error.stack });
  }
  report.end();
}

function lint({ report, prepare }) {
  return step(report, 'lint', () => prepare.lint());
}

function build({ report, prepare }) {
  return step(report, 'build', () => prepare.product());
}

/** Something that isn't a test counts as one: it passes or fails. */
async function step(report, title, action) {
  const started = Date.now();
  const failure = await action().then(
    () => undefined,
    (error) => error,
  );
  const ms = Date.now() - started;
  report.add(
    failure ? { title, ms, state: 'failed', error: failure.message } : { title, ms, state: 'passed' },
  );
}

async function unit(setting) {
  await mochaTier('unit', setting, { testSeconds: 0 });
}

function tools(isWanted) {
  return async (setting) => {
    const needsGo = isWanted === ofOthers;
    const env = await (needsGo ? setting.prepare.toolEnvironment() : setting.prepare.installedTools());
    await mochaTier('tools', setting, { env, isWanted, testSeconds });
  };
}

async function endToEnd(setting) {
  if ((await countTests('e2e')) === 0) return;
  await browser(setting);
  await setting.prepare.host(newest);
  // Pictures of an earlier run would be taken for those of this one.
  rmSync(path.join(setting.root, 'out', 'screenshots'), { recursive: true, force: true });
  const env = { ...(await setting.prepare.installedTools()), BOXWRIGHT_VSIX: await setting.prepare.vsix() };
  await mochaTier('e2e', setting, { env, testSeconds });
}

async function virtualMachines(setting) {
  if ((await countTests('vm')) === 0) return;
  const tools = await setting.prepare.machineEnvironment();
  // Disks are large: they go with the rest of the scratch folder, even when this run is interrupted.
  const env = { ...tools, TMPDIR: path.dirname(setting.scratch.VAGRANT_HOME) };
  await mochaTier('vm', setting, { env, testSeconds });
}

/**
 * Builds by a Packer for Windows. On Linux under Wine, where the unit tests and those of the command line run by Windows' Node,
 * too, which a Windows runs by itself.
 * @param {Setting} setting
 */
async function windows(setting) {
  if (process.platform !== 'win32') return onWine(setting);
  const env = { ...(await setting.prepare.toolEnvironment()), BOXWRIGHT_LINUX_FINDINGS: '' };
  await mochaTier('windows', setting, { env, testSeconds });
}

async function onWine({ root, grep, scratch, report, prepare, files }) {
  const parts = await prepare.wine();
  if ('skip' in parts) throw new Skip(parts.skip);
  const scratchFolder = path.dirname(scratch.VAGRANT_HOME);
  const built = [];
  for (const tier of ['unit', 'tools', 'windows']) built.push(...(await prepare.testsOnWine(tier)));
  const wanted = wantedOf(built, { files }).filter(runsOnWine);
  if (wanted.length === 0) return;
  const env = {
    ...packerOnWine(await prepare.windowsEnvironment()),
    BOXWRIGHT_WINE: '1',
    BOXWRIGHT_LINUX_FINDINGS: wineName(await findingsHere(root, scratchFolder)),
    CHECKPOINT_DISABLE: '1',
  };
  const machine = await startWine(path.join(scratchFolder, 'windows'), parts.path);
  try {
    await runOnWine({
      wine: machine,
      files: wanted,
      grep,
      env,
      folder: path.join(scratchFolder, 'printed'),
      testSeconds,
      limitSeconds,
      onResult: (result) => report.add(result),
    });
  } finally {
    await machine.end();
  }
}

/** A path of a program as it is called there; the reason why there is none stays as it is. */
const packerOnWine = (env) =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, name.endsWith('_SKIP') ? value : wineName(value)]),
  );

/** What the command line finds in the examples on this machine, in a file. */
async function findingsHere(root, folder) {
  const file = path.join(folder, 'findings.json');
  const args = [path.join('dist', 'cli.js'), 'lint', '--format', 'json', '--fail-on', 'never', 'examples'];
  writeFileSync(file, await run(process.execPath, args, { cwd: root, quiet: true }));
  return file;
}

/** Of the tier `tools` what needs no tool. */
function runsOnWine(file) {
  return !/[\\/]tools-wine[\\/]/.test(file) || path.basename(file).startsWith('cli.');
}

/**
 * @param {string} name
 * @param {Setting} setting
 * @param {object} options
 * @param {Record<string, string>} [options.env] over the environment of all tests
 * @param {(file: string) => boolean} [options.isWanted] of a file's name; all are by default
 * @param {number} options.testSeconds 0: as long as it takes
 */
async function mochaTier(name, { grep, scratch, report, prepare, files }, { env, isWanted, testSeconds }) {
  const wanted = wantedOf(await prepare.tests(name), { isWanted, files });
  if (wanted.length === 0) return;
  const onResult = (result) => report.add(result);
  await runMocha({
    files: wanted,
    grep,
    env: { ...process.env, ...scratch, ...env },
    testSeconds,
    limitSeconds,
    onResult,
  });
}

/**
 * Of built tests, those of a job that are asked for.
 * @param {import('../lib/buildTests.mjs').BuiltTest[]} built
 * @param {{ isWanted?: (file: string) => boolean, files: Set<string> | undefined }} which
 */
function wantedOf(built, { isWanted = () => true, files }) {
  return built
    .filter(({ file }) => isWanted(path.basename(file)))
    .filter(({ source }) => !files || files.has(source))
    .map(({ file }) => file);
}

/**
 * What runs on the oldest VS Code that is supported, too: together it uses the editor's interfaces that the extension
 * does. What is there to be used is checked by the types, which are those of that version.
 */
export function isOnOldest(file) {
  return /^(installPacker|lint|packer|templatesView|untrusted|vagrantfile)\.test\./.test(path.basename(file));
}

function isUntrusted(file) {
  return file.startsWith('untrusted');
}

/** Tests in a VS Code of their own: trust in its workspace is given or withheld at its start. */
function host(version, isWanted) {
  return async (setting) => {
    const { root, grep, scratch, report, prepare } = setting;
    const files = wantedOf(await prepare.tests('host'), { isWanted, files: setting.files });
    if (files.length === 0) return;
    const names = files.map((file) => path.basename(file));
    const runTests = await hostRunner(setting, version);
    const needsGo = !names.every((file) => ofVagrant(file) || isUntrusted(file));
    const real = await (needsGo ? prepare.toolEnvironment() : prepare.installedTools());
    const { results } = await runTests({
      version,
      trusted: !names.some(isUntrusted),
      extension: root,
      tests: path.join(root, 'out', 'test', 'host', 'index.js'),
      workspace: path.join(root, 'examples'),
      env: { ...scratch, ...real, BOXWRIGHT_TEST_FILES: names.join(','), BOXWRIGHT_TEST_GREP: grep },
      limitSeconds,
    });
    for (const result of results) report.add({ ...result, title: `VS Code ${version}: ${result.title}` });
  };
}

/** What runs the tests in a VS Code: a server in a browser, or a desktop one where no server runs. */
async function hostRunner(setting, version) {
  const { runOnDesktop, runsOnDesktop } = await import('../vscode/desktop.mjs');
  if (runsOnDesktop()) return runOnDesktop;
  await browser(setting);
  await setting.prepare.host(version);
  return (await import('../vscode/runInHost.mjs')).runInHost;
}

async function builtProduct(prepare) {
  await prepare.product().catch(() => {
    throw new Skip('the build failed');
  });
}

async function browser({ prepare }) {
  const reason = await prepare.noBrowser();
  if (reason) throw new Skip(reason);
}

/** As many as can be told without running them. */
async function countTests(tier) {
  const { testSources } = await import('../lib/buildTests.mjs');
  const isOldest = tier === 'oldest';
  return testSources(isOldest ? 'host' : tier)
    .filter((file) => !isOldest || isOnOldest(file))
    .map((file) => readFileSync(file, 'utf8').match(/^\s*it\(/gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
}
