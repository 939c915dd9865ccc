import assert from 'node:assert/strict';
import { readTemplate } from '../../../../src/pipeline/template/readTemplate';
import { setting } from '../../../../src/pipeline/value';
import { memoryFiles } from '../../../support/memoryFiles';
import { plain } from './read';

/** A template in a folder of a project, and files in and outside of that. */
const value = (expression: string) => {
  const all = memoryFiles(
    {
      '/work/repo/t/a.pkr.hcl': `source "null" "a" {\n  x = ${expression}\n}\nbuild { sources = ["null.a"] }\n`,
      '/work/repo/t/in.txt': 'inside',
      '/work/repo/shared/in.txt': 'shared',
      '/work/repo/t/link/in.txt': 'linked',
      '/work/out.txt': 'outside',
      '/work/repository/out.txt': 'beside',
      '/home/me/key.json': '{"key": "hunter2"}',
    },
    '/work/repo',
  );
  const realPath = (path: string) => path.replace('/work/repo/t/link/', '/home/me/');
  const template = readTemplate('/work/repo/t/a.pkr.hcl', { ...all, realPath });
  assert.ok(template?.builds[0]);
  return { known: plain(setting(template.builds[0].source, 'x')), hidden: template.hidden };
};

describe('Files that functions of HCL read', () => {
  for (const [expression, expected] of [
    ['file("in.txt")', 'inside'],
    ['file("${path.root}/../shared/in.txt")', 'shared'],
    ['templatefile("../shared/in.txt", {})', 'shared'],
    ['fileexists("in.txt")', true],
  ] as const)
    it(`are those of the project: ${expression}`, () => assert.equal(value(expression).known, expected));

  for (const expression of [
    'file("../../out.txt")',
    'file("/work/out.txt")',
    'file("../../repository/out.txt")',
    'file("link/in.txt")',
    'templatefile("/work/out.txt", {})',
    'templatefile("link/in.txt", {})',
    'jsondecode(file("/home/me/key.json")).key',
    'fileexists("/work/out.txt")',
  ])
    it(`are none outside of it: ${expression}`, () => {
      const { known, hidden } = value(expression);
      assert.equal(known, '?');
      assert.deepEqual(hidden, []);
    });
});
