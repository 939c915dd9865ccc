import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workspaceFiles } from '../../../../src/cli/lsp/workspaceFiles';

describe('the files of a workspace', () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-files-')))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const write = (...names: readonly string[]) => {
    for (const name of names) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), '');
    }
  };
  const found = async (...roots: readonly string[]) => {
    const all: string[] = [];
    for await (const files of workspaceFiles(roots.map((root) => path.join(folder, root))))
      all.push(...files.map((file) => path.relative(folder, file).replaceAll(path.sep, '/')));
    return all;
  };

  it('are those that can be something, templates first', async () => {
    write('Autounattend.xml', 'b/Vagrantfile', 'b/x.pkrvars.hcl', 'a.json', 'b/c/d.pkr.hcl', 'notes.md');
    assert.deepEqual(await found('.'), [
      'b/c/d.pkr.hcl',
      'a.json',
      'b/x.pkrvars.hcl',
      'b/Vagrantfile',
      'Autounattend.xml',
    ]);
  });

  it('are none of what others keep there, or of folders that do not exist', async () => {
    write('node_modules/a.json', '.git/b.json', 'packer_cache/c.json', 'output-vm/d.json', 'e.json');
    assert.deepEqual(await found('.', 'missing', 'e.json'), ['e.json']);
  });

  it('are each there once, whichever links lead there', async function () {
    write('real/a.json', 'other/b.json');
    try {
      symlinkSync(path.join(folder, 'real'), path.join(folder, 'a-link'), 'junction');
      symlinkSync(folder, path.join(folder, 'real', 'up'), 'junction');
      symlinkSync(path.join(folder, 'other'), path.join(folder, 'real', 'other'), 'junction');
    } catch {
      this.skip();
    }
    assert.deepEqual(await found('real', 'real'), ['real/a.json', 'real/other/b.json']);
    assert.deepEqual(await found('.'), ['other/b.json', 'real/a.json']);
  });
});
