import assert from 'node:assert/strict';
import path from 'node:path';
import type * as vscode from 'vscode';
import { choicesKey, lastValues } from '../../../../../../src/editor/packer/builds/choices/lastValues';

describe('the values of the last builds', () => {
  const store = (kept: Record<string, unknown>) =>
    ({ get: (key: string) => kept[key], keys: () => Object.keys(kept) }) as unknown as vscode.Memento;
  const file = path.resolve('/w/lab.pkrvars.hcl');

  it('are files and values by name, without those of secrets', () => {
    lastValues.keepIn(
      store({
        [choicesKey('/w/a')]: {
          varFiles: [file, 'relative.json'],
          variables: { memory: '2048', password: 'x' },
          secrets: ['password'],
        },
        [choicesKey('/w/b.json')]: {},
        'packer.folder:/w/c': '/w',
      }),
    );
    assert.deepEqual(lastValues.of('/w/a'), { varFiles: [file], variables: { memory: '2048' } });
    assert.equal(lastValues.of('/w/c'), undefined);
    assert.deepEqual([...lastValues.all().keys()], ['/w/a', '/w/b.json']);
  });

  it('tell of which template they are others now', () => {
    const changed: string[] = [];
    const subscription = lastValues.onDidChange((template) => changed.push(template));
    lastValues.note('/w/a');
    subscription.dispose();
    assert.deepEqual(changed, ['/w/a']);
  });
});
