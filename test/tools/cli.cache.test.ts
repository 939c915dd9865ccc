import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The cache of the built command line; what it goes by is tested in test/unit/cli/cacheFile.test.ts. */
describe('boxwright lint --cache', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-cached-')));
    mkdirSync(path.join(folder, 'p', '.git'), { recursive: true });
    writeFileSync(path.join(folder, 'p', 't.json'), template);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const template = JSON.stringify({
    variables: { memory: '2048' },
    builders: [
      {
        type: 'virtualbox-iso',
        guest_os_type: 'Windows2022_64',
        communicator: 'winrm',
        winrm_username: 'vagrant',
        winrm_password: 'vagrant',
        memory: '{{user `memory`}}',
        iso_url: 'a.iso',
        iso_checksum: 'none',
        shutdown_command: 'shutdown /s',
      },
    ],
  });
  const lint = (...args: string[]) => {
    const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'lint', ...args, '.'], {
      cwd: path.join(folder, 'p'),
      encoding: 'utf8',
      env: {
        ...process.env,
        XDG_CACHE_HOME: path.join(folder, 'home'),
        LOCALAPPDATA: path.join(folder, 'home'),
      },
    });
    return { status, stdout, stderr };
  };
  const kept = (where: string) =>
    readdirSync(path.join(folder, where)).filter((name) => name.endsWith('.cache'));

  for (const format of ['stylish', 'json', 'sarif', 'unix', 'github', 'gitlab', 'junit'])
    it(`prints the same as ${format}`, () => {
      const plain = lint('--format', format);
      const cached = ['--cache', '--cache-location', '../c', '--format', format];
      assert.deepEqual([lint(...cached), lint(...cached)], [plain, plain]);
      assert.equal(kept('c').length, 1);
    });

  it('keeps results of other options apart', () => {
    const options = [[], ['--var', 'memory=8192'], ['--rule', 'iso-checksum-none']];
    const all = () => options.map((one) => lint(...one, '--cache', '--cache-location', '../c').stdout);
    const plain = options.map((one) => lint(...one).stdout);
    assert.deepEqual([all(), all()], [plain, plain]);
    assert.equal(kept('c').length, options.length);
    assert.ok(
      kept('c').every((name) => !readFileSync(path.join(folder, 'c', name), 'utf8').includes('8192')),
    );
  });

  it('fixes what is found all the same', () => {
    const cached = ['--cache', '--cache-location', '../c'];
    lint(...cached);
    lint('--fix', '--unsafe-fixes', ...cached);
    assert.equal(lint(...cached).stdout, lint().stdout);
    assert.notEqual(readFileSync(path.join(folder, 'p', 't.json'), 'utf8'), template);
  });

  it('reports as well where the cache cannot be written', () => {
    writeFileSync(path.join(folder, 'c'), '');
    const { stderr, ...rest } = lint('--cache', '--cache-location', '../c');
    const { stderr: none, ...plain } = lint();
    assert.deepEqual(rest, plain);
    assert.match(stderr, /^boxwright: Cannot write the cache: /);
    assert.equal(none, '');
  });

  it('says which options do not go together', () => {
    assert.match(lint('--cache-location', '../c').stderr, /--cache-location requires --cache\./);
    assert.match(lint('--cache', '--stdin').stderr, /--cache cannot be used with --stdin\./);
  });
});
