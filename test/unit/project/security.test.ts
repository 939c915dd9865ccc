import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const read = (name: string) => readFileSync(path.join(REPO_ROOT, name), 'utf8');
const page = read('docs/security.md');

/** The last cell of a row names a file and how the title of one of its tests begins. */
const named = [...page.matchAll(/\| `(test\/[^`]+)`: ([^|]+?) \|$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('docs/security.md', () => {
  for (const { file, title } of named)
    it(`names a test that is there: ${title}`, () => {
      assert.ok(existsSync(path.join(REPO_ROOT, file)), file);
      const titles = [...read(file).matchAll(/\b(?:it|describe)\(\s*(['"`])((?:(?!\1).)*)\1/gs)].map(
        ([, , found = '']) => found,
      );
      assert.ok(
        titles.some((one) => one.startsWith(title)),
        `${file} has no test '${title}'.`,
      );
    });

  it('names one for each promise', () => {
    const tables = page.split(/^\| (?:promise|when)\b.* \| test \|\n(?:\|---)+\|\n/m).slice(1);
    assert.equal(tables.length, [...page.matchAll(/^\| (?:promise|when) /gm)].length);
    const rows = tables.flatMap((table) => table.split('\n\n')[0]?.split('\n').filter(Boolean) ?? []);
    assert.equal(rows.length, named.length);
  });

  it('promises what the README promises', () => {
    const [, section = ''] =
      /^## Trust and privacy\n\n(.*?)\n\n\[Security\]\(docs\/security\.md\)/ms.exec(read('README.md')) ?? [];
    const sentences = oneLine(section).split(/(?<=\.) /);
    assert.ok(sentences.length >= 2);
    for (const sentence of sentences) assert.ok(oneLine(page).includes(sentence), sentence);
  });

  it('is what SECURITY.md leads to', () => assert.match(read('SECURITY.md'), /\(docs\/security\.md\)/));

  it('says which variables of the environment are set', () => {
    for (const file of ['src/tools/packer/commands/packer.ts', 'src/tools/vagrant/vagrantCommand.ts'])
      for (const [, name = ''] of read(file).matchAll(/unlessSet\(\{ (\w+):/g))
        assert.ok(page.includes(`\`${name}\``), name);
  });
});
