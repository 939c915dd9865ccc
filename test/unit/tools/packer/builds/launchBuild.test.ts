import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Template } from '../../../../../src/pipeline/template/template';
import { launchBuild } from '../../../../../src/tools/packer/builds/launchBuild';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import { removeSecrets } from '../../../../../src/tools/packer/runs/secretFiles';
import { isSameProcess } from '../../../../../src/tools/processIdentity';
import { ToolRunner, WorkspaceUntrusted } from '../../../../../src/tools/toolRunner';
import { builtLauncher } from '../../../../support/launcher';
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
  const launcher = builtLauncher();
  after(() => launcher.remove());
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
  afterEach(() => rmSync(folder, { recursive: true }));

  const secretsFolder = () => path.join(folder, 'secrets');
  const log = () => path.join(folder, 'packer.log');
  function launch(then: string, template: Template = templateOf({ builders: [{ type: 'null' }] })) {
    writeFileSync(path.join(folder, 'build.js'), packer(then));
    const target = { dialect: template.dialect, path: path.join(folder, 'a.json'), cwd: folder };
    return launchBuild(runner, {
      request: {
        template,
        target,
        choices: { ...defaultChoices, secrets: ['password'] },
        secrets: new Map([['password', 'sesame']]),
      },
      run: 'one',
      launcher: launcher.script,
      folder: path.join(folder, 'run'),
      log: log(),
      secretsFolder: secretsFolder(),
    });
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
    assert.equal(await isSameProcess(build.identity.pid, build.identity.started), true);
    build.stop();
    build.stop();
    const end = await build.ended;
    assert.deepEqual([end.exitCode, end.stopped], [undefined, true]);
    assert.equal(await isSameProcess(build.identity.pid, build.identity.started), false);
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
