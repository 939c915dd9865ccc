import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const dist = path.join(REPO_ROOT, 'dist');
const scripts = () => readdirSync(dist).filter((file) => file.endsWith('.js'));
const textOf = (file: string) => readFileSync(path.join(dist, file), 'utf8');
/** Of what is in the bundle: minified text keeps messages and keys as they are. */
const filesWith = (text: string) => scripts().filter((file) => textOf(file).includes(text));

describe('the bundle', () => {
  const sizeOf = (file: string) => statSync(path.join(dist, file)).size;

  it('loads no more than 10 KB where there is nothing to build', () =>
    assert.ok(sizeOf('extension.js') <= 10_000, `${sizeOf('extension.js')} bytes`));

  it('loads no more than 400 KB where there is, in one file', () => {
    // Reading code costs time even where it is not run: what only a command needs is loaded by import().
    assert.ok(sizeOf('boxwright.js') <= 400_000, `${sizeOf('boxwright.js')} bytes`);
    const atOnce = [...textOf('boxwright.js').matchAll(/(.{20})require\("\.\/([^"]+)"\)/gs)].filter(
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
      assert.notEqual(files[0], 'boxwright.js');
    });

  it('keeps the linter out of it, which runs in a worker', () => {
    // What a rule says, and its name.
    for (const text of ['restarts the guest while Packer is connected', 'memory-below-4gb']) {
      const files = filesWith(text);
      assert.ok(!files.includes('boxwright.js'), text);
      assert.ok(files.includes('worker.js'), `${text}: ${files.join(', ')}`);
    }
  });

  it('keeps the language server in a file of the command line, which only its command loads', () => {
    const [server, ...others] = filesWith('textDocument/didOpen');
    assert.deepEqual(others, []);
    assert.match(server ?? '', /^cli-lsp-/);
    const loading = scripts().flatMap((file) =>
      [...textOf(file).matchAll(new RegExp(`(.{40})require\\("\\./${server}"\\)`, 'gs'))].map(
        ([, before]) => [file, before?.includes('=>')] as const,
      ),
    );
    assert.deepEqual(loading, [['cli.js', true]]);
    // What it analyses with runs in a worker.
    assert.ok(sizeOf(server ?? '') < 250_000, `${sizeOf(server ?? '')} bytes`);
  });

  it('asks for the interface of the editor once: each import would copy all that it has', () =>
    assert.deepEqual(filesWith('require("vscode")').sort(), ['boxwright.js', 'extension.js']));

  it('has the licenses of the packages that are in it', () => {
    const all = readFileSync(path.join(dist, 'THIRD_PARTY_LICENSES.txt'), 'utf8');
    for (const name of [
      'yaml',
      'yauzl',
      'execa',
      'chokidar',
      'jsonc-parser',
      '@ruby/prism',
      'vscode-languageserver',
      'vscode-jsonrpc',
    ])
      assert.match(all, new RegExp(`^${name} [\\d.]+ \\([\\w.-]+\\)$`, 'm'));
    assert.doesNotMatch(all, /^(typescript|esbuild|mocha) /m);
    for (const ignored of ['.vscodeignore', '.npmignore'])
      assert.match(
        readFileSync(path.join(REPO_ROOT, ignored), 'utf8'),
        /dist\/(\*|THIRD_PARTY_LICENSES)\.txt/,
      );
  });

  it('names no map of its sources that it does not have', () => {
    for (const file of scripts())
      for (const [, map = ''] of textOf(file).matchAll(/^\/\/# sourceMappingURL=(\S+)$/gm))
        assert.ok(existsSync(path.join(dist, map)), `${file}: ${map}`);
  });

  it('carries data without its sources, and loses no setting that is called source', () => {
    assert.deepEqual(filesWith('/blob/v2.4.9/'), []);
    // Once for the editor, and once for the command line's language server.
    const files = filesWith('The file or folder on this computer, from the folder of the Vagrantfile.');
    assert.deepEqual(files.map((file) => file.replace(/-.*/, '')).sort(), ['cli', 'worker']);
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
