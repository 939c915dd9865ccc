import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Template } from '../../../../../src/pipeline/template/template';
import { launchBuild } from '../../../../../src/tools/packer/builds/launchBuild';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { launcherFiles, readState } from '../../../../../src/tools/packer/launcher/launcherFiles';
import { removeSecrets } from '../../../../../src/tools/packer/runs/secretFiles';
import { isSameProcess, processIdentity } from '../../../../../src/tools/processIdentity';
import { ToolRunner, WorkspaceUntrusted } from '../../../../../src/tools/toolRunner';
import { patientlyAsync } from '../../../../../src/tools/patiently';
import { processesGone } from '../../../../support/processes';
import { templateOf } from '../../../../support/templates';

/** A Packer that prints how it was called, then does what the test says; Node runs it for the argument `build`. */
const packer = (then: string) =>
  `console.log(JSON.stringify({ args: process.argv.slice(2), password: process.env.PKR_VAR_password }));
   const file = process.argv.find((one) => one.startsWith('-var-file='))?.slice('-var-file='.length);
   if (file) console.log(require('node:fs').readFileSync(file, 'utf8'));
   ${then}`;

describe('launchBuild', () => {
  let folder: string;
  let trusted: boolean;
  let program: string;
  const runner = new ToolRunner({
    locate: () => program,
    isTrusted: () => trusted,
    log: () => undefined,
  });
  beforeEach(() => {
    trusted = true;
    program = process.execPath;
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-launch-'));
  });
  afterEach(async () => {
    const { launcher, packer: led } = readState(path.join(folder, 'run')) ?? {};
    await processesGone([launcher?.pid, led?.pid]);
    await patientlyAsync(() => rm(folder, { recursive: true }));
  });

  const secretsFolder = () => path.join(folder, 'secrets');
  const log = () => path.join(folder, 'packer.log');
  function launch(
    then: string,
    template: Template = templateOf({ builders: [{ type: 'null' }] }),
    patienceMs?: number,
  ) {
    writeFileSync(path.join(folder, 'build.js'), packer(then));
    const target = { dialect: template.dialect, path: path.join(folder, 'a.json'), cwd: folder };
    const launched = {
      request: {
        template,
        target,
        choices: { ...defaultChoices, secrets: ['password'] },
        secrets: new Map([['password', 'sesame']]),
      },
      run: 'one',
      launcher: LAUNCHER,
      folder: path.join(folder, 'run'),
      log: log(),
      secretsFolder: secretsFolder(),
    };
    return launchBuild(runner, launched, patienceMs);
  }

  it('lets Packer write its log itself, and knows its exit code', async () => {
    const build = await launch('process.exitCode = 3;');
    const end = await build.ended;
    assert.deepEqual([end.exitCode, end.seen, end.stopped], [3, true, false]);
    assert.match(readFileSync(log(), 'utf8'), /"-color=false"/);
  });

  it('identifies the process for other windows', async () => {
    const build = await launch('process.stdin.resume(); setTimeout(() => {}, 60_000);');
    assert.ok(build.identity && build.lives);
    const { pid } = build.identity;
    const started = await processIdentity(pid);
    assert.ok(started !== undefined);
    build.stop();
    build.stop();
    const end = await build.ended;
    // Windows knows no signals: who is ended there exits with 1.
    assert.deepEqual([end.exitCode, end.stopped], [process.platform === 'win32' ? 1 : undefined, true]);
    assert.equal(build.identity.started, started);
    assert.equal(await isSameProcess(pid, started), false);
  });

  it('lets no build go unseen whose launcher cannot write, as on a full disk', async function () {
    if (process.platform === 'win32') this.skip();
    // Nothing can be put in the place of a folder.
    const block = (name: keyof typeof launcherFiles) =>
      mkdirSync(path.join(folder, 'run', launcherFiles[name], 'full'), { recursive: true });
    block('state');
    block('end');
    const build = await launch(
      "process.on('SIGINT', () => process.exit(5)); console.log('ready'); setTimeout(() => {}, 60_000);",
      undefined,
      300,
    );
    assert.ok(build.identity && build.lives);
    assert.equal(await isSameProcess(build.identity.pid, build.identity.started ?? ''), true);
    // Nothing says when the launcher has begun, as it cannot write its state: the log may not be there yet.
    while (!existsSync(log()) || !readFileSync(log(), 'utf8').includes('ready'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    block('stop');
    build.stop();
    const { exitCode, seen, stopped } = await build.ended;
    assert.deepEqual([exitCode, seen, stopped], [5, true, true]);
    assert.equal(await isSameProcess(build.identity.pid, build.identity.started ?? ''), false);
  });

  it('gives secrets of a JSON template in a file that only this user reads', async () => {
    const build = await launch('');
    await build.ended;
    const text = readFileSync(log(), 'utf8');
    assert.match(text, /"password":"sesame"/);
    assert.doesNotMatch(text.split('\n')[0] ?? '', /sesame/);
    const file = path.join(secretsFolder(), 'one.json');
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o600);
    removeSecrets(secretsFolder(), 'one');
    assert.equal(existsSync(file), false);
  });

  it('writes no secret to the folder of the run', async () => {
    for (const dialect of ['json', 'hcl2'] as const) {
      rmSync(path.join(folder, 'run'), { recursive: true, force: true });
      rmSync(secretsFolder(), { recursive: true, force: true });
      const build = await launch('', { ...templateOf({ builders: [{ type: 'null' }] }), dialect });
      await build.ended;
      const files = readdirSync(path.join(folder, 'run')).map((name) => path.join(folder, 'run', name));
      assert.ok(files.length > 0);
      for (const file of files) assert.doesNotMatch(readFileSync(file, 'utf8'), /sesame/);
    }
  });

  it('says why Packer can not be started, and leaves no secret behind', async () => {
    program = path.join(folder, 'is-not-there');
    await assert.rejects(launch(''), /ENOENT/);
    assert.deepEqual(readdirSync(secretsFolder()), []);
  });

  it('gives secrets of an HCL2 template by the environment', async () => {
    const build = await launch('', { ...templateOf({ builders: [{ type: 'null' }] }), dialect: 'hcl2' });
    await build.ended;
    assert.match(readFileSync(log(), 'utf8'), /"password":"sesame"/);
    assert.equal(existsSync(secretsFolder()), false);
  });

  it('leaves no secret behind where Packer may not run', async () => {
    trusted = false;
    await assert.rejects(launch(''), WorkspaceUntrusted);
    assert.equal(existsSync(secretsFolder()), false);
  });
});
