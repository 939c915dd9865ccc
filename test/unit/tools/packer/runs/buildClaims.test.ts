import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AlreadyBuilding, BuildClaims, isOwned } from '../../../../../src/tools/packer/runs/buildClaims';
import { identityCommand, isSameProcess, processIdentity } from '../../../../../src/tools/processIdentity';

/** A number that a process had which is gone. */
const gone = (): number => spawnSync(process.execPath, ['--version']).pid;

describe('BuildClaims', () => {
  let folder: string;
  let claims: BuildClaims;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-claims-'));
    claims = new BuildClaims(path.join(folder, 'builds'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives a template to one at a time', async () => {
    const claim = await claims.take('/p/a.json', 'one', '/p/packer.log');
    await assert.rejects(
      new BuildClaims(path.join(folder, 'builds')).take('/p/a.json', 'two'),
      AlreadyBuilding,
    );
    await claims.take('/p/b.json', 'three');
    claims.release({ template: '/p/a.json', run: 'another' });
    await assert.rejects(claims.take('/p/a.json', 'two'), AlreadyBuilding);
    claims.release(claim);
    assert.equal((await claims.take('/p/a.json', 'two')).run, 'two');
  });

  it('takes two names of a file for one template', async () => {
    const file = path.join(folder, 'a.json');
    writeFileSync(file, '{}');
    symlinkSync(file, path.join(folder, 'link.json'));
    await claims.take(file, 'one');
    await assert.rejects(claims.take(path.join(folder, 'link.json'), 'two'), AlreadyBuilding);
  });

  it('holds as long as Packer lives, also when the window is gone', async () => {
    const claim = await claims.take('/p/a.json', 'one');
    const self = claim.owner;
    const dead = { pid: gone(), started: self.started };
    claims.update({ ...claim, owner: dead, packer: self });
    const found = claims.of('/p/a.json');
    assert.ok(found);
    assert.equal(await isOwned(found), false);
    await assert.rejects(claims.take('/p/a.json', 'two'), AlreadyBuilding);
    await claims.inherit(found);
    assert.equal(await isOwned(claims.of('/p/a.json') ?? claim), true);
    claims.update({ ...claim, packer: dead });
    assert.equal((await claims.take('/p/a.json', 'two')).run, 'two');
  });

  it('ends with a process whose number another has now', async () => {
    const claim = await claims.take('/p/a.json', 'one');
    claims.update({ ...claim, owner: { pid: process.pid, started: 'long ago' } });
    assert.equal((await claims.take('/p/a.json', 'two')).run, 'two');
  });

  it('tells which logs are being written', async () => {
    const claim = await claims.take('/p/a.json', 'one', '/p/packer.log');
    assert.equal(await claims.isLogInUse('/p/packer.log', 'two'), true);
    assert.equal(await claims.isLogInUse('/p/packer.log', 'one'), false);
    assert.equal(await claims.isLogInUse('/p/other.log', 'two'), false);
    claims.release(claim);
    assert.equal(await claims.isLogInUse('/p/packer.log', 'two'), false);
  });

  it('is not stopped by a claim that was half written', async () => {
    await claims.take('/p/a.json', 'one');
    const [file = ''] = readdirSync(path.join(folder, 'builds'));
    writeFileSync(path.join(folder, 'builds', file), '{"templ');
    assert.equal((await claims.take('/p/a.json', 'two')).run, 'two');
  });
});

describe('processIdentity', () => {
  it('is the same each time, and none for a process that is gone', async () => {
    const identity = await processIdentity(process.pid);
    assert.ok(identity);
    assert.equal(await isSameProcess(process.pid, identity), true);
    assert.equal(await isSameProcess(process.pid, `${identity} `), false);
    assert.equal(await processIdentity(gone()), undefined);
  });

  it('asks a program where the system has no files that tell', () => {
    assert.equal(identityCommand('linux', 7), undefined);
    assert.deepEqual(identityCommand('darwin', 7), { file: 'ps', args: ['-o', 'lstart=', '-p', '7'] });
    const windows = identityCommand('win32', 7);
    assert.equal(windows?.file, 'powershell.exe');
    assert.match(windows.args.at(-1) ?? '', /Get-Process -Id 7 /);
  });
});
