import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from './runMocha.mjs';

/**
 * @typedef {object} Setting what all tiers of a run share
 * @property {string} root the repository
 * @property {string | undefined} grep
 * @property {Record<string, string>} scratch environment for what tests start
 * @property {ReturnType<typeof import('./preparations.mjs').preparations>} prepare
 * @property {import('./report.mjs').Report} report
 */

/** A reason why a tier can't run on this machine; any other error is a failure. */
class Skip extends Error {}

/** In the order in which they run. `early` starts what takes long and is needed later, beside the tiers before. */
export const tiers = {
  unit: { run: unit },
  build: { run: build },
  lint: { run: lint, early: ({ prepare }) => prepare.lint() },
  tools: { run: tools, early: ({ prepare }) => prepare.toolEnvironment(), needs: 'build' },
  host: { run: host, early: installHosts, needs: 'build' },
  e2e: { run: endToEnd, early: ({ prepare }) => prepare.host('1.139'), needs: 'build' },
  vm: { run: virtualMachines, early: ({ prepare }) => prepare.image() },
};

/**
 * Runs a tier. Whatever goes wrong in it becomes a failed or a skipped result: the following ones run all the same.
 * @param {keyof typeof tiers} name
 * @param {Setting} setting
 */
export async function runTier(name, setting) {
  const { report } = setting;
  report.begin(name);
  try {
    await tiers[name].run(setting);
  } catch (error) {
    const unavailable = error instanceof Skip || error.constructor.name === 'HostUnavailable';
    if (unavailable) report.skipTier(await countTests(name), error.message);
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
  await mochaTier('unit', setting, { testSeconds: 60, limitSeconds: 900 });
}

async function tools(setting) {
  if ((await countTests('tools')) === 0) return;
  const env = await setting.prepare.toolEnvironment();
  await mochaTier('tools', setting, { env, testSeconds: 120, limitSeconds: 1200 });
}

async function endToEnd(setting) {
  if ((await countTests('e2e')) === 0) return;
  await builtProduct(setting);
  await browser(setting);
  await setting.prepare.host('1.139');
  // Pictures of an earlier run would be taken for those of this one.
  rmSync(path.join(setting.root, 'out', 'screenshots'), { recursive: true, force: true });
  const env = { BOXWRIGHT_VSIX: await setting.prepare.vsix() };
  await mochaTier('e2e', setting, { env, testSeconds: 120, limitSeconds: 900 });
}

async function virtualMachines(setting) {
  if ((await countTests('vm')) === 0) return;
  const tools = await setting.prepare.machineEnvironment();
  // Disks are large: they go with the rest of the scratch folder, even when this run is interrupted.
  const scratch = path.dirname(setting.scratch.VAGRANT_HOME);
  // Machines that earlier tiers have left are none of its own.
  const env = { ...tools, TMPDIR: scratch, VAGRANT_HOME: path.join(scratch, 'vagrant-of-machines') };
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

/** Each VS Code is started twice, because trust in a workspace is given or withheld at its start. */
async function host(setting) {
  const { root, grep, scratch, report, prepare } = setting;
  const { buildTests } = await import('../lib/buildTests.mjs');
  const files = (await buildTests('host')).map((file) => path.basename(file));
  if (files.length === 0) return;
  await builtProduct(setting);
  await browser(setting);
  const real = await prepare.toolEnvironment();
  const { hostVersions } = await import('../vscode/hosts.mjs');
  const { runInHost } = await import('../vscode/runInHost.mjs');
  const isUntrusted = (file) => file.startsWith('untrusted');
  const starts = [
    { trusted: true, files: files.filter((file) => !isUntrusted(file)) },
    { trusted: false, files: files.filter(isUntrusted) },
  ].filter((start) => start.files.length > 0);
  for (const [index, version] of hostVersions.entries()) {
    await prepare.host(version);
    for (const start of starts) {
      const { trusted } = start;
      const files = index === 0 ? start.files : start.files.filter((file) => onOldest.test(file));
      const { results } = await runInHost({
        version,
        trusted,
        extension: root,
        tests: path.join(root, 'out', 'test', 'host', 'index.js'),
        workspace: path.join(root, 'examples'),
        env: { ...scratch, ...real, BOXWRIGHT_TEST_FILES: files.join(','), BOXWRIGHT_TEST_GREP: grep },
        limitSeconds: 900,
      });
      for (const result of results) report.add({ ...result, title: `VS Code ${version}: ${result.title}` });
    }
  }
}

async function installHosts({ prepare }) {
  const { hostVersions } = await import('../vscode/hosts.mjs');
  for (const version of hostVersions) await prepare.host(version);
}

async function builtProduct({ prepare }) {
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
  const counts = testSources(tier).map((file) => readFileSync(file, 'utf8').match(/^\s*it\(/gm)?.length ?? 0);
  const starts = tier === 'host' ? (await import('../vscode/hosts.mjs')).hostVersions.length : 1;
  return counts.reduce((sum, count) => sum + count, 0) * starts;
}
