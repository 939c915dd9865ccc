import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as sourcesInModule from '../../../scripts/lib/sourcesIn.mjs';
import type * as lintKeysModule from '../../../scripts/lint/lintKeys.mjs';

describe('what findings of ESLint depend on', () => {
  let root: string;
  let lintKeys: typeof lintKeysModule.lintKeys;
  let sourcesIn: (root: string) => string[];
  before(async () => {
    const script = (...names: string[]) =>
      import(pathToFileURL(path.join(REPO_ROOT, 'scripts', ...names)).href) as Promise<unknown>;
    ({ lintKeys } = (await script('lint', 'lintKeys.mjs')) as typeof lintKeysModule);
    ({ sourcesIn } = (await script('lib', 'sourcesIn.mjs')) as typeof sourcesInModule);
  });
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'boxwright-keys-'));
    write('a.ts', "import {\n  b,\n} from './b';");
    write('b.ts', "import type { C } from './c.js';");
    write('c.ts', "export * from './a';");
    write('alone.ts', "import { x } from 'package';");
    write('eslint.config.mjs', "import './config/own.mjs';");
    write('config/own.mjs', "readFileSync(new URL('words.md', import.meta.url));");
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  };

  /** The files whose findings may be other ones after something was written. */
  const touched = (name: string, text: string) => {
    const before = lintKeys(root, sourcesIn(root));
    write(name, text);
    const after = lintKeys(root, sourcesIn(root));
    return [...before.keys()].filter((file) => before.get(file) !== after.get(file));
  };

  it('are a file and all that it imports, types and circles too', () => {
    assert.deepEqual(touched('alone.ts', ''), ['alone.ts']);
    assert.deepEqual(touched('c.ts', 'export type C = 1;'), ['a.ts', 'b.ts', 'c.ts']);
    assert.deepEqual(touched('b.ts', 'export const b = 1;'), ['a.ts', 'b.ts']);
  });

  it('are what is declared for every file, the configuration, and the packages', () => {
    const all = ['a.ts', 'alone.ts', 'b.ts', 'c.ts', path.join('config', 'own.mjs'), 'eslint.config.mjs'];
    assert.deepEqual(touched('alone.ts', 'declare global { const x: 1; }'), all);
    for (const name of ['tsconfig.json', 'node_modules/.package-lock.json', 'config/words.md'])
      assert.deepEqual(touched(name, '{}'), all);
    assert.deepEqual(touched('config/own.mjs', ''), all);
    assert.deepEqual(touched('eslint.config.mjs', ''), all);
  });

  it('are files that come and are meant by an import from then on', () => {
    assert.deepEqual(touched('b/index.ts', ''), ['a.ts', 'b.ts', 'c.ts']);
    assert.deepEqual(touched('data.json', '1'), []);
  });
});
