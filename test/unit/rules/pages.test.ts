import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../src/rules/rules';

describe('the pages of the rules', () => {
  const folder = path.join(REPO_ROOT, 'docs', 'rules');
  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

  it('are there for every rule, and for no other', () => {
    const expected = [...rules.map(({ id }) => `${id}.md`), 'README.md'].sort();
    assert.deepEqual(readdirSync(folder).sort(), expected);
  });

  for (const { id, severity, fixable } of rules)
    it(`say what the rule is: ${id}`, () => {
      const page = read(`${id}.md`);
      assert.ok(page.startsWith(`# ${id}\n`));
      for (const part of [
        '## What it finds',
        '## Why',
        '## Bad',
        '## Good',
        '## How to fix',
        '## When to ignore it',
      ])
        assert.ok(page.includes(`\n${part}\n`), part);
      assert.match(page.toLowerCase(), new RegExp(`severity[^\\n]*${severity}`));
      assert.match(page.toLowerCase(), fixable ? /quick fix: (?!none)/ : /quick fix: none/);
    });

  it('are listed, sorted, with what the rules say of themselves', () => {
    const rows = rules.map(
      ({ id, severity, summary, fixable }) =>
        `| [${id}](${id}.md) | ${severity} | ${summary} | ${fixable ? 'yes' : 'no'} |`,
    );
    assert.ok(
      read('README.md').includes(`${rows.join('\n')}\n`),
      `README.md should hold:\n${rows.join('\n')}`,
    );
  });

  it('come in the order of their ids', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
    assert.equal(new Set(ids).size, ids.length);
  });
});
