import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decode } from '../../../src/lint/decode';
import { rules } from '../../../src/rules/rules';
import { examplesIn, readPage } from '../../support/rulePages';
import { assertNothingNew } from '../../support/ruleTests';

/*
 * What is applied in bulk must not break what was sound. The projects of each rule's own tests are asked there, in
 * `testRule`.
 */
describe('safe fixes bring nothing new', () => {
  for (const { id } of rules)
    it(`in the examples of a rule's page: ${id}`, async () => {
      const page = readPage(id);
      for (const section of ['Bad', 'Good'] as const)
        for (const { files } of examplesIn(page, section)) await assertNothingNew(files);
    });

  for (const folder of [
    'examples',
    'test/fixtures/timeline',
    'test/fixtures/packer',
    'test/fixtures/packerDsc',
  ])
    it(`in ${folder}`, async () => {
      const root = path.join(REPO_ROOT, folder);
      const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      const texts = names.flatMap((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const text = decode(readFileSync(file));
        return text === undefined
          ? []
          : [[path.posix.join('/project', path.relative(root, file)), text] as const];
      });
      await assertNothingNew(Object.fromEntries(texts));
    });
});
