import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  installedPackers,
  programName,
  programOf,
  removePacker,
} from '../../../../../src/tools/packer/releases/installedPackers';
import { InstallFailure } from '../../../../../src/tools/packer/releases/installProblem';
import type { InstallProblem } from '../../../../../src/tools/packer/releases/installProblem';
import { installRelease, listReleases } from '../../../../../src/tools/packer/releases/installRelease';
import type {
  InstallOptions,
  InstallStep,
  ReleaseSource,
} from '../../../../../src/tools/packer/releases/installRelease';
import { readReleaseKeys } from '../../../../../src/tools/packer/releases/releaseKeys';
import { testKey } from '../../../../support/openPgpWriter';
import { releaseServer, sha256 } from '../../../../support/releaseServer';
import type { ReleaseChanges, ReleaseServer } from '../../../../support/releaseServer';
import { tinyZip } from '../../../../support/tinyZip';
import type { ZipEntry } from '../../../../support/tinyZip';
import { needLinks } from '../../../../support/links';

const machine = { platform: 'linux', arch: 'x64' } as const;
const program: ZipEntry = { name: programName(), content: '#!/bin/sh\n', mode: 0o100755 };
const archive = '/packer/1.16.0/packer_1.16.0_linux_amd64.zip';

describe('installing a release of Packer', () => {
  const own = testKey();
  const foreign = testKey();
  const expired = testKey(new Date('2020-01-01'), 60);
  const zip = tinyZip([{ name: 'LICENSE.txt', content: 'Do.' }, program]);
  let server: ReleaseServer;
  let scratch: string;
  let folder: string;

  beforeEach(async () => {
    server = await releaseServer();
    scratch = mkdtempSync(path.join(tmpdir(), 'boxwright-releases-'));
    folder = path.join(scratch, 'packers');
  });
  afterEach(async () => {
    await server.close();
    rmSync(scratch, { recursive: true });
  });

  const source = (changes: Partial<ReleaseSource> = {}): ReleaseSource => ({
    base: server.base,
    keys: readReleaseKeys(own.armored),
    fetch,
    stallAfter: 30_000,
    ...changes,
  });

  const serve = (bytes = zip, changes: ReleaseChanges = {}, key = own) =>
    server.release('1.16.0', bytes, key, changes);

  async function install(from = source(), options: Partial<InstallOptions> = {}): Promise<string> {
    const { signal = new AbortController().signal } = options;
    const [release] = await listReleases(from, machine, signal);
    assert.ok(release);
    const prove = () => Promise.resolve(release.version);
    return installRelease(release, from, { folder, signal, onStep: () => undefined, prove, ...options });
  }

  /** Nothing is there afterwards that was not there before. */
  async function refusal(from = source(), options: Partial<InstallOptions> = {}): Promise<InstallProblem> {
    const there = () => (existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder) : []);
    const before = there();
    const problem = await problemOf(install(from, options));
    assert.deepEqual(there(), before);
    return problem;
  }

  async function problemOf(work: Promise<unknown>): Promise<InstallProblem> {
    try {
      await work;
    } catch (error) {
      if (error instanceof InstallFailure) return error.problem;
      throw error;
    }
    throw new Error('It was installed.');
  }

  it('puts the program in its place, with its license and no more, after it was tried', async () => {
    serve();
    const steps: InstallStep[] = [];
    const proved: string[] = [];
    const installed = await install(source(), {
      onStep: (step) => void steps.push(step),
      prove: (file) => {
        assert.equal(existsSync(programOf(folder, '1.16.0')), false);
        assert.equal(readFileSync(file, 'utf8'), '#!/bin/sh\n');
        proved.push(file);
        return Promise.resolve('1.16.0');
      },
    });
    assert.equal(installed, programOf(folder, '1.16.0'));
    assert.equal(proved.length, 1);
    assert.deepEqual(readdirSync(folder), ['1.16.0']);
    assert.deepEqual(readdirSync(path.join(folder, '1.16.0')), ['LICENSE.txt', programName()]);
    if (process.platform !== 'win32') assert.equal(statSync(installed).mode & 0o777, 0o755);
    assert.deepEqual([...new Set(steps.map(({ kind }) => kind))], ['verify', 'download', 'unpack', 'prove']);
    assert.deepEqual(steps.filter(({ kind }) => kind === 'download').at(-1), {
      kind: 'download',
      taken: zip.length,
      whole: zip.length,
    });
    assert.deepEqual(installedPackers(folder), ['1.16.0']);
  });

  it('takes the signature that is named after the key', async () => {
    serve(zip, { signature: foreign.sign('another text') });
    const name = `packer_1.16.0_SHA256SUMS.${own.fingerprint.slice(-8).toUpperCase()}.sig`;
    const index = JSON.parse(String(server.files.get('/packer/index.json'))) as {
      versions: Record<string, { shasums_signatures: string[] }>;
    };
    index.versions['1.16.0']?.shasums_signatures.push(name);
    server.files.set('/packer/index.json', JSON.stringify(index));
    const sums = server.files.get('/packer/1.16.0/packer_1.16.0_SHA256SUMS');
    server.files.set(`/packer/1.16.0/${name}`, own.sign(String(sums)));
    await install();
  });

  it('downloads no archive before its checksum is known to be signed', async () => {
    serve(zip, {}, foreign);
    assert.deepEqual(await refusal(), {
      kind: 'signature',
      url: `${server.base}/packer/1.16.0/packer_1.16.0_SHA256SUMS.sig`,
      problem: 'otherKey',
    });
    assert.equal(server.asked.includes(archive), false);
  });

  for (const [what, changes, problem] of [
    [
      'checksums that were changed',
      {
        checksums: `${'0'.repeat(64)}  packer_1.16.0_linux_amd64.zip\n`,
        signature: own.sign('as they were'),
      },
      'otherText',
    ],
    ['a page in place of a signature', { signature: Buffer.from('<html>') }, 'unreadable'],
    ['a signature of an expired key', { signature: undefined }, 'keyExpired'],
  ] as const)
    it(`refuses ${what}`, async () => {
      const key = problem === 'keyExpired' ? expired : own;
      serve(zip, changes.signature ? changes : {}, key);
      const refused = await refusal(source({ keys: readReleaseKeys(key.armored) }));
      assert.ok(refused.kind === 'signature');
      assert.equal(refused.problem, problem);
    });

  it('refuses the signed checksums of another version', async () => {
    const old = `${sha256(zip)}  packer_1.5.0_linux_amd64.zip\n`;
    serve(zip, { checksums: old });
    assert.deepEqual(await refusal(), { kind: 'unlisted', file: 'packer_1.16.0_linux_amd64.zip' });
  });

  it('refuses an archive that was changed, or is not whole', async () => {
    serve();
    const changed = Buffer.from(zip);
    changed[100] = (changed[100] ?? 0) ^ 1;
    for (const bytes of [
      changed,
      zip.subarray(0, -1),
      Buffer.concat([zip, Buffer.from([0])]),
      Buffer.alloc(0),
    ]) {
      server.files.set(archive, bytes);
      assert.deepEqual(await refusal(), { kind: 'checksum', file: 'packer_1.16.0_linux_amd64.zip' });
    }
  });

  it('says when a connection ends in the middle', async () => {
    serve();
    server.files.set(archive, (_request, response) => {
      response.writeHead(200, { 'content-length': zip.length });
      response.write(zip.subarray(0, 100), () => response.destroy());
    });
    const refused = await refusal();
    assert.ok(refused.kind === 'unreachable');
    assert.equal(refused.host, new URL(server.base).host);
  });

  for (const [what, entries, reason] of [
    ['leads out of the folder', [{ name: '../evil', content: 'x' }], 'invalid relative path: ../evil'],
    [
      'leads out of the folder on Windows',
      [{ name: '..\\evil', content: 'x' }],
      'invalid characters in fileName: ..\\evil',
    ],
    ['is an absolute path', [{ name: '/tmp/evil', content: 'x' }], 'absolute path: /tmp/evil'],
    ['is a drive', [{ name: 'C:/evil', content: 'x' }], 'absolute path: C:/evil'],
    ['is a stream of Windows', [{ name: 'packer.exe:evil', content: 'x' }], 'packer.exe:evil'],
    ['is in a folder', [{ name: 'a/b', content: 'x' }], 'a/b'],
    ['is a folder', [{ name: 'a/', content: '', mode: 0o040755 }], 'a/'],
    ['is a link', [{ name: 'evil', content: '/etc', mode: 0o120777 }], 'evil'],
    ['is a device', [{ name: 'evil', content: '', mode: 0o020666 }], 'evil'],
    [
      'is there twice',
      [
        { name: 'evil', content: 'x' },
        { name: 'evil', content: 'y' },
      ],
      'evil',
    ],
    ['is no program', [{ name: 'LICENSE.txt', content: 'x' }], programName()],
  ] as const)
    it(`unpacks nothing of a signed archive with what ${what}`, async () => {
      serve(tinyZip(what === 'is no program' ? entries : [program, ...entries]));
      const refused = await refusal();
      assert.ok(refused.kind === 'archive', refused.kind);
      assert.equal(refused.reason, reason);
      assert.equal(existsSync(path.join(scratch, 'evil')), false);
      assert.equal(existsSync('/tmp/evil'), false);
    });

  it('unpacks no signed file that is no archive', async () => {
    serve(Buffer.from('not a zip, whoever signed it'));
    assert.equal((await refusal()).kind, 'archive');
  });

  it('installs no program that can not be run, or is another version', async () => {
    serve();
    const prove = () => Promise.reject(new Error('exec format error'));
    assert.deepEqual(await refusal(source(), { prove }), { kind: 'program', reason: 'exec format error' });
    assert.equal((await refusal(source(), { prove: () => Promise.resolve('1.5.0') })).kind, 'program');
    assert.equal((await refusal(source(), { prove: () => Promise.resolve(undefined) })).kind, 'program');
  });

  describe('from a server that', () => {
    it('has no such file', async () => {
      serve();
      server.files.delete(archive);
      assert.deepEqual(await refusal(), { kind: 'status', url: `${server.base}${archive}`, status: 404 });
      server.files.delete('/packer/index.json');
      const url = `${server.base}/packer/index.json`;
      assert.deepEqual(await refusal(), { kind: 'status', url, status: 404 });
    });

    it('is not there', async () => {
      const { base } = server;
      await server.close();
      const refused = await refusal(source({ base }));
      assert.ok(refused.kind === 'unreachable');
      assert.match(refused.reason, /ECONNREFUSED/);
      const unknown = await refusal(source({ base: 'http://releases.invalid' }));
      assert.ok(unknown.kind === 'unreachable');
      assert.equal(unknown.host, 'releases.invalid');
      assert.match(unknown.reason, /ENOTFOUND|EAI_AGAIN/);
    });

    it('leads elsewhere, on the same server and on another one', async () => {
      serve();
      const other = await releaseServer();
      try {
        server.files.set(archive, (_request, response) =>
          response.writeHead(302, { location: '/cdn/packer.zip' }).end(),
        );
        server.files.set('/cdn/packer.zip', (_request, response) =>
          response.writeHead(307, { location: `${other.base}/packer.zip` }).end(),
        );
        other.files.set('/packer.zip', zip);
        await install();
        assert.deepEqual(other.asked, ['/packer.zip']);
        // Another server is trusted no more than the first.
        other.files.set('/packer.zip', Buffer.from('evil'));
        await removePacker(folder, '1.16.0');
        assert.equal((await refusal()).kind, 'checksum');
      } finally {
        await other.close();
      }
    });

    it('leads in circles, from https to http, to no address, or to what is not the web', async () => {
      serve();
      server.files.set(archive, (_request, response) => response.writeHead(302, { location: archive }).end());
      const host = new URL(server.base).host;
      assert.deepEqual(await refusal(), { kind: 'redirect', host, to: archive });
      for (const [from, to] of [
        ['https://releases.test', 'http://releases.test/x'],
        ['http://releases.test', 'file:///etc/passwd'],
        ['http://releases.test', 'data:text/plain,x'],
        ['http://releases.test', 'http://'],
      ] as const) {
        const leads = () => Promise.resolve(new Response(null, { status: 301, headers: { location: to } }));
        const refused = await refusal(source({ base: from, fetch: leads }));
        assert.deepEqual(refused, { kind: 'redirect', host: 'releases.test', to });
      }
    });

    it('says nothing any more', async () => {
      serve();
      const host = new URL(server.base).host;
      for (const answer of [
        () => undefined,
        (_request: unknown, response: ServerResponse) => {
          response.writeHead(200, { 'content-length': zip.length });
          response.write(zip.subarray(0, 10));
        },
      ]) {
        server.files.set('/packer/1.16.0/packer_1.16.0_SHA256SUMS', answer);
        // Whether anything moves before is of no matter: this server never comes to an end.
        const refused = await refusal(source({ stallAfter: 200 }), {});
        assert.deepEqual(refused, { kind: 'stalled', host, after: 200 });
      }
    });

    it('sends without end', async () => {
      serve();
      server.files.set('/packer/1.16.0/packer_1.16.0_SHA256SUMS', Buffer.alloc(1_000_001));
      assert.equal((await refusal()).kind, 'tooLarge');
    });
  });

  it('leaves nothing when it is cancelled, whenever that is', async () => {
    serve();
    const moments: InstallStep['kind'][] = ['verify', 'download', 'unpack', 'prove'];
    for (const moment of moments) {
      const controller = new AbortController();
      const installing = install(source(), {
        signal: controller.signal,
        onStep: ({ kind }) => void (kind === moment && controller.abort()),
      });
      await assert.rejects(installing, { name: 'AbortError' }, moment);
      assert.deepEqual(readdirSync(folder), [], moment);
    }
  });

  it('ends the download when it is cancelled in the middle of it', async () => {
    serve();
    const controller = new AbortController();
    const closed = new Promise<void>((resolve) =>
      server.files.set(archive, (_request, response) => {
        response.on('close', resolve);
        response.writeHead(200, { 'content-length': zip.length });
        response.write(zip.subarray(0, 100));
      }),
    );
    const installing = install(source(), {
      signal: controller.signal,
      onStep: ({ kind }) => void (kind === 'download' && controller.abort()),
    });
    await assert.rejects(installing, { name: 'AbortError' });
    await closed;
    assert.deepEqual(readdirSync(folder), []);
  });

  it('installs the same version twice at the same time: the first one stays', async () => {
    serve();
    const waiting: (() => void)[] = [];
    // Both are as far as that before any goes on.
    const prove = () =>
      new Promise<string>((resolve) => {
        waiting.push(() => resolve('1.16.0'));
        if (waiting.length === 2) for (const go of waiting) go();
      });
    const both = await Promise.all([install(source(), { prove }), install(source(), { prove })]);
    assert.deepEqual(new Set(both), new Set([programOf(folder, '1.16.0')]));
    assert.deepEqual(readdirSync(folder), ['1.16.0']);
  });

  it('keeps several versions side by side, and removes one whole', async () => {
    serve();
    server.release('1.9.5', zip, own);
    const { signal } = new AbortController();
    for (const release of await listReleases(source(), machine, signal))
      await installRelease(release, source(), {
        folder,
        signal,
        onStep: () => undefined,
        prove: () => Promise.resolve(release.version),
      });
    assert.deepEqual(installedPackers(folder), ['1.16.0', '1.9.5']);
    await removePacker(folder, '1.16.0');
    assert.deepEqual(installedPackers(folder), ['1.9.5']);
    assert.deepEqual(readdirSync(folder), ['1.9.5']);
  });

  it('replaces what is there without a program', async () => {
    serve();
    mkdirSync(path.join(folder, '1.16.0', 'leftover'), { recursive: true });
    await install();
    assert.deepEqual(readdirSync(path.join(folder, '1.16.0')), ['LICENSE.txt', programName()]);
    assert.deepEqual(readdirSync(folder), ['1.16.0']);
  });

  it('removes the link to a version, and nothing behind it', async function () {
    needLinks(this);
    const real = path.join(scratch, 'elsewhere');
    mkdirSync(real);
    writeFileSync(path.join(real, programName()), '');
    mkdirSync(folder);
    symlinkSync(real, path.join(folder, '1.16.0'), 'junction');
    await removePacker(folder, '1.16.0');
    assert.deepEqual(readdirSync(folder), []);
    assert.deepEqual(readdirSync(real), [programName()]);
  });

  it('says what the disk refuses', async function () {
    serve();
    writeFileSync(folder, 'a file in the place of the folder');
    const refused = await refusal();
    assert.ok(refused.kind === 'disk');
    assert.equal(refused.folder, folder);
    assert.match(refused.code, /EEXIST|ENOTDIR/);
    rmSync(folder);
  });
});
