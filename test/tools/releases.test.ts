import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { version as versionCommand } from '../../src/tools/packer/commands/packer';
import { hashiCorpKey } from '../../src/tools/packer/releases/hashiCorpKey';
import { programName } from '../../src/tools/packer/releases/installedPackers';
import { InstallFailure } from '../../src/tools/packer/releases/installProblem';
import { installRelease, listReleases } from '../../src/tools/packer/releases/installRelease';
import { readReleaseKeys } from '../../src/tools/packer/releases/releaseKeys';
import { verifySignature } from '../../src/tools/packer/releases/verifySignature';
import { ToolRunner } from '../../src/tools/toolRunner';
import { testKey } from '../support/openPgpWriter';
import { releaseServer } from '../support/releaseServer';
import { skipBecause } from '../support/skip';
import { tinyZip } from '../support/tinyZip';

const machine = { platform: 'linux', arch: 'x64' } as const;

/** A program or a mount that may not be had; @returns why */
function failure(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a release of Packer, as it really is', () => {
  const key = testKey();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-releases-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Installs one from a server of our own. @param content of the program */
  async function install(content: Buffer, release: string, into: string, prove = version): Promise<string> {
    const server = await releaseServer();
    try {
      const archive = tinyZip([
        { name: 'LICENSE.txt', content: 'Do.' },
        { name: programName(), content, mode: 0o100755 },
      ]);
      server.release(release, archive, key);
      const keys = readReleaseKeys(key.armored);
      const source = { base: server.base, keys, fetch, stallAfter: 60_000 };
      const { signal } = new AbortController();
      const [found] = await listReleases(source, machine, signal);
      assert.ok(found);
      return await installRelease(found, source, { folder: into, signal, onStep: () => undefined, prove });
    } finally {
      await server.close();
    }
  }

  /** What a program says it is. */
  const version = (program: string) =>
    new ToolRunner({ locate: () => program, isTrusted: () => true, log: () => undefined }).run(
      versionCommand(folder),
    );

  it('is installed and runs', async function () {
    const packer = process.env.BOXWRIGHT_PACKER_CURRENT;
    if (!packer) skipBecause(this, process.env.BOXWRIGHT_PACKER_CURRENT_SKIP ?? 'started without npm test');
    const said = await version(packer);
    assert.ok(said);
    const installed = await install(readFileSync(packer), said, folder);
    const env = { ...process.env, PACKER_PLUGIN_PATH: folder };
    assert.match(
      execFileSync(installed, ['version'], { encoding: 'utf8', env }),
      new RegExp(`^Packer v${said}`),
    );
    assert.deepEqual(readdirSync(folder), [said]);
  });

  it('is refused when its program is for another machine', async () => {
    const program = Buffer.from('MZ, and what is no program here');
    await assert.rejects(
      install(program, '1.16.0', folder),
      (error) => error instanceof InstallFailure && error.problem.kind === 'program',
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it('leaves nothing on a disk that is full, and says so of one that nothing may be written to', async function () {
    const mount = (...options: string[]) =>
      execFileSync('mount', ['-t', 'tmpfs', ...options, 'none', folder], { stdio: 'pipe' });
    const refused = failure(() => mount('-o', 'size=64k'));
    if (refused !== undefined) skipBecause(this, `no file system can be mounted: ${refused}`);
    const code = (wanted: string) => (error: unknown) =>
      error instanceof InstallFailure && error.problem.kind === 'disk' && error.problem.code === wanted;
    const into = path.join(folder, 'packers');
    try {
      await assert.rejects(install(Buffer.alloc(200_000), '1.16.0', into), code('ENOSPC'));
      assert.deepEqual(readdirSync(into), []);
      execFileSync('mount', ['-o', 'remount,ro', folder]);
      await assert.rejects(install(Buffer.alloc(10), '1.16.0', into), code('EROFS'));
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe('signatures, as GnuPG makes them', () => {
  let home: string;
  const gpg = (args: readonly string[], input: string | Buffer = '') =>
    execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', ...args], { input, stdio: 'pipe' });

  before(function () {
    const refused = failure(() => execFileSync('gpg', ['--version'], { stdio: 'pipe' }));
    if (refused !== undefined) skipBecause(this, `GnuPG is not installed: ${refused}`);
    // Its agent listens at a path that may not be long.
    home = mkdtempSync(path.join(tmpdir(), 'bw-gpg-'));
    const protect = ['--passphrase', '', '--pinentry-mode', 'loopback'];
    gpg([...protect, '--quick-generate-key', 'Test <test@example.org>', 'rsa2048', 'cert', 'never']);
    const [, fingerprint = ''] = /^fpr:+([0-9A-F]+):/m.exec(gpg(['--with-colons', '-K']).toString()) ?? [];
    gpg([...protect, '--quick-add-key', fingerprint, 'rsa2048', 'sign', '1y']);
  });
  after(() => {
    if (!home) return;
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all'], { stdio: 'pipe' });
    rmSync(home, { recursive: true, force: true });
  });

  it('are accepted and refused as by GnuPG itself', () => {
    const keys = readReleaseKeys(gpg(['--armor', '--export']).toString());
    // The first key may only certify.
    assert.equal(keys.length, 1);
    assert.ok(keys[0]?.expires);
    const text = Buffer.from(`${'a'.repeat(64)}  packer.zip\n`);
    for (const hash of ['SHA256', 'SHA384', 'SHA512']) {
      const signature = gpg(['--digest-algo', hash, '--detach-sign'], text);
      assert.equal(verifySignature(signature, text, keys), undefined, hash);
      assert.equal(verifySignature(signature, Buffer.from(`${text.toString()} `), keys), 'otherText', hash);
      assert.equal(verifySignature(signature, text, readReleaseKeys(hashiCorpKey)), 'otherKey', hash);
    }
    const clear = gpg(['--textmode', '--detach-sign'], text);
    assert.equal(verifySignature(clear, text, keys), 'unreadable');
  });

  it('are made by the key that Boxwright takes for HashiCorp’s, says GnuPG', () => {
    const shown = gpg(['--with-colons', '--show-keys', '--with-subkey-fingerprint'], hashiCorpKey).toString();
    assert.deepEqual(
      [...shown.matchAll(/^fpr:+([0-9A-F]+):/gm)].map(([, fingerprint]) => fingerprint),
      [
        'C874011F0AB405110D02105534365D9472D7468F',
        'E091216D7CC258B2EB97DC3654422F612379BA9A',
        'B36CBA91A2C0730C435FC280B0B441097685B676',
        '374EC75B485913604A831CC7C820C6D5CD27AB87',
      ],
    );
    assert.match(shown, /^uid:.*HashiCorp Security \(hashicorp\.com\/security\) <security@hashicorp\.com>/m);
  });
});
