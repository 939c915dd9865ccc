import assert from 'node:assert/strict';
import { IgnoreRules, ruleOfPath } from '../../../src/lint/ignoreRules';

/** What `git check-ignore --no-index` of Git 2.39 says, with `core.ignorecase`. */
const table: readonly (readonly [
  lines: readonly string[],
  ignored: readonly string[],
  kept: readonly string[],
])[] = [
  [['*.iso'], ['a.iso', 'x/a.iso', 'A.ISO'], ['a.iso.txt']],
  [['/a'], ['a', 'a/b'], ['x/a']],
  [['a/b'], ['a/b', 'a/b/c'], ['x/a/b', 'a/c']],
  [['a/'], ['a/b', 'x/a/b'], ['a', 'x/a']],
  [['*', '!a'], ['b', 'b/a'], ['a']],
  [['a/*', '!a/b'], ['a/c'], ['a/b', 'a/b/c']],
  [['a', '!a/b'], ['a/b'], []],
  [
    ['# a', '\\#b', '\\!c', 'd ', 'e\\ '],
    ['#b', '!c', 'd', 'e '],
    ['a', '# a', 'e'],
  ],
  [['', '/', '!', '[', 'a\\'], [], ['a', 'b/a']],
  [['**/a/**/b'], ['a/b', 'x/a/y/z/b'], ['b', 'ab']],
  [['a/\r'], ['a/b'], ['a']],
];

describe('IgnoreRules', () => {
  for (const [lines, ignored, kept] of table)
    it(`decides by ${JSON.stringify(lines)}`, () => {
      const rules = new IgnoreRules(lines);
      for (const path of ignored) assert.equal(rules.ignores(path), true, path);
      for (const path of kept) assert.equal(rules.ignores(path), false, path);
    });

  it('leaves out a folder itself only where it is one', () => {
    const rules = new IgnoreRules(['a/']);
    assert.deepEqual([rules.ignores('a', true), rules.ignores('a', false)], [true, false]);
  });

  it('says nothing of what is not below', () => {
    const rules = new IgnoreRules(['*']);
    for (const path of ['', '..', '../a', '/a']) assert.equal(rules.ignores(path), false, path);
  });

  it('takes a path for itself', () => {
    const rules = new IgnoreRules(['a[b]*', '!x', '#y'].map(ruleOfPath));
    assert.deepEqual(
      ['a[b]*', 'a[b]*/c', '!x', '#y', 'ab', 'a[b]c', 'z/!x'].map((path) => rules.ignores(path)),
      [true, true, true, true, false, false, false],
    );
  });
});
