import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import Ajv from 'ajv';
import { parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { dataFiles, textOfFile } from '../../support/dataFiles';

describe('data in JSON files', () => {
  const files = dataFiles();

  it('is there', () => assert.ok(files.length >= 30));

  for (const file of files)
    it(`is well-formed in ${file}: by its schema, sorted, without duplicates, each row with a source`, () => {
      const text = textOfFile(file);
      const data = JSON.parse(text) as Record<string, unknown>;
      const schema = path.posix.join(path.posix.dirname(file), String(data['$schema']));
      const isValid = new Ajv({ allErrors: true }).compile(JSON.parse(textOfFile(schema)) as object);
      assert.ok(isValid(data), JSON.stringify(isValid.errors, null, 2));

      const tree = parseTree(text);
      assert.ok(tree);
      for (const keys of keysOfObjects(tree))
        assert.deepEqual(keys, [...new Set(keys)], 'a name stands twice in one object');
      // Names are offered in the order of the file, the usual ones first; all else is looked up.
      const tables = Object.entries(data).filter(
        ([name, rows]) => name !== 'names' && typeof rows === 'object',
      );
      for (const [, rows] of tables) {
        const names = Object.keys(rows as object);
        assert.deepEqual(names, [...names].sort(), 'rows are not sorted by name');
      }
      for (const [, rows] of Object.entries(data).filter(([, value]) => typeof value === 'object'))
        for (const [name, row] of Object.entries(rows as Record<string, { source?: string }>))
          assert.ok(URL.canParse(row.source ?? ''), `${name} has no source`);
    });

  it('has types that are made of its schemas as they are now', () => {
    // Fails with what to do about it.
    execFileSync(process.execPath, [path.join(REPO_ROOT, 'scripts/dataTypes.mjs'), '--check'], {
      encoding: 'utf8',
    });
  });
});

/** The names in each object of a file, in order. */
function keysOfObjects(node: Node): string[][] {
  const children = node.children ?? [];
  const own = children.flatMap((child) =>
    child.type === 'property' ? String(child.children?.[0]?.value) : [],
  );
  return [...(node.type === 'object' ? [own] : []), ...children.flatMap(keysOfObjects)];
}
