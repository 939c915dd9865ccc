import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const { version: current } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
  version: string;
};

describe('the check before a release', () => {
  let folder: string;
  const write = (name: string, change: (text: string) => string) => {
    const file = path.join(folder, name);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  };
  const check = (tag: string) =>
    spawnSync(process.execPath, [path.join(folder, 'scripts', 'checkRelease.mjs'), tag], {
      encoding: 'utf8',
    });

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-release-'));
    const files = [
      'README.md',
      'docs/command-line.md',
      'package.json',
      'package-lock.json',
      'action.yml',
      'docs/ci.md',
      'scripts/checkRelease.mjs',
    ];
    for (const file of files) cpSync(path.join(REPO_ROOT, file), path.join(folder, file));
    for (const file of files) write(file, (text) => text.replaceAll(current, '1.2.3'));
    write('action.yml', (text) => text.replace(/(INTEGRITY:) .*/, `$1 sha512-${'a'.repeat(86)}==`));
    writeFileSync(
      path.join(folder, 'CHANGELOG.md'),
      '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2027-01-31\n\n### Fixed\n\n- A bug.\n\n## [1.2.2] - 2027-01-01\n\n- Old.\n',
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the notes of the version', () => {
    const { status, stdout, stderr } = check('v1.2.3');
    assert.equal(status, 0, stderr);
    assert.equal(stdout, '### Fixed\n\n- A bug.\n');
  });

  for (const [title, file, from, to] of [
    ['package-lock.json', 'package-lock.json', '"version": "1.2.3"', '"version": "1.2.2"'],
    ['action.yml', 'action.yml', 'VERSION: 1.2.3', 'VERSION: 1.2.2'],
    ['README.md', 'README.md', 'v1.2.3/boxwright-1.2.3.tgz', 'v1.2.2/boxwright-1.2.2.tgz'],
    ['docs/ci.md', 'docs/ci.md', 'boxwright@v1.2.3', 'boxwright@v1.2.2'],
    ['the hooks in docs/ci.md', 'docs/ci.md', 'rev: v1.2.3', 'rev: v1.2.2'],
    ['CHANGELOG.md', 'CHANGELOG.md', '[1.2.3] - 2027-01-31', '[Unreleased]'],
    ['the tag', 'package.json', '"version": "1.2.3"', '"version": "1.2.2"'],
  ] as const)
    it(`fails when ${title} names another version`, () => {
      write(file, (text) => text.replace(from, to));
      const { status, stdout, stderr } = check('v1.2.3');
      assert.equal(status, 1, stdout);
      assert.match(stderr, /1\.2\.[23]/);
    });

  it('fails while the action does not say which package it takes', () => {
    write('action.yml', (text) => text.replace(/(INTEGRITY:) .*/, "$1 ''"));
    assert.match(check('v1.2.3').stderr, /pinAction/);
  });

  it('writes the package into the action, and tells one from another', () => {
    cpSync(path.join(REPO_ROOT, 'scripts', 'pinAction.mjs'), path.join(folder, 'scripts', 'pinAction.mjs'));
    const pin = (archive: string, ...options: string[]) =>
      spawnSync(process.execPath, [path.join(folder, 'scripts', 'pinAction.mjs'), archive, ...options], {
        encoding: 'utf8',
      }).status;
    const [one, again, other] = ['one', 'again', 'other'].map((name) => path.join(folder, `${name}.tgz`));
    assert.ok(one && again && other);
    writeFileSync(one, gzipSync('archive', { level: 1 }));
    writeFileSync(again, gzipSync('archive', { level: 9 }));
    writeFileSync(other, gzipSync('other archive'));
    assert.equal(pin(one), 0);
    assert.deepEqual([pin(again, '--check'), pin(other, '--check')], [0, 1]);
  });
});
