import assert from 'node:assert/strict';
import path from 'node:path';
import type { ESLint } from 'eslint';

describe('the rule on comparing paths', () => {
  let eslint: ESLint;
  before(async () => {
    const { ESLint: Eslint } = await import('eslint');
    const config = path.join(REPO_ROOT, 'eslint.paths.mjs');
    eslint = new Eslint({
      cwd: REPO_ROOT,
      overrideConfigFile: true,
      overrideConfig: ((await import(config)) as { default: never }).default,
    });
  });

  const found = async (code: string, file = 'src/tools/a.ts'): Promise<number> => {
    const [result] = await eslint.lintText(`${code};\n`, { filePath: path.join(REPO_ROOT, file) });
    return result?.errorCount ?? 0;
  };

  for (const code of [
    'x = uri.fsPath === file',
    'x = one.path !== other.path',
    'x = path.dirname(file) === folder',
    'x = outputFolder === cwd',
    'x = record?.log === log',
    'x = file.startsWith(folder + path.sep)',
    'x = file.startsWith(`${folder}${path.sep}`)',
  ])
    it(`finds ${code}`, async () => assert.equal(await found(code), 1));

  for (const code of [
    'x = file === undefined',
    "x = kind === 'folder'",
    'x = name === other.name',
    'x = isSamePath(uri.fsPath, file)',
    "x = file.startsWith('packer-')",
    'x = file.length === folder.length',
  ])
    it(`says nothing of ${code}`, async () => assert.equal(await found(code), 0));

  it('leaves alone what has one spelling', async () =>
    assert.equal(await found('x = location.path === source.path', 'src/rules/a.ts'), 0));
});
