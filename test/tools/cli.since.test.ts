import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findExecutable } from '../../src/tools/findExecutable';
import { skipBecause } from '../support/skip';

/** What a lint says since a commit, with real Git. */
describe('boxwright lint --since', () => {
  let folder: string;
  let temporary: string;
  before(function () {
    if (!findExecutable('git', '')) skipBecause(this, 'git is not installed');
  });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-since-')));
    temporary = mkdtempSync(path.join(tmpdir(), 'boxwright-since-'));
    git('init', '--quiet', '--initial-branch=main');
    write('images/a.json', template('one.ps1', 'two.ps1'));
    commit();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    rmSync(temporary, { recursive: true });
  });

  const template = (...scripts: string[]) =>
    JSON.stringify(
      {
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [{ type: 'shell-local', scripts }],
      },
      null,
      2,
    );
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false'];
    const { status, stdout, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return stdout;
  };
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message', 'x');
  };
  const run = (args: readonly string[], cwd = folder) => {
    const cli = path.join(REPO_ROOT, 'dist', 'cli.js');
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const all = [cli, 'lint', '--rule', 'file-missing', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd, env, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const found = (args: readonly string[], cwd?: string) => {
    const { status, stdout, stderr } = run(['--format', 'json', ...args], cwd);
    assert.ok(stdout, stderr);
    const { findings } = JSON.parse(stdout) as { findings: { message: string }[] };
    return { status, missing: findings.map(({ message }) => /\w+\.ps1/.exec(message)?.[0]) };
  };

  it('reports what was not there, wherever the line is now, and fails for that alone', () => {
    assert.deepEqual(found(['.']).missing, ['one.ps1', 'two.ps1']);
    assert.deepEqual(found(['--since', 'HEAD', '.']), { status: 0, missing: [] });
    write('images/a.json', `\n\n${template('one.ps1', 'new.ps1', 'two.ps1')}`);
    assert.deepEqual(found(['--since', 'HEAD', '.']), { status: 1, missing: ['new.ps1'] });
    commit();
    assert.deepEqual(found(['--since', 'HEAD', 'images/a.json']), { status: 0, missing: [] });
    assert.deepEqual(found(['--since', 'HEAD~1', 'a.json'], path.join(folder, 'images')), {
      status: 1,
      missing: ['new.ps1'],
    });
  });

  it('counts equal findings', () => {
    write('images/a.json', template('one.ps1', 'two.ps1', 'two.ps1'));
    assert.equal(found(['--since', 'main', '.']).missing.length, 1);
  });

  it('knows what a file that is new, or was none of its own, did not have', () => {
    write('b.json', template('one.ps1'));
    assert.deepEqual(found(['--since', 'main', 'b.json']), { status: 1, missing: ['one.ps1'] });
    write('notes.json', '[]');
    commit();
    write('notes.json', template('one.ps1'));
    assert.deepEqual(found(['--since', 'main', 'notes.json']), { status: 1, missing: ['one.ps1'] });
  });

  it('goes by what was configured there', () => {
    write('boxwright.json', '{"rules": {"file-missing": "off"}}');
    commit();
    rmSync(path.join(folder, 'boxwright.json'));
    assert.deepEqual(found(['--since', 'main', '.']).missing, ['one.ps1', 'two.ps1']);
  });

  it('leaves lists of accepted findings as they are', () => {
    run(['--write-baseline', '.']);
    write('images/a.json', template('new.ps1', 'one.ps1', 'two.ps1'));
    assert.deepEqual(found(['--since', 'main', '.']), { status: 1, missing: ['new.ps1'] });
    assert.deepEqual(found(['.']).missing, ['new.ps1']);
  });

  it('changes nothing of the repository, runs no hook, and leaves nothing behind', () => {
    write('.git/hooks/post-index-change', '#!/bin/sh\ntouch "$GIT_DIR/ran" ../ran ran\n');
    spawnSync('chmod', ['+x', path.join(folder, '.git/hooks/post-index-change')]);
    write('images/a.json', template('one.ps1', 'new.ps1'));
    git('add', '--all');
    for (const name of ['.git/ran', 'ran']) rmSync(path.join(folder, name), { force: true });
    // What only looks, and runs no hook itself.
    const state = () => [git('--no-optional-locks', 'status', '--porcelain'), git('rev-parse', 'HEAD')];
    const before = state();
    assert.deepEqual(found(['--since', 'HEAD', '.']).missing, ['new.ps1']);
    assert.deepEqual(state(), before);
    assert.ok(!readdirSync(path.join(folder, '.git')).includes('ran'));
    const left = readdirSync(temporary, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    assert.deepEqual(left, []);
  });

  it('tells SARIF what was there before', () => {
    write('images/a.json', template('one.ps1', 'new.ps1'));
    const { stdout } = run(['--format', 'sarif', '--since', 'HEAD', '.']);
    const { runs } = JSON.parse(stdout) as { runs: { results: { baselineState?: string }[] }[] };
    assert.deepEqual(
      runs[0]?.results.map(({ baselineState }) => baselineState),
      ['unchanged', 'new'],
    );
  });

  it('ends with 2 where there is no such state, or no one repository', () => {
    for (const ref of ['nosuch', '--output=x', 'HEAD:images/a.json', '']) {
      const { status, stderr } = run([`--since=${ref}`, '.']);
      assert.equal(status, 2, ref);
      assert.match(stderr, /Git does not know/);
    }
    renameSync(path.join(folder, '.git'), path.join(folder, 'gone'));
    const { status, stderr } = run(['--since', 'HEAD', '.']);
    assert.equal(status, 2);
    assert.match(stderr, /--since requires paths in one Git repository/);
    for (const option of ['--fix', '--write-baseline', '--stdin'])
      assert.match(run(['--since', 'HEAD', option, '.']).stderr, /--since cannot be used with/);
  });
});
