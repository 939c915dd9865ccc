import assert from 'node:assert/strict';
import { DrawnTree } from '../../../src/editor/drawnTree';
import type { Drawing } from '../../../src/editor/drawnTree';

interface Row {
  readonly id: string;
  readonly look: string;
}

const row = (id: string, look = '', children?: readonly Drawing<Row>[]): Drawing<Row> => ({
  id,
  node: { id, look },
  look,
  ...(children && { children }),
});

describe('the tree that a view has drawn', () => {
  const drawn = (...roots: Drawing<Row>[]) => {
    const tree = new DrawnTree<Row>();
    assert.equal(tree.draw(roots), 'all');
    return tree;
  };

  it('is not drawn anew where nothing looks different', () => {
    const tree = drawn(row('file', '', [row('web', 'stopped')]));
    assert.deepEqual(tree.draw([row('file', '', [row('web', 'stopped')])]), []);
  });

  it('keeps the objects by which VS Code knows its nodes, with what they are now', () => {
    const tree = drawn(row('file', '', [row('web', 'stopped'), row('db')]));
    const [file] = tree.rootNodes;
    assert.ok(file);
    const [web, db] = tree.childrenOf(file);
    const changed = tree.draw([row('file', '', [row('web', 'running'), row('db')])]);
    assert.equal(changed.length, 1);
    assert.equal(changed[0], web);
    assert.equal(web?.look, 'running');
    assert.equal(tree.rootNodes[0], file);
    assert.equal(tree.childrenOf(file)[1], db);
  });

  it('draws a node anew, and what is below it but once, where others are below it', () => {
    const tree = drawn(row('one', '', [row('web', 'a')]), row('two', '', [row('dc')]));
    const [one] = tree.rootNodes;
    assert.deepEqual(tree.draw([row('one', '', [row('web', 'b'), row('db')]), row('two', '', [row('dc')])]), [
      one,
    ]);
    assert.deepEqual(one && tree.childrenOf(one).map(({ id }) => id), ['web', 'db']);
  });

  it('is drawn anew where other nodes are at its top, or in another order', () => {
    const tree = drawn(row('one'), row('two'));
    assert.deepEqual(tree.draw([row('one', 'other'), row('two')]), [tree.rootNodes[0]]);
    assert.equal(tree.draw([row('two'), row('one')]), 'all');
    assert.equal(tree.draw([row('two')]), 'all');
    assert.deepEqual(tree.draw([row('two')]), []);
  });
});
