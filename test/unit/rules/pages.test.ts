import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { categories } from '../../../src/rules/rule';
import { rules } from '../../../src/rules/rules';
import { examplesIn, findingsOf, pagesFolder, readPage, regenerated } from '../../support/rulePages';

describe('the pages of the rules', () => {
  it('are there for every rule, and for no other', () => {
    const expected = [...rules.map(({ id }) => `${id}.md`), 'README.md'].sort();
    assert.deepEqual(readdirSync(pagesFolder).sort(), expected);
  });

  for (const { id, severity, fixes } of rules)
    it(`say what the rule is: ${id}`, () => {
      const page = readPage(id);
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
      assert.doesNotMatch(page, /\bto do:/i, 'The page is not written yet.');
      assert.match(page.toLowerCase(), new RegExp(`severity[^\\n]*${severity}`));
      assert.match(page, fixes.length ? /Quick fix \((?:safe|unsafe|safe or unsafe)\): / : /Quick fix: none/);
    });

  for (const rule of rules) {
    const { id } = rule;
    it(`have examples that are what they say: ${id}`, async () => {
      const page = readPage(id);
      const [bad, good] = [examplesIn(page, 'Bad'), examplesIn(page, 'Good')];
      assert.ok(bad.length && good.length, 'An example is a block like ```json windows.json');
      for (const example of bad) assert.notDeepEqual(await findingsOf(id, example), [], 'Bad must be found');
      for (const example of good) assert.deepEqual(await findingsOf(id, example), [], 'Good must be silent');
    });

    it(`have the summary, and show what is printed for the bad examples: ${id}`, async () => {
      const page = readPage(id);
      assert.ok(page.includes('<!-- findings -->'), 'Run `npm run docs`.');
      assert.equal(page, await regenerated(rule, page), 'Run `npm run docs`.');
    });
  }

  it('are listed, sorted, with what the rules say of themselves', () => {
    for (const category of Object.keys(categories)) {
      const rows = rules
        .filter((rule) => rule.category === category)
        .map(
          ({ id, severity, summary, fixes }) =>
            `| [${id}](${id}.md) | ${severity} | ${summary} | ${fixes.join(' or ') || 'no'} |`,
        );
      assert.ok(rows.length, category);
      assert.ok(
        readPage('README').includes(`|---|\n${rows.join('\n')}\n`),
        `README.md should hold:\n${rows.join('\n')}`,
      );
    }
  });

  it('say how often a rule was wrong, of rules that there are', () => {
    const { rules: measured } = JSON.parse(
      readFileSync(path.join(REPO_ROOT, 'docs', 'measured.json'), 'utf8'),
    ) as { rules: Record<string, object> };
    const ids = new Set(rules.map(({ id }) => id));
    assert.deepEqual(
      Object.keys(measured).filter((id) => !ids.has(id)),
      [],
    );
    assert.match(readPage('memory-below-4gb'), /\nIn \d+ public repositories, \d+ findings: \d+ wrong \(/);
    assert.match(readPage('dsc-options'), /\nNot found in any of \d+ public repositories \(/);
  });

  it('come in the order of their ids', () => {
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
    assert.equal(new Set(ids).size, ids.length);
  });
});
