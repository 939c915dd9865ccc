import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ShownPage } from '../../src/editor/multiStepInput';
import type { Exports } from '../../src/boxwright';
import { testKey } from '../support/openPgpWriter';
import { close, listen, releaseServer } from '../support/releaseServer';
import type { ReleaseServer } from '../support/releaseServer';
import { skipBecause } from '../support/skip';
import { tinyZip } from '../support/tinyZip';
import { Answers } from './answers';
import { activated, inWorkspace, until } from './support';

const { Global, Workspace } = vscode.ConfigurationTarget;

/** A program that says it is Packer, and an archive of it. */
const archiveOf = (version: string): Buffer =>
  tinyZip([
    { name: 'LICENSE.txt', content: 'Do.' },
    { name: 'packer', content: `#!/bin/sh\necho "Packer v${version}"\n`, mode: 0o100755 },
  ]);

describe('Versions of Packer', function () {
  this.timeout(60_000);
  const key = testKey();
  let exports: Exports;
  let answers: Answers;
  let server: ReleaseServer;
  const settings = () => vscode.workspace.getConfiguration('boxwright');
  const setting = (name: string) => settings().inspect<string>(name);

  before(async function () {
    if (process.platform === 'win32') skipBecause(this, 'a script stands in for Packer');
    exports = await activated();
    assert.ok(exports.trustReleaseKey);
    exports.trustReleaseKey(key.armored);
    answers = new Answers();
    server = await releaseServer();
    for (const version of ['1.9.5', '1.16.0', '1.17.0-beta1'])
      server.release(version, archiveOf(version), key, { build: `${process.platform}_${arch()}` });
    await settings().update('packer.mirror', server.base, Global);
  });
  beforeEach(() => {
    for (const kept of [answers.asked, answers.failures, answers.said]) kept.length = 0;
    server.asked.length = 0;
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeQuickOpen'));
  after(async () => {
    if (!exports) return;
    for (const name of ['packer.version', 'packer.path', 'packer.mirror'])
      for (const target of [Workspace, Global])
        if (target === Global || name !== 'packer.mirror') await settings().update(name, undefined, target);
    rmSync(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
    answers.dispose();
    await server.close();
  });

  const arch = () => ({ x64: 'amd64', arm64: 'arm64' })[process.arch as string] ?? process.arch;

  const page = (placeholder: RegExp): Promise<ShownPage> =>
    until(
      `the page ${placeholder.source}, not ${exports.pages.current?.placeholder}; ${answers.failures.join()}`,
      () => {
        const { current } = exports.pages;
        return current && !current.busy && placeholder.test(current.placeholder) ? current : undefined;
      },
      [exports.pages.onDidShow as unknown as vscode.Event<never>],
      30,
    );
  const run = (command: string, ...given: unknown[]) =>
    vscode.commands.executeCommand(`boxwright.packer.${command}`, ...given);

  /** What the view says of Packer itself. */
  const missing = async () => {
    for (const item of (await exports.templates.getChildren()) ?? [])
      if (item.kind === 'missing') return exports.templates.getTreeItem(item);
    return undefined;
  };

  it('offers the one that a workspace asks for, shows its license, installs it and runs it', async () => {
    await settings().update('packer.version', '1.16.0', Workspace);
    const item = await missing();
    assert.equal(item?.label, 'Packer 1.16.0 is not installed');
    assert.equal(item.description, 'click to install it');
    await run('validate', inWorkspace('hello', 'hello.json'));
    assert.deepEqual(answers.failures.splice(0), [
      'Packer 1.16.0 is selected in the settings but not installed. Install it, or select another version.',
    ]);

    const { command } = item;
    assert.ok(command);
    const installing = vscode.commands.executeCommand(
      command.command,
      ...((command.arguments ?? []) as unknown[]),
    );
    const versions = await page(/^Select a version/);
    assert.equal(versions.step, '1 of 3');
    assert.deepEqual(versions.labels, ['1.16.0', '1.9.5', '1.17.0-beta1']);
    assert.deepEqual(versions.details, ['newest · BUSL-1.1', 'MPL-2.0', 'BUSL-1.1']);
    versions.accept();
    const license = await page(/under the Business Source License 1\.1 \(BUSL-1\.1\)/);
    assert.deepEqual(license.labels, ['Accept and install', 'Read the license']);
    assert.match(license.details[1] ?? '', /packer\/blob\/v1\.16\.0\/LICENSE$/);
    license.back();
    (await page(/^Select a version/)).accept('1.9.5');
    const other = await page(/under the Mozilla Public License 2\.0 \(MPL-2\.0\)/);
    other.back();
    (await page(/^Select a version/)).accept('1.16.0');
    (await page(/Business/)).accept('Accept and install');
    // Where it is used is settled.
    let isRedrawn = false;
    const watching = exports.templates.onDidChangeTreeData?.(() => (isRedrawn = true));
    await installing;
    watching?.dispose();
    assert.ok(isRedrawn);
    assert.deepEqual(answers.failures, []);
    assert.deepEqual(answers.said, ['Packer 1.16.0 is installed and in use.']);
    assert.equal(await missing(), undefined);
    assert.equal(setting('packer.version')?.globalValue, undefined);
    await settings().update('packer.version', undefined, Workspace);
    const selecting = run('selectPacker');
    (await page(/^Select the Packer/)).accept('Packer 1.16.0');
    (await page(/^Select where to use/)).accept('In this workspace');
    await selecting;
    const shared = readFileSync(inWorkspace('.vscode', 'settings.json').fsPath, 'utf8');
    assert.match(shared, /"boxwright\.packer\.version": "1\.16\.0"/);
    assert.doesNotMatch(shared, /\/packers\//);
  });

  it('installs nothing that was tampered with, and says so', async () => {
    const file =
      [...server.files.keys()].find((name) => name.includes('1.17.0') && name.endsWith('.zip')) ?? '';
    const good = server.files.get(file);
    server.files.set(file, archiveOf('6.6.6'));
    const installing = run('installPacker');
    (await page(/^Select a version/)).accept('1.17.0-beta1');
    (await page(/Business/)).accept('Accept and install');
    (await page(/^Select where to use/)).accept('In all workspaces');
    await installing;
    const name = path.posix.basename(file);
    assert.deepEqual(answers.failures, [
      `${name} does not match the checksum that HashiCorp signed: it is damaged or has been changed. Nothing was unpacked or installed.`,
    ]);
    assert.equal(setting('packer.version')?.globalValue, undefined);
    server.files.set(file, good ?? '');
  });

  it('accepts no license in the user’s place', async () => {
    const installing = run('installPacker');
    (await page(/^Select a version/)).accept('1.9.5');
    await page(/Mozilla/);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await installing;
    assert.equal(server.asked.join(), '/packer/index.json');
    assert.deepEqual(answers.said, []);
  });

  it('downloads through the proxy of the editor', async () => {
    const seen: string[] = [];
    const proxy = proxyTo(server.base, seen);
    const http = vscode.workspace.getConfiguration('http');
    await http.update('proxy', await listen(proxy), Global);
    await settings().update('packer.mirror', 'http://releases.boxwright.invalid', Global);
    try {
      const installing = run('installPacker');
      (await page(/^Select a version/)).accept('1.9.5');
      (await page(/Mozilla/)).accept('Accept and install');
      const where = await page(/^Select where to use/);
      assert.deepEqual(where.labels, ['In all workspaces', 'In this workspace', 'Only install it']);
      where.accept('Only install it');
      await installing;
      assert.deepEqual(answers.failures, []);
      assert.deepEqual(answers.said, ["Packer 1.9.5 is installed. To use it, run 'Packer: Select Packer…'."]);
      assert.ok(seen.some((address) => address.includes('releases.boxwright.invalid')));
    } finally {
      await http.update('proxy', undefined, Global);
      await settings().update('packer.mirror', server.base, Global);
      await close(proxy);
    }
  });

  it('says what is wrong without a network', async () => {
    await settings().update('packer.mirror', 'http://releases.boxwright.invalid', Global);
    await run('installPacker');
    await settings().update('packer.mirror', server.base, Global);
    const [failure = ''] = answers.failures;
    assert.match(failure, /^Cannot reach releases\.boxwright\.invalid: .*(ENOTFOUND|EAI_AGAIN)/);
    assert.match(failure, /install Packer manually and set its path in the settings\.$/);
    await settings().update('packer.mirror', 'ftp://mirror', Global);
    await run('installPacker');
    await settings().update('packer.mirror', server.base, Global);
    assert.match(answers.failures[1] ?? '', /^'ftp:\/\/mirror' in boxwright\.packer\.mirror is not a URL/);
  });

  it('selects one for the workspace or for all, in place of a path', async () => {
    await settings().update('packer.path', '/nowhere/packer', Global);
    let selecting = run('selectPacker');
    const first = await page(/^Select the Packer/);
    assert.deepEqual(first.labels.slice(0, 3), ['Packer 1.16.0', 'Packer 1.9.5', 'Packer on PATH']);
    assert.equal(first.labels.at(-1), 'Install another version…');
    assert.equal(first.details[0], 'in use here');
    first.accept('Packer 1.9.5');
    (await page(/^Select where to use/)).accept('In all workspaces');
    await selecting;
    assert.equal(setting('packer.version')?.globalValue, '1.9.5');
    assert.equal(setting('packer.path')?.globalValue, undefined);
    // The workspace has a setting of its own.
    assert.deepEqual(answers.said, [
      'This workspace continues to use Packer 1.16.0, which its own settings select.',
    ]);

    selecting = run('selectPacker');
    (await page(/^Select the Packer/)).accept('Packer on PATH');
    (await page(/^Select where to use/)).accept('In this workspace');
    await selecting;
    assert.equal(setting('packer.version')?.workspaceValue, '');
    assert.equal(setting('packer.version')?.globalValue, '1.9.5');
  });

  it('takes no version of a workspace for a path', async () => {
    await settings().update('packer.version', '../../../../usr/bin', Workspace);
    assert.equal((await missing())?.label, 'Packer ../../../../usr/bin is not installed');
    await settings().update('packer.version', undefined, Workspace);
    assert.equal(await missing(), undefined);
  });

  it('removes one after asking, and what asks for it', async () => {
    answers.next = ['1.9.5', 'no'];
    await run('removePacker');
    assert.equal(setting('packer.version')?.globalValue, '1.9.5');
    const [asked] = answers.asked;
    assert.equal(asked?.message, 'Remove Packer 1.9.5?');
    const [folder = ''] = asked.detail.split(' will be deleted.');
    assert.ok(statSync(path.join(folder, 'packer')).isFile());

    answers.next = ['yes'];
    await run('removePacker', '1.9.5');
    assert.equal(existsSync(folder), false);
    assert.equal(setting('packer.version')?.globalValue, undefined);
    answers.next = ['yes'];
    await run('removePacker', '1.16.0');
    // The tampered one and all drafts, too.
    assert.deepEqual(readdirSync(path.dirname(folder)), []);
    answers.failures.length = 0;
    await run('removePacker');
    assert.match(answers.failures[0] ?? '', /^Boxwright has not installed any version of Packer\./);
  });
});

/** A proxy that takes every name for that of one server. @param seen what it was asked for */
function proxyTo(base: string, seen: string[]): Server {
  const to = new URL(base);
  const proxy = createServer((asked, answer) => {
    seen.push(asked.url ?? '');
    const { pathname } = new URL(asked.url ?? '', 'http://here');
    request({ host: to.hostname, port: to.port, path: pathname }, (got) => {
      answer.writeHead(got.statusCode ?? 500);
      got.pipe(answer);
    }).end();
  });
  // Some ask for a tunnel, whatever goes through it.
  proxy.on('connect', (asked: { url?: string }, socket: Socket) => {
    seen.push(asked.url ?? '');
    const through = connect(Number(to.port), to.hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  return proxy;
}
