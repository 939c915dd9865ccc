import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Setting {
  readonly default?: unknown;
  readonly scope?: string;
}

const manifest = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
  contributes: { configuration: Declared | Declared[] };
};
interface Declared {
  readonly properties: Readonly<Record<string, Setting>>;
}
const declared = new Map(
  [manifest.contributes.configuration].flat().flatMap(({ properties }) => Object.entries(properties)),
);
const source = readFileSync(path.join(REPO_ROOT, 'src', 'editor', 'settings.ts'), 'utf8');

/** As settings.ts reads them: with their name, and whether for a file or folder. */
const read = [...source.matchAll(/\bget<\w+>\('([\w.]+)'(, resource)?\)/g)].map(
  ([, name = '', resource]) => ({
    name,
    forResource: resource !== undefined,
  }),
);
const paths = [...source.matchAll(/^ {2}\w+: '(\w+\.path)',$/gm)].map(([, name = '']) => name);

describe('settings', () => {
  it('are found in the source', () => {
    assert.ok(read.length > 7 && paths.length > 4);
  });

  for (const { name, forResource } of read)
    it(`${name} has a default, and is read as its scope asks for`, () => {
      const setting = declared.get(`boxwright.${name}`);
      assert.notEqual(setting?.default, undefined);
      assert.equal(forResource, setting?.scope === 'resource');
    });

  for (const name of paths)
    it(`${name} has a default`, () => {
      assert.equal(declared.get(`boxwright.${name}`)?.default, '');
    });
});
