// node scripts/checkRelease.mjs v1.2.3: checks that every file that names the version names that of the tag, and prints
// the notes of the release, which are its part of CHANGELOG.md.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const read = (name) => readFileSync(path.join(root, name), 'utf8');

const problems = [];
const tag = process.argv[2] ?? '';
const version = JSON.parse(read('package.json')).version;
check(tag === `v${version}`, `The tag '${tag}' is not v${version}, the version in package.json.`);
check(JSON.parse(read('package-lock.json')).version === version, `package-lock.json is not at ${version}.`);
check(
  new RegExp(`^ {8}BOXWRIGHT_VERSION: ${escaped(version)}$`, 'm').test(read('action.yml')),
  `action.yml does not run ${version}.`,
);
check(
  /^ {8}BOXWRIGHT_INTEGRITY: sha512-[A-Za-z\d+/]{86}==$/m.test(read('action.yml')),
  'action.yml does not say which package it takes: run scripts/pinAction.mjs.',
);
for (const page of ['README.md', 'docs/command-line.md', 'docs/ci.md'])
  check(
    !/releases\/download\//.test(read(page)) || read(page).includes(`/v${version}/boxwright-${version}.tgz`),
    `${page} names the package of another version than ${version}.`,
  );
for (const named of [`boxwright/boxwright@v${version}`, `rev: v${version}`])
  check(read('docs/ci.md').includes(named), `docs/ci.md has no '${named}'.`);
const notes = notesOf(read('CHANGELOG.md'));
check(notes, `CHANGELOG.md has no '## [${version}] - YYYY-MM-DD' with text.`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else console.log(notes);

function check(holds, problem) {
  if (!holds) problems.push(problem);
}

/** The part of the change log about the version; none while its date is not written. */
function notesOf(changes) {
  const heading = new RegExp(`^## \\[${escaped(version)}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm').exec(changes);
  if (!heading) return '';
  return changes
    .slice(heading.index + heading[0].length)
    .split(/^## |^\[[^\]]+\]: /m)[0]
    .trim();
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
