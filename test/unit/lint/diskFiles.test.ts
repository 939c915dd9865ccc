import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeLike, decode } from '../../../src/lint/decode';
import { DiskFiles, givenFolders } from '../../../src/lint/diskFiles';
import { findSubjects } from '../../../src/lint/findSubjects';
import { Projects } from '../../../src/lint/project';
import { deepest } from '../../../src/pipeline/paths/walkFolders';
import { needLinks } from '../../support/links';
import type { Finding } from '../../../src/rules/finding';
import { skipBecause } from '../../support/skip';
import { readRegularFile, readRegularFileSoon } from '../../../src/lint/regularFile';

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
    put('latin1', Buffer.from('é', 'latin1'));
    assert.deepEqual(
      ['utf8', 'utf16le', 'utf16be', 'latin1', 'none'].map((name) => files.encoding(at(name))),
      ['utf-8', 'utf-16le', 'utf-16be', 'invalid', undefined],
    );
  });

  it('reads nothing of what is no text, no file, or too large', () => {
    put('binary', Buffer.from([1, 0, 2]));
    put('large', Buffer.alloc(6 * 1024 * 1024, 'x'));
    mkdirSync(at('folder'));
    const files = new DiskFiles();
    for (const name of ['binary', 'large', 'folder', 'none'])
      assert.equal(files.read(at(name)), undefined, name);
  });

  it('tells files from folders, and follows links', function () {
    needLinks(this);
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

  it('goes up to the highest folder that was given, without version control too', () => {
    mkdirSync(at('a', 'b', 'c'), { recursive: true });
    const folder = at('a', 'b', 'c');
    assert.equal(new DiskFiles([at('a', 'b'), at('a'), at('other')]).rootOf(folder), at('a'));
    assert.equal(new DiskFiles([at('other'), at('a', 'b', 'c', 'd'), at('a', 'bc')]).rootOf(folder), folder);
    put('a/b/boxwright.json', '{}');
    assert.equal(new DiskFiles([root]).rootOf(folder), root);
  });

  for (const mark of ['.git', '.hg', '.svn'])
    it(`stops at the first ${mark} on the way`, () => {
      mkdirSync(at('a', 'b', 'c'), { recursive: true });
      mkdirSync(at('a', mark));
      mkdirSync(at(mark));
      assert.equal(new DiskFiles([root]).rootOf(at('a', 'b', 'c')), at('a'));
    });

  it('knows worktrees and submodules of Git, which have a file', () => {
    mkdirSync(at('a', 'b'), { recursive: true });
    put('a/.git', 'gitdir: elsewhere');
    assert.equal(new DiskFiles([root]).rootOf(at('a', 'b')), at('a'));
  });

  it('takes a path or working folder in a working copy for all of it', () => {
    mkdirSync(at('repo', '.git'), { recursive: true });
    mkdirSync(at('repo', 'a'), { recursive: true });
    mkdirSync(at('plain', 'a'), { recursive: true });
    put('plain/a/x.json');
    assert.deepEqual(givenFolders(at('repo', 'a'), [at('plain', 'a', 'x.json'), at('repo')]), [
      at('repo'),
      at('plain', 'a'),
    ]);
  });

  it('names files from the working folder, else from the folder that was opened', () => {
    assert.equal(new DiskFiles([], at('a', 'b')).shown(at('a', 'c', 'x.ps1')), '../c/x.ps1');
    assert.equal(new DiskFiles([at('a')]).shown(at('a', 'c', 'x.ps1')), 'c/x.ps1');
    assert.equal(new DiskFiles([at('a')]).shown(at('a')), '.');
    assert.equal(new DiskFiles([at('a')]).shown(at('b')), at('b'));
  });

  it('knows what the repository does not hold', () => {
    mkdirSync(at('.git'));
    put('.gitignore', 'tmp/\n*.iso\n!keep.iso\n');
    put('sub/.gitignore', '/local.json\n');
    put('.gitmodules', '[submodule "x"]\n\tpath = vendor/x\n\turl = https://example.com/x\n');
    const files = new DiskFiles();
    for (const name of ['tmp/a', 'sub/tmp/a', 'a.iso', 'sub/a.iso', 'sub/local.json', 'vendor/x/y.ps1'])
      assert.equal(files.isKeptElsewhere(at(name)), true, name);
    for (const name of ['tmp', 'sub/tmp']) assert.equal(files.isKeptElsewhere(at(name)), true, name);
    for (const name of ['keep.iso', 'local.json', 'sub/x/local.json', 'vendor/y', 'other/vendor/x/y'])
      assert.equal(files.isKeptElsewhere(at(name)), false, name);
  });

  it('takes what is not there for the folder that a pattern is about', () => {
    put('.gitignore', 'cookbooks/\nberks/*\n!berks/README.md\nlogs/*.log\n');
    put('berks/README.md');
    put('made');
    const files = new DiskFiles([root]);
    for (const name of ['cookbooks', 'cookbooks/a/b', 'x/cookbooks', 'berks/a'])
      assert.equal(files.isKeptElsewhere(at(name)), true, name);
    // What is there is what it is; and a folder of which something is kept is kept.
    for (const name of ['berks', 'berks/README.md', 'logs', 'made', 'cookbooks.rb'])
      assert.equal(files.isKeptElsewhere(at(name)), false, name);
    put('cookbooks');
    assert.equal(new DiskFiles([root]).isKeptElsewhere(at('cookbooks')), false);
    rmSync(at('berks'), { recursive: true });
    put('.gitignore', 'berks/*\n');
    assert.equal(new DiskFiles([root]).isKeptElsewhere(at('berks')), true);
  });

  it('follows links to where they lead when nothing is there', () => {
    put('.gitmodules', '[submodule "x"]\n\tpath = vendor/x\n');
    symlinkSync(path.join('vendor', 'x', 'scripts'), at('scripts'));
    symlinkSync(path.join('vendor', 'y'), at('gone'));
    symlinkSync(path.join('..', 'neighbor'), at('out'));
    symlinkSync('circle', at('circle'));
    const files = new DiskFiles([root]);
    for (const name of ['scripts', 'scripts/a/b.sh', 'out/a.sh'])
      assert.equal(files.isKeptElsewhere(at(name)), true, name);
    for (const name of ['gone', 'gone/a.sh', 'circle', 'circle/a.sh'])
      assert.equal(files.isKeptElsewhere(at(name)), false, name);
  });

  /** What is found in a folder, relative to the root. @param told takes what is told of what could not be read */
  const search = (folder = '', told: string[] = []): string[] => {
    const tell = ({ location, message }: Finding) =>
      void told.push(`${path.relative(root, location.path)}: ${message}`);
    const projects = new Projects(new DiskFiles([at(folder)]));
    return [...findSubjects(at(folder), projects, tell)].map((one) =>
      path.relative(root, one.kind === 'template' ? one.template.path : one.path),
    );
  };

  it('leads to the templates of a folder, and not into what is no source', () => {
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
    assert.deepEqual(search(), ['a.json', 'boxwright.json', 'hcl', 'hcl/values.auto.pkrvars.hcl']);
  });

  it('goes into each folder once, whatever links lead there', () => {
    put('b/x.json', template);
    put('elsewhere/y.json', template);
    put('repo/a/z.json', template);
    symlinkSync('.', at('repo', 'l1'));
    symlinkSync('.', at('repo', 'l2'));
    symlinkSync('..', at('repo', 'up'));
    symlinkSync('a', at('repo', '0'));
    symlinkSync(at('elsewhere'), at('repo', 'out'));
    symlinkSync(path.parse(root).root, at('repo', 'root'));
    assert.deepEqual(search('repo'), ['repo/a/z.json', 'repo/out/y.json']);
  });

  it('goes as deep as projects do, and says where it does not go on', () => {
    const deep = (levels: number) => `${'d/'.repeat(levels)}a.json`;
    const told: string[] = [];
    put(deep(deepest), template);
    assert.deepEqual(search('', told), [deep(deepest)]);
    assert.deepEqual(told, []);
    put(deep(deepest + 1), template);
    put('z/b.json', template);
    assert.deepEqual(search('', told), [deep(deepest), 'z/b.json']);
    assert.deepEqual(told, [': Folders that lie more than 100 deep in this one were not searched.']);
  });

  it('does not take for missing what nobody may look at', function () {
    if (process.platform === 'win32') skipBecause(this, 'Windows has no such mode.');
    put('closed/a.sh', '');
    put('open/b.sh', '');
    chmodSync(root, 0o755);
    chmodSync(at('closed'), 0);
    // Root may read everything.
    const isRoot = process.getuid?.() === 0;
    try {
      if (isRoot) process.seteuid?.('nobody');
      const files = new DiskFiles([root]);
      const names = ['closed/a.sh', 'closed/none.sh', 'open/b.sh', 'open/none.sh'];
      assert.deepEqual(
        names.filter((name) => files.isKeptElsewhere(at(name))),
        ['closed/a.sh', 'closed/none.sh'],
      );
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(at('closed'), 0o700);
    }
  });

  const template = '{"builders": [{"type": "null"}]}';

  it('tells what it cannot read, and goes on', () => {
    put('a.json', template);
    put('b.pkr.hcl', Buffer.from([0, 1]));
    put('c.json', Buffer.from([0, 1]));
    put('Vagrantfile', Buffer.alloc(6 * 1024 * 1024));
    put('node_modules/b.pkr.hcl', Buffer.from([0, 1]));
    const told: string[] = [];
    assert.deepEqual(search('', told), ['Vagrantfile', 'a.json']);
    assert.deepEqual(told, [
      'Vagrantfile: This is larger than 5 MB, so it was not checked.',
      'b.pkr.hcl: This is not text in UTF-8 or UTF-16, so it was not checked.',
    ]);
  });

  it('tells names that are not UTF-8', function () {
    if (process.platform !== 'linux') skipBecause(this, 'Only Linux has names that are not UTF-8.');
    put('a.json', template);
    const latin1 = (name: string) => Buffer.concat([Buffer.from(at('')), Buffer.from(`/${name}`, 'latin1')]);
    for (const name of ['ä.pkr.hcl', 'ä.jpg', 'ä.md']) writeFileSync(latin1(name), template);
    mkdirSync(latin1('ü'));
    const told: string[] = [];
    assert.deepEqual(search('', told), ['a.json']);
    assert.deepEqual(
      told.map((one) => one.replace(/:.*/, '')),
      ['\ufffd', '\ufffd.pkr.hcl'],
    );
  });

  it('tells folders that it may not read', function () {
    if (process.platform === 'win32') skipBecause(this, 'Windows has no such mode.');
    if (process.getuid?.() === 0) skipBecause(this, 'root may read everything.');
    put('a.json', template);
    put('b/c.json', template);
    chmodSync(at('b'), 0);
    const told: string[] = [];
    try {
      assert.deepEqual(search('', told), ['a.json']);
    } finally {
      chmodSync(at('b'), 0o700);
    }
    assert.deepEqual(told, ['b: The system does not allow Boxwright to read this, so it was not checked.']);
  });

  it('reads no more than a regular file is said to have', async function () {
    if (process.platform !== 'linux') skipBecause(this, 'Only Linux has files of the kernel.');
    const files = new DiskFiles();
    for (const [name, target] of [
      ['kernel', '/proc/self/pagemap'],
      ['endless', '/dev/zero'],
      ['terminal', '/dev/tty'],
    ] as const) {
      symlinkSync(target, at(name));
      assert.equal(files.read(at(name)) ?? '', '', name);
    }
    execFileSync('mkfifo', [at('pipe')]);
    assert.equal(files.read(at('pipe')), undefined);
    assert.equal(readRegularFile(at('pipe'), 10), 'notRegular');
    assert.equal(await readRegularFileSoon(at('pipe'), 10), 'notRegular');
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
