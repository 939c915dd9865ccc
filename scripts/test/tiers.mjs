import { readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { hostVersions } from '../vscode/hosts.mjs';
import { runMocha } from './runMocha.mjs';

/**
 * @typedef {object} Setting what a tier is given
 * @property {string} root the repository
 * @property {string | undefined} grep
 * @property {Record<string, string>} scratch environment for what its tests start
 * @property {ReturnType<typeof import('./preparations.mjs').preparations>} prepare
 * @property {ReturnType<import('./report.mjs').Report['begin']>} report
 */

const [newest, oldest] = hostVersions;

/** A reason why a tier can't run on this machine; any other error is a failure. */
class Skip extends Error {}

/**
 * In the order in which they begin: `lanes` of them run at once, the long ones first. `early` starts what takes long and
 * is needed later, beside the tiers before.
 */
export const tiers = {
  unit: { run: unit },
  build: { run: build },
  host: { run: host(newest), early: ({ prepare }) => prepare.host(newest), needs: 'build' },
  lint: { run: lint },
  e2e: { run: endToEnd, needs: 'build' },
  tools: { run: tools, early: ({ prepare }) => prepare.toolEnvironment(), needs: 'build' },
  oldest: {
    run: host(oldest, (file) => onOldest.test(file)),
    early: ({ prepare }) => prepare.host(oldest),
    needs: 'build',
  },
  vm: { run: virtualMachines, early: ({ prepare }) => prepare.image() },
};

/** More would slow each other down by as much as they wait: for Vagrant, for windows, for the end of a build. */
const lanes = Math.min(availableParallelism(), 4);

/**
 * Runs tiers. Whatever goes wrong in one becomes a failed or a skipped result: the others run all the same.
 * @param {(keyof typeof tiers)[]} names
 * @param {object} setting as Setting, where `scratch` makes the environment of a tier and `report` is the whole one
 */
export async function runTiers(names, { report, scratch, ...setting }) {
  // Their failures are told by the tier that awaits them.
  for (const name of names) Promise.resolve(tiers[name].early?.(setting)).catch(() => {});
  const left = [...names];
  const lane = async () => {
    for (let name = left.shift(); name; name = left.shift())
      await runTier(name, { ...setting, report: report.begin(name), scratch: scratch(name) });
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function runTier(name, setting) {
  const { report, prepare } = setting;
  try {
    if (tiers[name].needs === 'build') await builtProduct(prepare);
    await tiers[name].run(setting);
  } catch (error) {
    const unavailable = error instanceof Skip || error.constructor.name === 'HostUnavailable';
    if (unavailable) report.skipAll(await countTests(name), error.message);
    else report.add({ title: `the tier ${name}`, state: 'failed', error: error.stack });
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
  // Enough on a busy machine too: what hangs is found all the same.
  await mochaTier('unit', setting, { testSeconds: 0, limitSeconds: 900 });
}

async function tools(setting) {
  if ((await countTests('tools')) === 0) return;
  const env = await setting.prepare.toolEnvironment();
  await mochaTier('tools', setting, { env, testSeconds: 120, limitSeconds: 1200 });
}

async function endToEnd(setting) {
  if ((await countTests('e2e')) === 0) return;
  await browser(setting);
  await setting.prepare.host(newest);
  // Pictures of an earlier run would be taken for those of this one.
  rmSync(path.join(setting.root, 'out', 'screenshots'), { recursive: true, force: true });
  const env = { BOXWRIGHT_VSIX: await setting.prepare.vsix() };
  await mochaTier('e2e', setting, { env, testSeconds: 120, limitSeconds: 900 });
}

async function virtualMachines(setting) {
  if ((await countTests('vm')) === 0) return;
  const tools = await setting.prepare.machineEnvironment();
  // Disks are large: they go with the rest of the scratch folder, even when this run is interrupted.
  const env = { ...tools, TMPDIR: path.dirname(setting.scratch.VAGRANT_HOME) };
  await mochaTier('vm', setting, { env, testSeconds: 300, limitSeconds: 600 });
}

async function mochaTier(name, { grep, scratch, report }, { env, ...limits }) {
  const { buildTests } = await import('../lib/buildTests.mjs');
  const files = await buildTests(name);
  if (files.length === 0) return;
  const onResult = (result) => report.add(result);
  await runMocha({ files, grep, env: { ...process.env, ...scratch, ...env }, ...limits, onResult });
}

/**
 * What runs on the oldest VS Code that is supported, too: together it uses the editor's interfaces that the extension
 * does. What is there to be used is checked by the types, which are those of that version.
 */
const onOldest = /^(installPacker|lint|packer|templatesView|untrusted|vagrantfile)\.test\./;

const isUntrusted = (file) => file.startsWith('untrusted');

/** Tests in a VS Code, which is started twice, because trust in a workspace is given or withheld at its start. */
function host(version, isWanted = () => true) {
  return async (setting) => {
    const { root, grep, scratch, report, prepare } = setting;
    const files = (await prepare.hostTests()).map((file) => path.basename(file)).filter(isWanted);
    await browser(setting);
    const real = await prepare.toolEnvironment();
    await prepare.host(version);
    const { runInHost } = await import('../vscode/runInHost.mjs');
    for (const trusted of [true, false]) {
      const tests = files.filter((file) => isUntrusted(file) !== trusted);
      const { results } = await runInHost({
        version,
        trusted,
        extension: root,
        tests: path.join(root, 'out', 'test', 'host', 'index.js'),
        workspace: path.join(root, 'examples'),
        env: { ...scratch, ...real, BOXWRIGHT_TEST_FILES: tests.join(','), BOXWRIGHT_TEST_GREP: grep },
        limitSeconds: 1200,
      });
      for (const result of results) report.add({ ...result, title: `VS Code ${version}: ${result.title}` });
    }
  };
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
    .filter((file) => !isOldest || onOldest.test(path.basename(file)))
    .map((file) => readFileSync(file, 'utf8').match(/^\s*it\(/gm)?.length ?? 0)
    .reduce((sum, count) => sum + count, 0);
}
