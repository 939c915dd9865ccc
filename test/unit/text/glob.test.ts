import assert from 'node:assert/strict';
import { parseGlob } from '../../../src/text/glob';
import type { GlobSyntax } from '../../../src/text/glob';

const git: GlobSyntax = { negations: '!^', escapes: true, folders: true, ignoreCase: true, separator: '/' };

const matches = (pattern: string, text: string, syntax: GlobSyntax = git): boolean | undefined =>
  parseGlob(pattern, syntax)?.matches(text);

describe('parseGlob', () => {
  for (const [pattern, yes, no] of [
    ['a/*', ['a/b', 'a/'], ['a', 'a/b/c']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
    ['**/a', ['a', 'b/a', 'b/c/a'], ['ba', 'a/b']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['[a-c]?', ['b1', 'C1'], ['d1', 'b', 'b/']],
    ['[!a-c]', ['d'], ['a', '/']],
    ['[]a]', [']', 'a'], ['b']],
    ['\\*', ['*'], ['a', '\\a']],
    ['ü?', ['ü😀', 'Üa'], ['u😀']],
  ] as const)
    it(`reads ${pattern}`, () => {
      for (const text of yes) assert.equal(matches(pattern, text), true, text);
      for (const text of no) assert.equal(matches(pattern, text), false, text);
    });

  it('takes escapes, capitals and folders as it is told', () => {
    const plain: GlobSyntax = {
      negations: '^',
      escapes: false,
      folders: false,
      ignoreCase: false,
      separator: '/',
    };
    assert.equal(matches('\\*', '\\a', plain), true);
    assert.equal(matches('A', 'a', plain), false);
    assert.equal(matches('**/a', 'a', plain), false);
    assert.equal(matches('[!a]', '!', plain), true);
  });

  for (const pattern of ['[a', '[', '[]', 'a\\', '[a-'])
    it(`refuses ${pattern}`, () => assert.equal(matches(pattern, 'a'), undefined));

  for (const [pattern, text] of [
    ['*a'.repeat(1000) + 'b', 'a'.repeat(3000)],
    ['**/a/'.repeat(1000) + 'b', 'a/'.repeat(2000) + 'c'],
    ['**/*'.repeat(1000) + 'b', 'a/'.repeat(2000) + 'c'],
    ['[a-z]*'.repeat(1000) + '1b', 'a'.repeat(3000)],
    ['*'.repeat(100_000) + 'b', 'a'.repeat(3000)],
  ] as const)
    it(`ends with many ways through the pattern: ${pattern.slice(0, 20)}…`, () =>
      assert.equal(matches(pattern, text), false));
});
