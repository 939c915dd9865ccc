import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { ToolRunner } from '../../src/tools/toolRunner';
import { readBoxes } from '../../src/tools/vagrant/readBoxes';
import { boxAdd, boxRemove } from '../../src/tools/vagrant/box';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { skipBecause } from '../support/skip';

describe('real Vagrant', () => {
  const program = process.env['BOXWRIGHT_VAGRANT'];
  let folder: string;
  let runner: ToolRunner;

  before(function () {
    if (!program) skipBecause(this, process.env['BOXWRIGHT_VAGRANT_SKIP'] ?? 'started without npm test');
    runner = new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined });
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-vagrant-'));
    writeFileSync(path.join(folder, 'metadata.json'), '{"provider": "virtualbox"}');
    execFileSync('tar', ['-czf', 'tiny.box', 'metadata.json'], { cwd: folder });
  });
  afterEach(() => rmSync(path.join(vagrantHome(), 'boxes'), { recursive: true, force: true }));
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  const boxes = () =>
    readBoxes(vagrantHome()).map(({ name, version, provider }) => [name, version, provider]);
  const add = async (source: string, name: string, provider = '') => {
    const running = await runner.start(boxAdd(homedir(), { source, name, provider }));
    const { exitCode, stdout, stderr } = await running.finished;
    return { exitCode, output: stdout + stderr };
  };

  it('adds a box that is then read from disk, and removes it', async () => {
    const file = path.join(folder, 'tiny.box');
    assert.equal((await add(file, 'acme/tiny')).exitCode, 0);
    assert.equal((await add(file, 'plain', 'virtualbox')).exitCode, 0);
    assert.deepEqual(boxes(), [
      ['acme/tiny', '0', 'virtualbox'],
      ['plain', '0', 'virtualbox'],
    ]);
    for (const box of readBoxes(vagrantHome())) await runner.run(boxRemove(homedir(), box));
    assert.deepEqual(boxes(), []);
  });

  it('adds versions from metadata', async () => {
    const metadata = path.join(folder, 'catalog.json');
    const of = (version: string) => ({
      version,
      providers: [{ name: 'virtualbox', url: `file://${folder}/tiny.box` }],
    });
    writeFileSync(metadata, JSON.stringify({ name: 'acme/versions', versions: [of('1.0.0'), of('1.1.0')] }));
    const { exitCode, output } = await add(metadata, '', 'virtualbox');
    assert.equal(exitCode, 0, output);
    assert.deepEqual(boxes(), [['acme/versions', '1.1.0', 'virtualbox']]);
  });

  it('says why a box can not be removed', async () => {
    const box = {
      name: 'acme/none',
      version: '1.0',
      provider: 'virtualbox',
      architecture: undefined,
      folder: '',
      fromCatalog: false,
    };
    await assert.rejects(runner.run(boxRemove(homedir(), box)), /could not be found/);
  });

  it('fails on a box that is broken', async () => {
    const file = path.join(folder, 'broken.box');
    writeFileSync(file, 'this is no archive');
    assert.notEqual((await add(file, 'acme/broken')).exitCode, 0);
    assert.deepEqual(boxes(), []);
  });
});
