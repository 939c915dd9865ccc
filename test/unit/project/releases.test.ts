import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

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
      'package.json',
      'package-lock.json',
      'action.yml',
      'docs/ci.md',
      'scripts/checkRelease.mjs',
    ];
    for (const file of files) cpSync(path.join(REPO_ROOT, file), path.join(folder, file));
    for (const file of files) write(file, (text) => text.replaceAll(current, '1.2.3'));
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
    ['action.yml', 'action.yml', 'default: 1.2.3', 'default: 1.2.2'],
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
});
