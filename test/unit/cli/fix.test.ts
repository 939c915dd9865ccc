import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeFixes } from '../../../src/cli/fix';
import { DiskFiles } from '../../../src/lint/diskFiles';
import type { Finding } from '../../../src/rules/finding';

describe('writing fixes into files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-fix-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  const at = (name: string) => path.join(folder, name);
  const write = (name: string, content = 'old') => writeFileSync(at(name), content);
  const contents = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(at(name), 'utf8')]));

  /** A finding whose fix puts an `x` in front of each of some files. */
  const finding = (...names: string[]): Finding => ({
    rule: 'a',
    severity: 'error',
    message: '',
    location: { path: at(names[0] ?? ''), span: { start: 0, end: 0 } },
    related: [],
    fixes: [
      {
        title: '',
        applicability: 'safe',
        edits: names.map((name) => ({ path: at(name), span: { start: 0, end: 0 }, newText: 'x' })),
      },
    ],
  });

  /** Reads the files as they are now, and returns what writes the fixes into them, and the names of files left. */
  const linted = (...findings: Finding[]) => {
    const files = new DiskFiles();
    for (const { fixes } of findings)
      for (const edit of fixes.flatMap(({ edits }) => edits)) files.read(edit.path);
    return () => {
      const left = new Map<string, string>();
      writeFixes(findings, files, 'safe', left);
      return [...left.keys()].map((file) => path.basename(file));
    };
  };

  it('leaves a file that somebody has saved since it was linted', () => {
    write('a');
    write('b');
    const fix = linted(finding('a'), finding('b'));
    write('a', 'mine');
    assert.deepEqual(fix(), ['a']);
    assert.deepEqual(contents(), { a: 'mine', b: 'xold' });
  });

  it('leaves a file that is gone', () => {
    write('a');
    const fix = linted(finding('a'));
    rmSync(at('a'));
    assert.deepEqual(fix(), ['a']);
    assert.deepEqual(contents(), {});
  });

  it('changes all files of a fix, or none', () => {
    for (const name of ['a', 'b', 'c']) write(name);
    chmodSync(at('b'), 0o444);
    assert.deepEqual(linted(finding('a', 'b'), finding('c'))(), ['b']);
    assert.deepEqual(contents(), { a: 'old', b: 'old', c: 'xold' });
  });
});
