import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import * as vscode from 'vscode';
import { drawingOf, SteadyTree } from '../../../src/editor/steadyTree';

interface Row {
  readonly name: string;
}

describe('the nodes of a view', () => {
  let names: string[];
  let reads: number;
  /** Ends a read that is under way. */
  const gate = new EventEmitter();
  let gated: boolean;
  let fails: boolean;
  let tree: SteadyTree<Row>;
  let fired: (readonly string[] | 'all')[];

  beforeEach(() => {
    [names, reads, gated, fails, fired] = [['web'], 0, false, false, []];
    tree = new SteadyTree<Row>(async () => {
      reads++;
      const now = [...names];
      if (gated) await once(gate, 'open');
      if (fails) throw new Error('no');
      return now.map((name) => {
        const item = new vscode.TreeItem(name);
        item.id = name.toLowerCase();
        return drawingOf({ name }, item);
      });
    });
    tree.onDidChange((nodes) => fired.push(nodes?.map(({ name }) => name) ?? 'all'));
  });
  afterEach(() => tree.dispose());

  const shown = async () => {
    tree.setVisible(true);
    await settled();
    await tree.roots();
    fired.length = 0;
    reads = 0;
  };
  /** All that waits for no gate has happened. Nothing here waits for the system. */
  const settled = async () => {
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  };

  it('are drawn anew after they were read, and only those that look different', async () => {
    await shown();
    gated = true;
    names = ['WEB'];
    tree.refresh();
    await settled();
    assert.deepEqual([reads, fired], [1, []], 'VS Code forgets nothing while it is read');
    gate.emit('open');
    await settled();
    assert.deepEqual(fired, [['WEB']]);
  });

  it('stay as they are where nothing looks different', async () => {
    await shown();
    tree.refresh();
    await settled();
    assert.deepEqual(fired, []);
  });

  it('are there when VS Code asks for what was just read', async () => {
    await shown();
    names = ['db'];
    tree.refresh();
    await settled();
    assert.deepEqual(fired, ['all']);
    assert.deepEqual(await tree.roots(), [{ name: 'db' }]);
    assert.equal(reads, 1);
    await tree.roots();
    assert.equal(reads, 2, 'asked without cause, it reads');
  });

  it('are read once more for all that came while they were read', async () => {
    await shown();
    gated = true;
    tree.refresh();
    for (let time = 0; time < 5; time++) tree.refresh();
    await settled();
    gated = false;
    gate.emit('open');
    await settled();
    assert.equal(reads, 2);
  });

  it('are not read behind a closed view, and asked for again where they cannot be read', async () => {
    tree.refresh();
    assert.deepEqual([reads, fired], [0, ['all']]);
    await shown();
    fails = true;
    tree.refresh();
    await settled();
    assert.deepEqual(fired, ['all']);
    await assert.rejects(tree.roots());
  });
});
