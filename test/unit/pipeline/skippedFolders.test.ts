import assert from 'node:assert/strict';
import {
  foreignGlob,
  isForeignFolder,
  isSkippedFolder,
  isUnwatched,
  skippedGlob,
} from '../../../src/pipeline/paths/skippedFolders';

describe('Folders that are passed over', () => {
  const all = ['.git', '.hg', '.svn', 'node_modules', 'packer_cache', '.vagrant', '.terraform', 'output-x'];

  it('are searched for nothing of the user', () => {
    for (const name of all) assert.ok(isSkippedFolder(name), name);
    for (const name of ['git', 'xgit', '.github', 'my_node_modules', 'output', 'my-output-x', '.vagrant.d'])
      assert.ok(!isSkippedFolder(name), name);
  });

  it('hold nothing that a template means, unless a build has made it', () => {
    for (const name of all) assert.equal(isForeignFolder(name), name !== 'output-x', name);
  });

  it('are watched, but for what changes all the time and shows nowhere', () => {
    for (const name of ['.git', '.hg', '.svn', 'node_modules'])
      for (const path of [`/p/${name}/x`, `C:\\p\\${name}\\x`]) assert.ok(isUnwatched(path), path);
    for (const path of ['/p/.git', '/p/.vagrant/machines', '/p/output-x/a', '/p/packer_cache/a', '/p/xgit/a'])
      assert.ok(!isUnwatched(path), path);
  });

  it('are told to the search of VS Code', () => {
    assert.equal(skippedGlob, '**/{.git,.hg,.svn,node_modules,packer_cache,.vagrant,.terraform,output-*}/**');
    assert.equal(foreignGlob, '**/{.git,.hg,.svn,node_modules,packer_cache,.vagrant,.terraform}/**');
  });
});
