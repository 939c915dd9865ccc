import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { vagrantHome } from '../../src/tools/vagrant/vagrantHome';
import { activated, until } from './support';

describe('the Boxes view', () => {
  const boxes = path.join(vagrantHome(), 'boxes');
  const put = (...names: string[]) => {
    mkdirSync(path.join(boxes, ...names), { recursive: true });
    writeFileSync(path.join(boxes, ...names, 'metadata.json'), '{}');
  };

  before(() => vscode.commands.executeCommand('boxwright.boxes.focus'));
  afterEach(() => rmSync(boxes, { recursive: true, force: true }));

  it('shows boxes with and without an architecture, as they come and go on disk', async () => {
    const { boxes: view } = await activated();
    const labels = async () => {
      const items = (await view.getChildren()) ?? [];
      const labels: string[] = [];
      for (const item of items) {
        const { label, description } = await view.getTreeItem(item);
        assert.ok(typeof label === 'string' && typeof description === 'string');
        if (item.kind === 'box') labels.push(`${label} ${description}`);
      }
      return labels;
    };
    assert.deepEqual(await labels(), []);
    assert.ok(view.onDidChangeTreeData);
    const changed = () =>
      until('the view to change', counter(view.onDidChangeTreeData as vscode.Event<unknown>), [
        view.onDidChangeTreeData as vscode.Event<never>,
      ]);
    let change = changed();
    put('acme-VAGRANTSLASH-win', '1.0.0', 'virtualbox');
    await change;
    assert.deepEqual(await labels(), ['acme/win 1.0.0 · virtualbox']);
    change = changed();
    put('acme-VAGRANTSLASH-win', '1.1.0', 'amd64', 'hyperv');
    await change;
    assert.deepEqual(await labels(), ['acme/win 1.1.0 · hyperv · amd64', 'acme/win 1.0.0 · virtualbox']);
    change = changed();
    rmSync(path.join(boxes, 'acme-VAGRANTSLASH-win', '1.0.0'), { recursive: true });
    await change;
    assert.deepEqual(await labels(), ['acme/win 1.1.0 · hyperv · amd64']);
  });
});

/** True from the first time that the event comes. */
function counter(event: vscode.Event<unknown>): () => boolean {
  let seen = false;
  const subscription = event(() => {
    seen = true;
    subscription.dispose();
  });
  return () => seen;
}
