import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ToolRunner } from '../../src/tools/toolRunner';
import { boxAdd, boxOutdated, boxPruneDryRun, boxRepackage, boxUpdate } from '../../src/tools/vagrant/box';
import type { BoxToAdd } from '../../src/tools/vagrant/box';
import { readChecksum } from '../../src/tools/vagrant/checksum';
import { readBoxes } from '../../src/tools/vagrant/readBoxes';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';

describe('boxes of real Vagrant', () => {
  const program = process.env['BOXWRIGHT_VAGRANT'];
  let folder: string;
  let runner: ToolRunner;

  before(function () {
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-boxes-'));
    writeFileSync(path.join(folder, 'metadata.json'), '{"provider": "virtualbox"}');
    execFileSync('tar', ['-czf', 'tiny.box', 'metadata.json'], { cwd: folder });
  });
  // By hand, which takes no second: test/tools/vagrant.test.ts lets Vagrant remove boxes.
  afterEach(() => rmSync(path.join(vagrantHome(), 'boxes'), { recursive: true, force: true }));
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const inFolder = (name: string) => path.join(folder, name);
  const versions = () => readBoxes(vagrantHome()).map(({ name, version }) => `${name} ${version}`);
  const run = async (command: Parameters<ToolRunner['start']>[0]) => {
    const { exitCode, stdout, stderr } = await (await runner.start(command)).finished;
    return { exitCode, output: stdout + stderr };
  };
  const add = (box: Partial<BoxToAdd>) =>
    run(boxAdd(homedir(), { source: inFolder('tiny.box'), name: '', provider: '', ...box }));
  const writeCatalog = (name: string, ...listed: string[]) => {
    const providers = [{ name: 'virtualbox', url: pathToFileURL(inFolder('tiny.box')).href }];
    const catalog = { name: `acme/${name}`, versions: listed.map((version) => ({ version, providers })) };
    writeFileSync(inFolder(`${name}.json`), JSON.stringify(catalog));
    return pathToFileURL(inFolder(`${name}.json`)).href;
  };

  it('come in the version that is asked for, are known to be outdated, and updated', async () => {
    const source = writeCatalog('win', '1.0.0', '1.2.0', '1.10.0');
    assert.equal((await add({ source, version: '~> 1.0.0' })).exitCode, 0);
    assert.deepEqual(versions(), ['acme/win 1.0.0']);
    const [box] = readBoxes(vagrantHome());
    assert.ok(box?.fromCatalog);
    await add({ name: 'plain' });
    assert.deepEqual(await runner.run(boxOutdated(homedir())), {
      newest: [{ name: 'acme/win', provider: 'virtualbox', version: '1.10.0' }],
      problems: [],
    });
    assert.equal((await run(boxUpdate(homedir(), box))).exitCode, 0);
    assert.deepEqual(versions(), ['acme/win 1.10.0', 'acme/win 1.0.0', 'plain 0']);
    assert.deepEqual(await runner.run(boxPruneDryRun(homedir())), [
      { name: 'acme/win', provider: 'virtualbox', version: '1.0.0' },
    ]);
    assert.equal(versions().length, 3, 'a dry run removes nothing');
  });

  it('whose catalog is gone or broken are told, though Vagrant ends with 0 for the first', async () => {
    for (const name of ['gone', 'broken']) await add({ source: writeCatalog(name, '1.0.0') });
    rmSync(inFolder('gone.json'));
    const outdated = await runner.run(boxOutdated(homedir()));
    assert.deepEqual(outdated.newest, []);
    assert.match(outdated.problems.join('\n'), /^'acme\/gone' for 'virtualbox': Error loading metadata/);
    writeFileSync(inFolder('broken.json'), '{');
    assert.match((await runner.run(boxOutdated(homedir()))).problems.join('\n'), /malformed/);
  });

  it('are added with a checksum that fits, and replace others by force only', async () => {
    const digest = (type: string) =>
      createHash(type)
        .update(readFileSync(inFolder('tiny.box')))
        .digest('hex');
    for (const type of ['md5', 'sha256', 'sha512']) {
      const added = await add({ name: 'sum', checksum: readChecksum(digest(type)), force: true });
      assert.equal(added.exitCode, 0, added.output);
    }
    const wrong = await add({ name: 'other', checksum: readChecksum('0'.repeat(64)) });
    assert.notEqual(wrong.exitCode, 0);
    assert.match(wrong.output, /checksum of the downloaded box did not match/);
    const again = await add({ name: 'sum' });
    assert.notEqual(again.exitCode, 0);
    assert.match(again.output, /already exists/);
    assert.deepEqual(versions(), ['sum 0']);
  });

  it('are packed again, even below a broken Vagrantfile', async () => {
    await add({ name: 'acme/again' });
    const [box] = readBoxes(vagrantHome());
    assert.ok(box);
    const cwd = inFolder('broken/out');
    mkdirSync(cwd, { recursive: true });
    writeFileSync(inFolder('broken/Vagrantfile'), 'end');
    await runner.run(boxRepackage(cwd, box));
    const names = execFileSync('tar', ['-tzf', path.join(cwd, 'package.box')], { encoding: 'utf8' });
    assert.match(names, /metadata\.json/);
  });

  it('are said to be packed again even when they are not', async () => {
    const added = await add({ name: 'acme/again' });
    assert.equal(added.exitCode, 0, added.output);
    const [box] = readBoxes(vagrantHome());
    assert.ok(box);
    const bin = inFolder('bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'bsdtar'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
    const command = boxRepackage(folder, box);
    const env = { ...command.env, PATH: `${bin}:${process.env['PATH']}` };
    assert.equal((await run({ ...command, env })).exitCode, 0);
    assert.ok(!existsSync(inFolder('package.box')));
  });
});
