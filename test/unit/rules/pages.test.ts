import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../src/rules/rules';
import { lintProject } from '../../support/ruleTests';

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
      assert.doesNotMatch(page, /\bto do:/i, 'The page is not written yet.');
      assert.match(page.toLowerCase(), new RegExp(`severity[^\\n]*${severity}`));
      assert.match(page.toLowerCase(), fixable ? /quick fix: (?!none)/ : /quick fix: none/);
    });

  for (const { id } of rules) {
    if (id === 'unused-suppression') continue;
    it(`have examples that are what they say: ${id}`, async () => {
      const page = read(`${id}.md`);
      const [bad, good] = [examples(page, 'Bad'), examples(page, 'Good')];
      assert.ok(bad.length && good.length, 'An example is a block like ```json windows.json');
      for (const project of bad) assert.notDeepEqual(await messages(project, id), [], 'Bad must be found');
      for (const project of good) assert.deepEqual(await messages(project, id), [], 'Good must be silent');
    });
  }

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

const messages = async (project: Readonly<Record<string, string>>, id: string) =>
  (await lintProject(project, id)).map(({ message }) => message);

/** The projects of a section: its blocks with a file's name; a name that comes again begins the next project. */
function examples(page: string, section: string): Record<string, string>[] {
  const text = page.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  const projects: Record<string, string>[] = [];
  for (const [, name, shown = ''] of text.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)) {
    // A carriage return can't be seen, so pages show it.
    const content = shown.replaceAll('␍', '\r');
    const path = `/project/${name}`;
    const last = projects.at(-1);
    if (last && !(path in last)) last[path] = content;
    else projects.push({ [path]: content });
  }
  return projects;
}
