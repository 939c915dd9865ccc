import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as desktopModule from '../../scripts/vscode/desktop.mjs';
import { skipBecause } from '../support/skip';

/** The host tests on a desktop, with a program in place of VS Code: no desktop VS Code can be fetched everywhere. */
describe('the host tests on a desktop', function () {
  this.timeout(30_000);
  let folder: string;
  let desktop: typeof desktopModule;
  const earlier = process.env['BOXWRIGHT_DESKTOP_CODE'];

  before(async function () {
    if (process.platform === 'win32') skipBecause(this, 'the stand-in is a script with a shebang');
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-desktop-'));
    mkdirSync(path.join(folder, 'examples'));
    desktop = (await import(
      path.join(REPO_ROOT, 'scripts', 'vscode', 'desktop.mjs')
    )) as typeof desktopModule;
  });
  after(() => {
    if (earlier === undefined) delete process.env['BOXWRIGHT_DESKTOP_CODE'];
    else process.env['BOXWRIGHT_DESKTOP_CODE'] = earlier;
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** @param body of a Node script, which knows `args`, `settings` and `report` */
  const runWith = (body: string, limitSeconds = 20) => {
    const code = path.join(folder, 'code');
    const head = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const option = (name) => args.find((arg) => arg.startsWith(\`--\${name}=\`))?.slice(name.length + 3);
const settings = JSON.parse(fs.readFileSync(option('user-data-dir') + '/User/settings.json', 'utf8'));
const report = (results, finished = true) =>
  fs.writeFileSync(process.env.BOXWRIGHT_TEST_REPORT, JSON.stringify({ finished, results }));
`;
    writeFileSync(code, head + body, { mode: 0o755 });
    process.env['BOXWRIGHT_DESKTOP_CODE'] = code;
    return desktop.runOnDesktop({
      version: '1.100',
      extension: '/extension',
      tests: '/tests/index.js',
      workspace: path.join(folder, 'examples'),
      trusted: false,
      limitSeconds,
    });
  };

  it('gives VS Code the extension, the tests and a workspace that is not trusted', async () => {
    const { exit, results } = await runWith(`
const trust = settings['security.workspace.trust.enabled'];
report([{ title: [option('extensionDevelopmentPath'), option('extensionTestsPath'), trust].join(' '), state: 'passed' }]);
`);
    assert.equal(exit, 0);
    assert.deepEqual(results, [{ title: '/extension /tests/index.js true', state: 'passed' }]);
  });

  it('keeps the variables of a surrounding VS Code from it', async () => {
    process.env['VSCODE_IPC_HOOK'] = 'x';
    const { results } = await runWith(
      `report([{ title: String(process.env.VSCODE_IPC_HOOK), state: 'passed' }]);`,
    );
    delete process.env['VSCODE_IPC_HOOK'];
    assert.equal(results[0]?.title, 'undefined');
  });

  it('fails when VS Code ends before its tests do', async () => {
    const { results } = await runWith(`report([{ title: 'a', state: 'passed' }], false); process.exit(3);`);
    assert.equal(results.length, 2);
    assert.match(results[1]?.error ?? '', /ended \(exit 3\)/);
  });

  it('ends a VS Code that does not end', async () => {
    const { results } = await runWith('setInterval(() => {}, 1000);', 1);
    assert.match(results[0]?.error ?? '', /no outcome within 1 s/);
  });

  it('fails when VS Code cannot be started', async () => {
    rmSync(path.join(folder, 'code'));
    process.env['BOXWRIGHT_DESKTOP_CODE'] = path.join(folder, 'missing');
    const { results } = await desktop.runOnDesktop({
      version: '1.100',
      extension: '/extension',
      tests: '/tests',
      workspace: path.join(folder, 'examples'),
    });
    assert.match(results[0]?.error ?? '', /could not be started/);
  });
});
