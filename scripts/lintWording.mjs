// Part of npm run lint: texts for users outside of the sources have no words that docs/glossary.md tells to avoid.
// The sources' strings are checked by eslint.wording.mjs.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAvoided, proseOf, readAvoided } from './lib/wording.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What is checked: files, and folders with all Markdown and JSON in them. */
const checked = [
  'README.md',
  'CHANGELOG.md',
  'docs',
  'examples',
  'media/walkthrough',
  'test/fixtures/README.md',
  'package.nls.json',
  'schemas/boxwright.schema.json',
  'src/pipeline/vagrantfile/settings',
];

/** What has yet to be rewritten. */
const notYet = ['docs/architecture.md'];

const avoided = readAvoided(readFileSync(path.join(root, 'docs/glossary.md'), 'utf8'));
for (const file of checked.flatMap(filesAt).filter((one) => !notYet.includes(one))) {
  const text = readFileSync(path.join(root, file), 'utf8');
  for (const { found, instead, index } of findAvoided(proseIn(file, text), avoided)) {
    const before = text.slice(0, index).split('\n');
    console.error(
      `${file}:${before.length}:${(before.at(-1) ?? '').length + 1}: Instead of '${found}', write: ${instead}.`,
    );
    process.exitCode = 1;
  }
}

/** Paths from the root, with forward slashes. */
function filesAt(place) {
  if (path.extname(place)) return [place];
  return readdirSync(path.join(root, place), { encoding: 'utf8', recursive: true })
    .map((name) => `${place}/${name.split(path.sep).join('/')}`)
    .filter((name) => /\.(md|json)$/.test(name) && !name.endsWith('.schema.json'));
}

function proseIn(file, text) {
  // In JSON the quotes are those of the strings themselves.
  return file.endsWith('.md')
    ? proseOf(text)
    : text.replace(/`[^`\n]*`|https?:\S+/g, (code) => ' '.repeat(code.length));
}
