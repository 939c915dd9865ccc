import assert from 'node:assert/strict';
import path from 'node:path';
import type { ESLint } from 'eslint';

/** The order that eslint.layers.mjs enforces, said once more on purpose: changing it takes two hands. */
const layers = ['editor', 'tools', 'language', 'lint', 'rules', 'words', 'pipeline', 'syntax', 'text'];

describe('the layers', () => {
  let eslint: ESLint;
  before(async () => {
    const { ESLint: Eslint } = await import('eslint');
    eslint = new Eslint({ cwd: REPO_ROOT, overrideConfigFile: path.join(REPO_ROOT, 'eslint.build.mjs') });
  });

  const isRefused = async (file: string, module: string): Promise<boolean> => {
    const [result] = await eslint.lintText(`import { x } from '${module}';\nexport const y = x;\n`, {
      filePath: path.join(REPO_ROOT, 'src', file),
    });
    return (result?.errorCount ?? 0) > 0;
  };

  for (const [index, layer] of layers.entries())
    it(`let ${layer}/ import from itself and what is below it alone`, async () => {
      for (const [other, name] of layers.entries()) {
        assert.equal(
          await isRefused(`${layer}/a.ts`, `../${name}/b`),
          other < index,
          `${layer} from ${name}`,
        );
        assert.equal(
          await isRefused(`${layer}/sub/a.ts`, `../../${name}/b`),
          other < index,
          `${layer}/sub from ${name}`,
        );
      }
    });

  for (const [module, allowed] of [
    ['vscode', ['editor']],
    ['execa', ['tools']],
    ['node:child_process', ['tools']],
    ['node:fs', ['editor', 'tools', 'lint']],
  ] as const)
    it(`let ${module} be imported in ${allowed.join(', ')} alone`, async () => {
      for (const layer of layers)
        assert.equal(
          await isRefused(`${layer}/a.ts`, module),
          !(allowed as readonly string[]).includes(layer),
          layer,
        );
    });

  it('know what installs packer-dsc by its entry alone', async () => {
    assert.equal(await isRefused('editor/packer/a.ts', '../../tools/packer/dsc/goBuild'), true);
    assert.equal(await isRefused('editor/packer/a.ts', '../../tools/packer/dsc/packerDsc'), false);
    assert.equal(await isRefused('tools/packer/dsc/a.ts', './goBuild'), false);
  });

  it('keep the editor out of the command line', async () => {
    assert.equal(await isRefused('cli.ts', 'vscode'), true);
    assert.equal(await isRefused('cli.ts', './editor/x'), true);
    assert.equal(await isRefused('cli.ts', './lint/x'), false);
    assert.equal(await isRefused('cli.ts', './cli/x'), false);
    assert.equal(await isRefused('cli/a.ts', 'vscode'), true);
    assert.equal(await isRefused('cli/a.ts', 'execa'), true);
    assert.equal(await isRefused('cli/a.ts', '../editor/x'), true);
    assert.equal(await isRefused('cli/a.ts', '../lint/x'), false);
    assert.equal(await isRefused('cli/a.ts', '../cli'), true);
    assert.equal(await isRefused('extension.ts', 'vscode'), false);
    assert.equal(await isRefused('extension.ts', 'execa'), true);
  });

  it('keep the command line out of all else', async () => {
    for (const layer of layers) assert.equal(await isRefused(`${layer}/a.ts`, '../cli/lint'), true, layer);
    assert.equal(await isRefused('extension.ts', './cli/lint'), true);
  });
});
