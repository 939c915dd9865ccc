import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findAvoided, proseOf, readAvoided } from '../../scripts/lib/wording.mjs';

const read = (file: string) => readFileSync(path.join(REPO_ROOT, file), 'utf8');

describe('the wording of texts for users', () => {
  const avoided = readAvoided(read('docs/glossary.md'));
  const found = (text: string) => findAvoided(text, avoided).map(({ found, index }) => `${index} ${found}`);

  it('has no words that the glossary says to avoid', () => {
    assert.deepEqual(found('Packer can not be told what it can’t do.'), ['7 can not', '18 told', '31 can’t']);
    assert.deepEqual(found("'x' is no command."), ['4 is no']);
    assert.deepEqual(found('Mended by work-arounds'), ['0 Mended', '10 work-arounds']);
  });

  it('may have words that only look like them', () => {
    assert.deepEqual(found('There is no template. It is no longer here.'), []);
    assert.deepEqual(found('Recommended: Packer cannot count accounts or go-on.'), []);
  });

  it('may quote others, in Markdown', () => {
    const markdown =
      'Windows says "you can\'t".\n```sh\necho told\n```\nSee `told` and [here](told.md), it is told.';
    const [only, ...more] = findAvoided(proseOf(markdown), avoided);
    assert.equal(only?.index, markdown.lastIndexOf('told'));
    assert.deepEqual(more, []);
  });

  it('is not checked without its table', () => {
    assert.throws(() => readAvoided('# Glossary\n'), /docs\/glossary\.md/);
  });
});

describe('the words of cspell', () => {
  const [, ...words] = read('scripts/words.txt').trim().split('\n');

  it('are sorted, in lower case, each once', () => {
    assert.deepEqual(words, [...new Set(words.map((word) => word.toLowerCase()))].sort());
  });

  it('are all used', () => {
    const filesIn = (folder: string, ending: string) =>
      readdirSync(path.join(REPO_ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => read(path.join(folder, name)));
    const sources = [...filesIn('src', '.ts'), ...filesIn('src', '.json'), ...filesIn('docs', '.md')];
    const pages = ['README.md', 'CHANGELOG.md', 'package.json', 'package.nls.json'].map(read);
    const all = [...sources, ...pages].join('\n').toLowerCase();
    assert.deepEqual(
      words.filter((word) => !all.includes(word)),
      [],
    );
  });
});
