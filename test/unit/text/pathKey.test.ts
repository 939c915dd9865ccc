import assert from 'node:assert/strict';
import path from 'node:path';
import {
  foldersUp,
  isBelow,
  isSamePath,
  isWithin,
  pathKey,
  withoutLongPrefix,
} from '../../../src/text/pathKey';
import { PathMap, PathSet } from '../../../src/text/pathMap';

const composed = '/Users/me/caf\u00e9';
const decomposed = '/Users/me/cafe\u0301';

describe('Paths', () => {
  for (const [platform, one, other] of [
    ['win32', 'c:\\work\\a.json', 'C:\\Work\\A.json'],
    ['win32', 'C:/work/a.json', 'C:\\work\\a.json'],
    ['win32', 'C:\\work\\', 'C:\\work'],
    ['win32', 'C:\\work\\images\\..\\a.json', 'c:\\work\\a.json'],
    ['win32', '\\\\?\\C:\\work\\a.json', 'C:\\work\\a.json'],
    ['win32', '\\\\?\\UNC\\server\\share\\a', '\\\\Server\\share\\a'],
    ['win32', 'C:\\', 'c:\\'],
    ['darwin', '/Users/me/A.json', '/users/me/a.json'],
    ['darwin', composed, decomposed],
    ['linux', '/work/', '/work'],
    ['linux', '/work/images/../a', '/work/a'],
    ['linux', '/', '/'],
  ] as const)
    it(`${one} and ${other} are the same on ${platform}`, () => {
      assert.ok(isSamePath(one, other, platform));
      assert.ok(isSamePath(other, one, platform));
    });

  for (const [platform, one, other] of [
    ['win32', 'C:\\work', 'D:\\work'],
    ['win32', 'C:\\work', 'C:\\workshop'],
    ['win32', 'C:\\caf\u00e9', 'C:\\cafe\u0301'],
    ['darwin', '/work/a', '/work/b'],
    ['linux', '/work/A', '/work/a'],
    ['linux', composed, decomposed],
    ['linux', '/work\\a', '/work/a'],
  ] as const)
    it(`${one} and ${other} are two on ${platform}`, () => assert.ok(!isSamePath(one, other, platform)));

  it('are none where there is none', () => {
    assert.ok(!isSamePath(undefined, '/a'));
    assert.ok(!isSamePath('/a', undefined));
    assert.ok(isSamePath(undefined, undefined));
  });

  it('lie in folders', () => {
    for (const [platform, file, folder, within] of [
      ['win32', 'c:\\P\\http\\x', 'C:\\p\\HTTP', true],
      ['win32', 'c:\\P\\http', 'C:\\p\\HTTP\\', true],
      ['win32', 'c:\\p\\https', 'C:\\p\\http', false],
      ['win32', 'c:\\p', 'C:\\', true],
      ['darwin', '/P/HTTP/x', '/p/http', true],
      ['linux', '/P/HTTP/x', '/p/http', false],
      ['linux', '/p', '/', true],
      ['linux', '/p/..out', '/p', true],
    ] as const)
      assert.equal(isWithin(file, folder, platform), within, file);
    assert.ok(!isBelow('C:\\P', 'c:\\p', 'win32'));
    assert.ok(isBelow('C:\\P\\a', 'c:\\p', 'win32'));
  });

  it('have folders around them', () => {
    assert.deepEqual(foldersUp('/a/b/c', '/a', path.posix), ['/a/b/c', '/a/b', '/a']);
    assert.deepEqual(foldersUp('C:\\a', undefined, path.win32), ['C:\\a', 'C:\\']);
    assert.deepEqual(foldersUp('/a', '/a', path.posix), ['/a']);
  });

  it('may begin as long ones do', () => {
    assert.equal(withoutLongPrefix('\\\\?\\C:\\a'), 'C:\\a');
    assert.equal(withoutLongPrefix('\\\\?\\UNC\\server\\share'), '\\\\server\\share');
    // The name of a device is no path.
    assert.equal(withoutLongPrefix('\\\\?\\Volume{1}\\a'), '\\\\?\\Volume{1}\\a');
    assert.equal(pathKey('/a//?/b', 'linux'), '/a/?/b');
  });
});

describe('PathMap and PathSet', () => {
  it('know a path under each spelling', () => {
    const map = new PathMap([['C:\\a', 1]], 'win32');
    map.set('c:\\A', 2);
    assert.deepEqual([map.size, map.get('C:/a'), map.keys(), map.values()], [1, 2, ['c:\\A'], [2]]);
    assert.ok(map.delete('C:\\A') && !map.has('C:\\a'));
    const set = new PathSet(['/A', '/a', '/b'], 'darwin');
    assert.deepEqual([[...set], set.size, set.has('/B')], [['/A', '/b'], 2, true]);
  });

  it('tell capitals apart where the system does', () => {
    assert.deepEqual([...new PathSet(['/A', '/a'], 'linux')], ['/A', '/a']);
    assert.equal(new PathMap([['/A', 1]], 'linux').get('/a'), undefined);
  });
});
