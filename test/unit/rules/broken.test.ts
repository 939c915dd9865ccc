import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../src/rules/rules';
import { examplesIn, readPage } from '../../support/rulePages';
import { lintProject } from '../../support/ruleTests';
import type { Project } from '../../support/ruleTests';

/*
 * What a broken file hides may be what a rule would miss. So whatever is broken in a sound project, nothing is said but
 * that it is broken, and what was said before.
 */

const folder = path.join(REPO_ROOT, 'test', 'fixtures', 'sound');

const sound: Project = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [
        `/project/${path.relative(folder, file).split(path.sep).join('/')}`,
        readFileSync(file, 'utf8'),
      ];
    }),
);

/** The ways in which people break a file: a character is lost, or all that follows. */
function* broken(text: string, every: number): Generator<[string, string]> {
  const places = [...text.matchAll(/["'(){}[\],<>]|\b(end|do|fi|then|done)\b/g)];
  for (let index = 0; index < places.length; index += every) {
    const { index: at = 0, 0: written = '' } = places[index] ?? {};
    yield [`without the ${written} at ${at}`, text.slice(0, at) + text.slice(at + written.length)];
    yield [`cut off at ${at}`, text.slice(0, at)];
  }
}

const key = ({ rule, location }: { rule: string; location: { path: string } }) => `${location.path}: ${rule}`;

/** What is found in a broken project, beside that it is broken, and what was found before. */
async function foundWhenBroken(project: Project, every: number): Promise<string[]> {
  const before = new Set((await lintProject(project)).map(key));
  const wrong: string[] = [];
  for (const [name, text] of Object.entries(project)) {
    // It says how the others are read, and which rules are asked.
    if (name.endsWith('boxwright.json')) continue;
    for (const [how, changed] of broken(text, every)) {
      const findings = await lintProject({ ...project, [name]: changed });
      // Some files are right without it, and mean something else.
      if (!findings.some(({ rule, location }) => rule === 'syntax-error' && location.path === name)) continue;
      for (const finding of findings)
        if (finding.rule !== 'syntax-error' && !before.has(key(finding)))
          wrong.push(`${name} ${how}: ${key(finding)} ${finding.severity}: ${finding.message}`);
    }
  }
  return wrong;
}

describe('a broken file', () => {
  it('hides nothing that is then missed: the sound project', async () => {
    assert.deepEqual(await foundWhenBroken(sound, 7), []);
  }).timeout(120_000);

  it('hides nothing that is then missed: the good examples of all rules', async () => {
    for (const { id } of rules)
      for (const { files } of examplesIn(readPage(id), 'Good'))
        assert.deepEqual(await foundWhenBroken(files, 5), [], id);
  }).timeout(120_000);
});
