import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

describe('circles of imports', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-circles-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The circles among the given sources, which stand in a folder src. */
  const circlesOf = async (sources: Readonly<Record<string, string>>): Promise<string[]> => {
    for (const [name, text] of Object.entries(sources)) {
      const file = path.join(folder, 'src', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const { findCircles } = (await import(path.join(REPO_ROOT, 'scripts', 'lib', 'circles.mjs'))) as {
      findCircles: (folder: string) => Promise<string[]>;
    };
    return findCircles(path.join(folder, 'src'));
  };

  it('are found where files need no more than each other’s types', async () => {
    const found = await circlesOf({
      'a.ts': "import type { B } from './b';\nexport interface A { b: B }\n",
      'b.ts': "import type { C } from './sub/c';\nexport interface B { c: C }\n",
      'sub/c.ts': "import type { A } from '../a';\nexport interface C { a: A }\n",
    });
    assert.ok(found.length > 0);
    for (const file of ['src/a.ts', 'src/b.ts', 'src/sub/c.ts'])
      assert.ok(found[0]?.includes(file), found[0]);
  });

  it('are not what leads to one file on two ways', async () => {
    const found = await circlesOf({
      'a.ts': "import type { B } from './b';\nimport type { C } from './c';\nexport type A = B | C;\n",
      'b.ts': "import type { C } from './c';\nexport interface B { c: C }\n",
      'c.ts': 'export interface C { n: number }\n',
    });
    assert.deepEqual(found, []);
  });

  it('may be in a parser, as in its grammar, but not lead out of it', async () => {
    const found = await circlesOf({
      'syntax/one.ts': "import type { Two } from './two';\nexport interface One { two?: Two }\n",
      'syntax/two.ts': "import type { One } from './one';\nexport interface Two { one?: One }\n",
    });
    assert.deepEqual(found, []);
    const outside = await circlesOf({
      'syntax/two.ts': "import type { Out } from '../out';\nexport interface Two { out?: Out }\n",
      'out.ts': "import type { One } from './syntax/one';\nexport interface Out { one?: One }\n",
    });
    assert.ok(outside.some((circle) => circle.startsWith('src/out.ts')));
  });
});
