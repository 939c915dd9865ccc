import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeLike, decode } from '../../../src/lint/decode';
import { DiskFiles } from '../../../src/lint/diskFiles';
import { findSubjects } from '../../../src/lint/findSubjects';
import { Projects } from '../../../src/lint/project';

describe('DiskFiles', () => {
  let root: string;
  beforeEach(() => (root = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-disk-')))));
  afterEach(() => rmSync(root, { recursive: true }));
  const at = (...names: string[]) => path.join(root, ...names);
  const put = (name: string, content: string | Uint8Array = '') => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), content);
  };

  it('reads text in the encodings of Windows and others, without the mark', () => {
    put('utf8', '\ufeffé');
    put('utf16le', Buffer.from('\ufeffé', 'utf16le'));
    put('utf16be', Buffer.from('\ufeffé', 'utf16le').swap16());
    const files = new DiskFiles();
    for (const name of ['utf8', 'utf16le', 'utf16be']) assert.equal(files.read(at(name)), 'é', name);
  });

  it('reads nothing of what is no text, no file, or too large', () => {
    put('binary', Buffer.from([1, 0, 2]));
    put('large', Buffer.alloc(6 * 1024 * 1024, 'x'));
    mkdirSync(at('folder'));
    const files = new DiskFiles();
    for (const name of ['binary', 'large', 'folder', 'none'])
      assert.equal(files.read(at(name)), undefined, name);
  });

  it('tells files from folders, and follows links', () => {
    put('folder/file');
    symlinkSync(at('folder'), at('link'));
    symlinkSync(at('nowhere'), at('broken'));
    const files = new DiskFiles();
    assert.equal(files.kind(at('folder')), 'folder');
    assert.equal(files.kind(at('link', 'file')), 'file');
    assert.equal(files.kind(at('broken')), undefined);
    assert.equal(files.kind(at('folder', 'file', 'below')), undefined);
    assert.equal(files.rootOf(at('folder', 'file')), at('folder', 'file'));
    assert.deepEqual(files.list(at('folder')), ['file']);
    assert.deepEqual(files.list(at('nowhere')), []);
  });

  it('takes the repository for the project, unless it is told another', () => {
    mkdirSync(at('repo', '.git'), { recursive: true });
    mkdirSync(at('repo', 'a', 'b'), { recursive: true });
    assert.equal(new DiskFiles().rootOf(at('repo', 'a', 'b')), at('repo'));
    assert.equal(new DiskFiles([at('repo', 'a')]).rootOf(at('repo', 'a', 'b')), at('repo', 'a'));
  });

  it('knows what the repository does not hold', () => {
    mkdirSync(at('.git'));
    put('.gitignore', 'tmp/\n*.iso\n!keep.iso\n');
    put('sub/.gitignore', '/local.json\n');
    put('.gitmodules', '[submodule "x"]\n\tpath = vendor/x\n\turl = https://example.com/x\n');
    const files = new DiskFiles();
    for (const name of ['tmp/a', 'sub/tmp/a', 'a.iso', 'sub/a.iso', 'sub/local.json', 'vendor/x/y.ps1'])
      assert.equal(files.isKeptElsewhere(at(name)), true, name);
    for (const name of ['keep.iso', 'local.json', 'sub/x/local.json', 'vendor/y', 'other/vendor/x/y'])
      assert.equal(files.isKeptElsewhere(at(name)), false, name);
  });

  it('leads to the templates of a folder, and not into what is no source', () => {
    const template = '{"builders": [{"type": "null"}]}';
    const hcl = 'source "null" "a" {}\n';
    put('a.json', template);
    put('package.json', '{"name": "x"}');
    put('hcl/one.pkr.hcl', hcl);
    put('hcl/two.pkr.hcl', 'build { sources = ["null.a"] }\n');
    put('hcl/values.auto.pkrvars.hcl', 'x = 1\n');
    put('node_modules/x/a.json', template);
    put('packer_cache/a.json', template);
    put('output-x/a.json', template);
    put('ignored/a.json', template);
    put('ignored.json', template);
    put('.gitignore', 'ignored\nignored.json\n');
    put('wip/a.json', template);
    put('wip.json', template);
    put('boxwright.json', '{"ignore": ["wip", "wip.json"]}');
    mkdirSync(at('.git'));
    symlinkSync(root, at('loop'));
    const found = [...findSubjects(root, new Projects(new DiskFiles()).ofFolder(root))].flatMap((one) =>
      one.kind === 'template' ? [path.relative(root, one.template.path)] : [],
    );
    assert.deepEqual([...new Set(found.filter((name) => !name.startsWith('loop')))], ['a.json', 'hcl']);
  });
});

describe('encodeLike', () => {
  for (const [name, bytes] of [
    ['UTF-8', Buffer.from('a')],
    ['UTF-8 with a mark', Buffer.from('\ufeffa')],
    ['UTF-16 little endian', Buffer.from('\ufeffa', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\ufeffa', 'utf16le').swap16()],
  ] as const)
    it(`gives back what decode took: ${name}`, () => {
      assert.deepEqual(Buffer.from(encodeLike(bytes, decode(bytes) ?? '')), Buffer.from(bytes));
    });
});
