import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const dist = path.join(REPO_ROOT, 'dist');
const scripts = () => readdirSync(dist).filter((file) => file.endsWith('.js'));
const textOf = (file: string) => readFileSync(path.join(dist, file), 'utf8');
/** Of what is in the bundle: minified text keeps messages and keys as they are. */
const filesWith = (text: string) => scripts().filter((file) => textOf(file).includes(text));

describe('the bundle', () => {
  it('loads no more than 720 KB when the extension starts, in one file', () => {
    // Reading code costs time even where it is not run: what only a command needs is loaded by import().
    const { size } = statSync(path.join(dist, 'extension.js'));
    assert.ok(size <= 720_000, `extension.js has ${String(size)} bytes`);
    const atOnce = [...textOf('extension.js').matchAll(/(.{20})require\("\.\/([^"]+)"\)/gs)].filter(
      ([, before]) => !before?.includes('=>'),
    );
    assert.deepEqual(
      atOnce.map(([, , file]) => file),
      [],
    );
  });

  for (const [what, text] of [
    ['the installer of Packer', 'BEGIN PGP PUBLIC KEY'],
    ['the installer of packer-dsc', 'eed8188133078fe8f1c5efcc691e4f678324ea80'],
    ['the reader of zip files', 'end of central directory'],
    ['Clean Up', 'Delete Permanently'],
    ['what is known of settings of Vagrantfiles', 'Microsoft Hyper-V.'],
  ] as const)
    it(`keeps ${what} out of it, in one chunk`, () => {
      const files = filesWith(text).filter((file) => !file.startsWith('cli'));
      assert.equal(files.length, 1, files.join(', '));
      assert.notEqual(files[0], 'extension.js');
    });

  it('carries data without its sources, and loses no setting that is called source', () => {
    assert.deepEqual(filesWith('/blob/v2.4.9/'), []);
    assert.equal(
      filesWith('The file or folder on this computer, from the folder of the Vagrantfile.').length,
      1,
    );
  });

  it('has all files that it loads', () => {
    const loaded = scripts().flatMap((file) =>
      [...textOf(file).matchAll(/require\("\.\/([^"]+)"\)/g)].map(([, other]) => other ?? ''),
    );
    assert.deepEqual(
      loaded.filter((file) => !existsSync(path.join(dist, file))),
      [],
    );
  });
});
