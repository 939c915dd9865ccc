import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launcherFiles } from '../../../../../src/tools/packer/launcher/launcherFiles';
import { AlreadyBuilding, BuildClaims } from '../../../../../src/tools/packer/runs/buildClaims';
import type { Wanted } from '../../../../../src/tools/packer/runs/buildClaims';
import { processIdentity } from '../../../../../src/tools/processIdentity';
import { needLinks } from '../../../../support/links';

/** A number that a process had which is gone. */
const gone = (): number => spawnSync(process.execPath, ['--version']).pid;

/** A build of a template that writes to some folders. */
const wanted = (template: string, run: string, ...folders: readonly string[]): Wanted => ({
  template,
  run,
  footprint: { folders: folders.map((one) => ({ path: one, existed: false })), machines: [] },
});

describe('BuildClaims', () => {
  let folder: string;
  let claims: BuildClaims;
  let unreadable: string[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-claims-'));
    unreadable = [];
    claims = new BuildClaims(path.join(folder, 'builds'), (file) => unreadable.push(path.basename(file)));
  });
  afterEach(() => {
    for (const one of [claims, ...others.splice(0)]) one.dispose();
    rmSync(folder, { recursive: true });
  });
  const others: BuildClaims[] = [];
  /** Another window. */
  const other = () => {
    const one = new BuildClaims(path.join(folder, 'builds'));
    others.push(one);
    return one;
  };
  const a = path.resolve('/p/a.json');

  it('gives a template to one at a time', async () => {
    const claim = await claims.take(wanted(a, 'one'));
    await assert.rejects(other().take(wanted(a, 'two')), AlreadyBuilding);
    await claims.take(wanted('/p/b.json', 'three'));
    claims.release({ run: 'another' });
    await assert.rejects(claims.take(wanted(a, 'two')), AlreadyBuilding);
    claims.release(claim);
    assert.equal((await claims.take(wanted(a, 'two'))).run, 'two');
  });

  it('takes two names of a file for one template', async function () {
    needLinks(this);
    const file = path.join(folder, 'a.json');
    writeFileSync(file, '{}');
    symlinkSync(file, path.join(folder, 'link.json'));
    await claims.take(wanted(file, 'one'));
    await assert.rejects(claims.take(wanted(path.join(folder, 'link.json'), 'two')), AlreadyBuilding);
    assert.equal((await claims.holder(path.join(folder, 'link.json')))?.run, 'one');
  });

  it('gives a folder to one at a time, with what is around it and in it', async function () {
    needLinks(this);
    mkdirSync(path.join(folder, 'real'));
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'));
    const output = path.join(folder, 'real', 'output');
    await claims.take(wanted(a, 'one', output));
    for (const taken of [output, path.join(output, 'disks'), folder, path.join(folder, 'link', 'output')])
      await assert.rejects(claims.take(wanted('/p/b.json', 'two', taken)), (error) => {
        assert.ok(error instanceof AlreadyBuilding);
        assert.deepEqual([error.claim.run, error.folder], ['one', taken]);
        return true;
      });
    await claims.take(wanted('/p/b.json', 'two', `${output}-two`));
  });

  it('is held by exactly one of many that ask at once', async () => {
    for (let round = 0; round < 20; round++) {
      const runs = Array.from({ length: 6 }, (_, index) => `${round}-${index}`);
      const results = await Promise.allSettled(runs.map((run) => other().take(wanted(a, run, '/p/output'))));
      const held = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      assert.equal(held.length, 1, `round ${round}`);
      for (const claim of held) claims.release(claim);
      assert.deepEqual(await claims.live(), []);
    }
  });

  it('holds as long as Packer lives, also when the window is gone', async () => {
    const run = path.join(folder, 'run');
    mkdirSync(run);
    const claim = await claims.take({ ...wanted(a, 'one'), folder: run });
    const dead = { ...claim.owner, pid: gone() };
    claims.update({ ...claim, owner: dead });
    const says = (file: 'state' | 'end', what: unknown) =>
      writeFileSync(path.join(run, launcherFiles[file]), JSON.stringify(what));
    const self = { pid: process.pid };
    says('state', { launcher: self, packer: self });
    const found = claims.of('one');
    assert.ok(found);
    assert.equal(await other().isOwned(found), false);
    await assert.rejects(other().take(wanted(a, 'two')), AlreadyBuilding);
    await claims.inherit(found);
    assert.equal(await other().isOwned(claims.of('one') ?? claim), true);
    // The launcher was killed, and Packer goes on.
    const started = await processIdentity(process.pid);
    says('state', { launcher: { pid: gone() }, packer: { ...self, started } });
    await assert.rejects(other().take(wanted(a, 'two')), AlreadyBuilding);
    says('end', { at: 1, exitCode: 0 });
    assert.equal((await other().take(wanted(a, 'two'))).run, 'two');
  });

  it('holds as long as a Packer lives that has no launcher', async () => {
    const claim = await claims.take(wanted(a, 'one'));
    const owner = { ...claim.owner, pid: gone() };
    const started = (await processIdentity(process.pid)) ?? '';
    claims.update({ ...claim, owner, packer: { pid: process.pid, started } });
    await assert.rejects(other().take(wanted(a, 'two')), AlreadyBuilding);
    claims.update({ ...claim, owner, packer: { pid: gone(), started } });
    assert.equal((await other().take(wanted(a, 'two'))).run, 'two');
  });

  it('ends with a process whose number another has now', async () => {
    const claim = await claims.take(wanted(a, 'one'));
    claims.update({ ...claim, owner: { pid: process.pid, started: 'long ago', sign: 'none.window' } });
    assert.equal((await other().take(wanted(a, 'two'))).run, 'two');
    assert.ok(existsSync(path.join(folder, 'builds', claim.owner.sign)));
  });

  it('is shown to live by the window for as long as that has one', async () => {
    const signs = () => readdirSync(path.join(folder, 'builds')).filter((name) => name.endsWith('.window'));
    const [one, two] = [await claims.take(wanted(a, 'one')), await claims.take(wanted('/p/b.json', 'two'))];
    assert.deepEqual(signs(), [one.owner.sign]);
    claims.release(one);
    assert.deepEqual(signs(), [one.owner.sign]);
    claims.release(two);
    assert.deepEqual(signs(), []);
    await claims.take(wanted(a, 'one'));
    claims.dispose();
    assert.deepEqual(signs(), []);
  });

  it('leaves nothing of a window that was killed', async () => {
    const { owner, ...claim } = await claims.take(wanted(a, 'one'));
    claims.dispose();
    writeFileSync(path.join(folder, 'builds', 'killed.window'), '');
    claims.update({ ...claim, owner: { ...owner, pid: gone(), sign: 'killed.window' } });
    await claims.take(wanted(a, 'two'));
    assert.ok(!existsSync(path.join(folder, 'builds', 'killed.window')));
  });

  it('tells which logs are being written', async () => {
    const claim = await claims.take({ ...wanted(a, 'one'), log: '/p/packer.log' });
    assert.equal(await claims.isLogInUse('/p/packer.log', 'two'), true);
    assert.equal(await claims.isLogInUse('/p/packer.log', 'one'), false);
    assert.equal(await claims.isLogInUse('/p/other.log', 'two'), false);
    claims.release(claim);
    assert.equal(await claims.isLogInUse('/p/packer.log', 'two'), false);
  });

  for (const content of ['', '{"templ', '{}', '[]', 'null', '{"template": 1, "run": "bad", "held": true}'])
    it(`is not stopped by a file that holds ${content || 'nothing'}, and says so once`, async () => {
      mkdirSync(path.join(folder, 'builds'));
      writeFileSync(path.join(folder, 'builds', 'bad.json'), content);
      assert.equal((await claims.take(wanted(a, 'two'))).run, 'two');
      assert.equal((await claims.holder(a))?.run, 'two');
      assert.deepEqual(unreadable, ['bad.json']);
    });
});
