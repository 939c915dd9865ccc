import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { News } from '../../src/analysis/protocol';
import { WorkerClient } from '../../src/analysis/workerClient';
import { messages } from '../support/messages';
import { jsonTemplate } from '../support/ruleTests';

describe('the analysis in its worker, as it is in the bundle', () => {
  let folder: string;
  let client: WorkerClient;
  let news: News[];
  let passed: string[];
  /** A worker keeps no process alive that waits for it. */
  let alive: NodeJS.Timeout;
  const at = (name: string) => path.join(folder, name);
  const rulesIn = (name: string) =>
    news
      .flatMap(({ found }) => found)
      .filter((one) => one.path === at(name))
      .at(-1)
      ?.findings.map(({ rule }) => rule);

  beforeEach(async () => {
    alive = setInterval(() => undefined, 100_000);
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-worker-')));
    writeFileSync(
      at('t.json'),
      jsonTemplate({ memory: 2048, floppy_files: [] }, { type: 'powershell', script: 'setup.ps1' }),
    );
    writeFileSync(at('setup.ps1'), 'Get-Item .\r\n');
    [news, passed] = [[], []];
    client = new WorkerClient(path.join(REPO_ROOT, 'dist', 'worker.js'), {
      onNews: (one) => news.push(one),
      onLost: ({ why, at: key = '', error = '' }) => assert.fail(`${why}: ${key} ${error}`),
      onPass: (_, key) => passed.push(key),
    });
    await client.tell('set', {
      roots: [folder],
      packer: undefined,
      given: new Map(),
      isLive: true,
      messages,
    });
  });
  afterEach(() => {
    client.dispose();
    clearInterval(alive);
    rmSync(folder, { recursive: true, force: true });
  });

  it('lints a template with the scripts that it runs, and answers what is asked', async () => {
    assert.equal(await client.tell('lintFile', at('t.json')), true);
    assert.ok(rulesIn('t.json')?.includes('memory-below-4gb'));
    await client.tell('setText', at('setup.ps1'), 'Restart-Computer\r\n');
    const [found] = await Promise.all([
      client.ask('fixAll', at('setup.ps1')),
      client.ask('explain', at('setup.ps1'), { line: 0, character: 0 }),
    ]);
    assert.deepEqual([found, rulesIn('setup.ps1')], [[], ['reboot-in-provisioner']]);
    await client.tell('editText', at('setup.ps1'), [{ offset: 0, length: 16, text: '' }]);
    assert.equal(await client.tell('lintFile', at('setup.ps1')), true);
    assert.deepEqual(rulesIn('setup.ps1'), []);
  });

  it('lints Vagrantfiles, for which it finds the parser', async () => {
    writeFileSync(
      at('Vagrantfile'),
      'Vagrant.configure("2") do |config|\n  config.vm.guest = :windows\n  config.vm.provider("virtualbox") { |box| box.memory = 1024 }\nend\n',
    );
    assert.equal(await client.tell('lintFile', at('Vagrantfile')), true);
    assert.ok(rulesIn('Vagrantfile')?.includes('vagrant-memory-below-4gb'));
  });

  it('goes through a workspace, and tells each one before it is linted', async () => {
    await client.tell('beginPass', 1);
    await client.tell('lookAt', 1, 'all', [at('t.json'), at('setup.ps1')]);
    assert.deepEqual(passed, [at('t.json')]);
    assert.equal(news.at(-1)?.busy, true);
    await client.tell('endPass', 1, 'all');
    assert.equal(news.at(-1)?.busy, false);
    assert.ok(rulesIn('t.json')?.length);
  });

  it('tells a mistake of whoever asks as one', async () => {
    await assert.rejects(client.tell('editText', at('setup.ps1'), []), /setup\.ps1/);
    assert.equal(await client.tell('lintFile', at('notes.txt')), false);
  });
});
