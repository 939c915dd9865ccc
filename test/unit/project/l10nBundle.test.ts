import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

describe('the texts that can be translated', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-l10n-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const texts = async (source?: string): Promise<Record<string, string>> => {
    if (source !== undefined) writeFileSync(path.join(folder, 'a.ts'), source);
    const { l10nBundle } = (await import(
      pathToFileURL(path.join(REPO_ROOT, 'scripts', 'lib', 'l10nBundle.mjs')).href
    )) as {
      l10nBundle: (folder?: string) => Record<string, string>;
    };
    return source === undefined ? l10nBundle() : l10nBundle(folder);
  };

  it('are those that l10n.t is called with, each once, sorted', async () => {
    const found = await texts(
      "vscode.l10n.t('b {0}', l10n.t(`it's`)); const x = { t: other.t('no') }; // vscode.l10n.t('no')\nvscode.l10n.t('b {0}', 1)",
    );
    assert.deepEqual(Object.entries(found), [
      ['b {0}', 'b {0}'],
      ["it's", "it's"],
    ]);
  });

  it('are written out: of others VS Code would find no translation', async () => {
    await assert.rejects(texts('\nvscode.l10n.t(`a ${b}`)'), /a\.ts:2: /);
    await assert.rejects(texts('vscode.l10n.t(name)'), /a\.ts:1: /);
  });

  it('lie where package.json says, in the package', () => {
    const { l10n } = JSON.parse(readFileSync(path.join(REPO_ROOT, 'package.json'), 'utf8')) as {
      l10n: string;
    };
    assert.equal(l10n, './dist/l10n');
    assert.match(readFileSync(path.join(REPO_ROOT, '.vscodeignore'), 'utf8'), /^!dist\/l10n\/\*\.json$/m);
  });
});
