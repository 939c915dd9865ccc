import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { findExecutable } from '../../src/tools/findExecutable';
import { DscFailure } from '../../src/tools/packer/dsc/dscFailure';
import type { DscSource } from '../../src/tools/packer/dsc/dscSource';
import { goVersion } from '../../src/tools/packer/dsc/goBuild';
import type { GoVersion } from '../../src/tools/packer/dsc/goBuild';
import { installDsc } from '../../src/tools/packer/dsc/installDsc';
import type { DscStep } from '../../src/tools/packer/dsc/installDsc';
import { planDsc } from '../../src/tools/packer/dsc/planDsc';
import type { DscPlan } from '../../src/tools/packer/dsc/planDsc';
import { dscPlugins, removeDsc } from '../../src/tools/packer/dsc/removeDsc';
import { foundPlugins } from '../../src/tools/packer/plugins/foundPlugins';
import { thisHost } from '../../src/tools/packer/plugins/pluginFolders';
import { pluginPlaces } from '../../src/tools/packer/plugins/pluginPlaces';
import { programTarget } from '../../src/tools/packer/plugins/target';
import { ToolRunner } from '../../src/tools/toolRunner';
import { dscRepository, git } from '../support/packerDsc';
import { skipBecause } from '../support/skip';

const packers = {
  single: { title: 'Packer 1.6.6', name: 'BOXWRIGHT_PACKER_OLD', version: '1.6.6' },
  sdk: { title: 'a current Packer', name: 'BOXWRIGHT_PACKER_CURRENT', version: '1.16.0' },
} as const;
type Kind = keyof typeof packers;

/**
 * packer-dsc itself is to be had from GitHub alone. A provisioner of the same shape stands in for it, which its own
 * installer fetches from a Git repository, builds with Go and puts into real Packer.
 */
describe('Installing packer-dsc', function () {
  // Go builds some hundred packages the first time.
  this.timeout(900_000);
  let root: string;
  let folder: string;
  let go: GoVersion | undefined;
  const environment = { ...process.env };
  /** Programs that were built, to be installed as ready ones. */
  const ready: Partial<Record<Kind, string>> = {};

  const runner = new ToolRunner({
    locate: (tool) => {
      const found = findExecutable(tool, '');
      assert.ok(found, tool);
      return found;
    },
    isTrusted: () => true,
    log: () => undefined,
  });

  before(async function () {
    if (!findExecutable('go', '')) skipBecause(this, 'Go is not installed');
    if (!findExecutable('git', '')) skipBecause(this, 'Git is not installed');
    root = mkdtempSync(path.join(tmpdir(), 'boxwright-dsc-'));
    go = await runner.run(goVersion(root));
  });
  after(() => {
    if (root) rmSync(root, { recursive: true });
  });
  beforeEach(() => {
    folder = mkdtempSync(path.join(root, 'one-'));
    Object.assign(process.env, {
      HOME: folder,
      PACKER_CONFIG_DIR: path.join(folder, 'config'),
      GIT_CONFIG_GLOBAL: path.join(folder, 'gitconfig'),
    });
    delete process.env.PACKER_PLUGIN_PATH;
  });
  afterEach(() => {
    for (const name of [
      'HOME',
      'PACKER_CONFIG_DIR',
      'PACKER_PLUGIN_PATH',
      'GIT_CONFIG_GLOBAL',
      'GIT_INDEX_FILE',
      'GOMODCACHE',
      'GOPROXY',
      'GONOSUMDB',
    ])
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
  });

  const packerOf = (test: Mocha.Context, kind: Kind): string => {
    const { name } = packers[kind];
    return process.env[name] ?? skipBecause(test, process.env[`${name}_SKIP`] ?? 'started without npm test');
  };
  const host = () => ({ ...thisHost, env: process.env, home: folder });
  const found = (kind: Kind, executable: string) =>
    foundPlugins(
      packers[kind].version,
      pluginPlaces(packers[kind].version, executable, [], host()),
      programTarget(executable),
    );
  const plan = (kind: Kind, executable: string, source: DscSource): DscPlan => {
    const made = planDsc({
      packer: { version: packers[kind].version, executable, target: programTarget(executable) },
      source,
      go,
      cwd: folder,
      host: host(),
      found: found(kind, executable),
    });
    assert.ok(!('reason' in made), JSON.stringify(made));
    return made;
  };
  const cache = () => path.join(folder, 'storage');
  const install = (
    made: DscPlan,
    signal = new AbortController().signal,
    onStep = (_step: DscStep) => undefined,
  ) => installDsc(made, { runner, cache: cache(), signal, onStep: (step) => onStep(step) });
  /** @returns whether Packer takes a template with a dsc provisioner, and what it says */
  const validate = (executable: string) => {
    const own = mkdtempSync(path.join(folder, 'template-'));
    writeFileSync(path.join(own, 'Web.ps1'), '');
    writeFileSync(
      path.join(own, 'template.json'),
      JSON.stringify({
        builders: [{ type: 'null', communicator: 'none' }],
        provisioners: [{ type: 'dsc', manifest_file: 'Web.ps1' }],
      }),
    );
    const { status, stdout } = spawnSync(executable, ['validate', 'template.json'], {
      cwd: own,
      encoding: 'utf8',
    });
    rmSync(own, { recursive: true });
    return { passes: status === 0, stdout };
  };
  const kept = (at: string): string[] =>
    existsSync(at)
      ? readdirSync(at, { recursive: true, withFileTypes: true })
          .filter((entry) => !entry.isDirectory())
          .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
          .sort()
      : [];
  /** Nothing of an attempt is left, not even a folder. */
  const nothingLeft = () => {
    assert.deepEqual(existsSync(cache()) ? readdirSync(cache()) : [], []);
    assert.ok(!existsSync(path.join(folder, 'config')), 'a folder for plugins is left');
  };

  for (const kind of ['single', 'sdk'] as const)
    it(`builds it for ${packers[kind].title}, proves it, does nothing the second time, and removes it`, async function () {
      const packer = packerOf(this, kind);
      const source: DscSource = { kind: 'git', ...dscRepository(path.join(folder, 'repository'), kind) };
      assert.ok(!validate(packer).passes);

      const made = plan(kind, packer, source);
      const steps: DscStep[] = [];
      const first = await install(made, undefined, (step) => {
        if (steps.at(-1) !== step) steps.push(step);
        return undefined;
      });
      assert.deepEqual(steps, ['fetch', 'build', 'check', 'place', 'prove']);
      assert.deepEqual(first, { path: made.target, already: false });
      assert.equal(validate(packer).stdout.replace('The configuration is valid.\n', ''), '');
      assert.deepEqual(readdirSync(cache()), ['installed.json']);
      ready[kind] = path.join(root, path.basename(first.path));
      writeFileSync(ready[kind], readFileSync(first.path));
      chmodSync(ready[kind], 0o755);

      const files = kept(path.join(folder, 'config'));
      const again = await install(plan(kind, packer, source));
      assert.deepEqual(again, { path: made.target, already: true });
      assert.deepEqual(kept(path.join(folder, 'config')), files);

      if (kind === 'single') {
        // Something has happened to it: installed again, it is repaired.
        writeFileSync(first.path, 'broken');
        assert.ok(!validate(packer).passes);
        assert.deepEqual(await install(plan(kind, packer, source)), { path: made.target, already: false });
        assert.ok(validate(packer).passes);
      }

      const plugins = dscPlugins(found(kind, packer));
      assert.deepEqual(
        plugins.map((plugin) => plugin.path),
        [made.target],
      );
      await removeDsc(plugins, cache());
      const { passes, stdout } = validate(packer);
      assert.ok(!passes);
      assert.match(stdout, /dsc/);
      assert.deepEqual(kept(path.join(folder, 'config')), []);
      assert.equal(readFileSync(path.join(cache(), 'installed.json'), 'utf8'), '[]\n');
    });

  it('puts back what was there when it does not work, and stops at any step', async function () {
    const packer = packerOf(this, 'single');
    const program = ready.single;
    if (program === undefined) skipBecause(this, 'nothing was built');
    const source: DscSource = { kind: 'file', path: program };
    for (const at of ['fetch', 'check', 'place', 'prove'] as const) {
      const stop = new AbortController();
      const steps: DscStep[] = [];
      await assert.rejects(
        install(plan('single', packer, source), stop.signal, (step) => {
          steps.push(step);
          if (step === at) stop.abort();
          return undefined;
        }),
        { name: 'AbortError' },
      );
      assert.equal(steps.at(-1), at);
      nothingLeft();
    }
    const { target = '' } = plan('single', packer, source);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, 'older', { mode: 0o755 });
    assert.deepEqual(plan('single', packer, source).replaces, [target]);
    const stop = new AbortController();
    await assert.rejects(
      install(plan('single', packer, source), stop.signal, (step) => {
        if (step === 'prove') stop.abort();
        return undefined;
      }),
      { name: 'AbortError' },
    );
    assert.equal(readFileSync(target, 'utf8'), 'older');
    assert.deepEqual(readdirSync(path.dirname(target)), [path.basename(target)]);
  });

  it('stops while Go builds', async function () {
    const packer = packerOf(this, 'sdk');
    const source: DscSource = { kind: 'git', ...dscRepository(path.join(folder, 'repository'), 'sdk') };
    const stop = new AbortController();
    const stopped = installDsc(plan('sdk', packer, source), {
      runner,
      cache: cache(),
      signal: stop.signal,
      // Not at once: Go is to have begun.
      onStep: (step) => step === 'build' && setTimeout(() => stop.abort(), 50),
    });
    await assert.rejects(stopped, { name: 'AbortError' });
    nothingLeft();
  });

  it('takes a program from a zip, whatever its names say, and refuses one for another Packer', async function () {
    const packer = packerOf(this, 'single');
    const { single, sdk } = ready;
    if (single === undefined || sdk === undefined) skipBecause(this, 'nothing was built');
    const zip = path.join(folder, 'linux_amd64.zip');
    writeFileSync(
      zip,
      zipOf({ '../../../README.md': 'no', '../../escaped/packer-provisioner-dsc': readFileSync(single) }),
    );
    const { path: file } = await install(plan('single', packer, { kind: 'file', path: zip }));
    assert.ok(validate(packer).passes);
    assert.deepEqual(readFileSync(file), readFileSync(single));
    await removeDsc(dscPlugins(found('single', packer)), cache());
    assert.deepEqual(readdirSync(path.join(folder, 'config')), []);
    for (const made of [cache(), path.join(folder, 'config')]) rmSync(made, { recursive: true });

    const failed = (source: string, kind: string, subject: RegExp) =>
      assert.rejects(install(plan('single', packer, { kind: 'file', path: source })), (error: unknown) => {
        assert.ok(error instanceof DscFailure, String(error));
        assert.equal(error.kind, kind);
        assert.match(error.subject, subject);
        return true;
      });
    await failed(sdk, 'api', /^5\|0\|unix$/);
    const text = path.join(folder, 'text');
    writeFileSync(text, '#!/bin/sh\necho 5\n');
    await failed(text, 'notPlugin', /^$/);
    writeFileSync(zip, zipOf({ 'README.md': 'no' }));
    await failed(zip, 'zip', /linux_amd64\.zip$/);
    writeFileSync(zip, zipOf({ 'packer-provisioner-dsc': readFileSync(single) }).subarray(0, -100_000));
    await failed(zip, 'zip', /linux_amd64\.zip$/);
    nothingLeft();
  });

  it('takes a folder, without its links, and refuses one that is made for another Packer', async function () {
    const packer = packerOf(this, 'sdk');
    const repository = path.join(folder, 'repository');
    dscRepository(repository, 'sdk');
    symlinkSync('/etc/passwd', path.join(repository, 'provisioner', 'dsc', 'link.go'));
    const { already } = await install(plan('sdk', packer, { kind: 'folder', path: repository }));
    assert.ok(!already);
    assert.ok((await install(plan('sdk', packer, { kind: 'folder', path: repository }))).already);
    assert.equal(
      git(repository, ['status', '--porcelain']),
      '?? provisioner/dsc/link.go',
      'nothing is written there',
    );

    dscRepository(path.join(folder, 'other'), 'single');
    await assert.rejects(install(plan('sdk', packer, { kind: 'folder', path: path.join(folder, 'other') })), {
      kind: 'api',
      subject: 'example.com/packer-dsc',
    });
  });

  it('runs nothing that a repository brings, nor what the user has set up for other ones', async function () {
    const packer = packerOf(this, 'single');
    const marker = path.join(folder, 'ran');
    const hooks = path.join(folder, 'template', 'hooks');
    mkdirSync(hooks, { recursive: true });
    writeFileSync(path.join(hooks, 'post-checkout'), `#!/bin/sh\necho hook >> ${marker}\n`, { mode: 0o755 });
    const other = dscRepository(path.join(folder, 'submodule'), 'single');
    const evil = dscRepository(path.join(folder, 'repository'), 'single', (at) => {
      writeFileSync(path.join(at, '.gitattributes'), '* filter=lfs\n*.go filter=other\n');
      writeFileSync(path.join(at, '.gitmodules'), `[submodule "s"]\n\tpath = s\n\turl = ${other.url}\n`);
      writeFileSync(path.join(at, '.lfsconfig'), '[lfs]\n\turl = https://example.com\n');
      symlinkSync('/etc/passwd', path.join(at, 'provisioner', 'dsc', 'link.txt'));
    });
    writeFileSync(
      path.join(folder, 'gitconfig'),
      [
        `[init]\n\ttemplateDir = ${path.dirname(hooks)}`,
        `[core]\n\thooksPath = ${hooks}`,
        '[submodule]\n\trecurse = true',
        '[safe]\n\tdirectory = *',
        ...['lfs', 'other'].map(
          (name) => `[filter "${name}"]\n\tsmudge = "echo ${name} >> ${marker}; cat"\n\tclean = cat`,
        ),
      ].join('\n'),
    );
    // Git as it is runs all of that.
    execFileSync('git', ['clone', '-q', evil.url, path.join(folder, 'clone')]);
    assert.match(readFileSync(marker, 'utf8'), /hook/);
    assert.match(readFileSync(marker, 'utf8'), /lfs|other/);
    rmSync(marker);

    // As in an editor that Git has started for a message.
    process.env.GIT_INDEX_FILE = path.join(folder, 'index');
    await install(plan('single', packer, { kind: 'git', ...evil }));
    assert.ok(!existsSync(path.join(folder, 'index')));
    assert.ok(!existsSync(marker), 'something of the repository ran');
    assert.ok(validate(packer).passes);
  });

  it('refuses a repository whose paths lead out of it, another commit, and other protocols', async function () {
    const packer = packerOf(this, 'single');
    const repository = path.join(folder, 'repository');
    const { url, commit } = dscRepository(repository, 'single');
    const blob = git(repository, ['hash-object', '-w', '--stdin'], 'escaped\n');
    const inner = git(repository, ['mktree'], `100644 blob ${blob}\tescaped\n`);
    const bytes = Buffer.concat([Buffer.from('40000 ..\0'), Buffer.from(inner, 'hex')]);
    const tree = execFileSync('git', ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'], {
      cwd: repository,
      input: bytes,
      encoding: 'utf8',
    }).trim();
    const evil = git(repository, ['commit-tree', '-m', 'Out', tree]);
    git(repository, ['update-ref', 'refs/heads/evil', evil]);
    const failed = (source: Partial<Extract<DscSource, { kind: 'git' }>>, kind: string) =>
      assert.rejects(
        install(plan('single', packer, { kind: 'git', url, commit, ...source })),
        (error: unknown) =>
          error instanceof DscFailure && (assert.equal(error.kind, kind, error.subject), true),
      );
    await failed({ commit: evil }, 'unsafe');
    await failed({ commit: commit.replace(/.{8}$/, '00000000') }, 'noCommit');
    await failed({ url: `ext::sh -c touch% ${path.join(folder, 'ran')}` }, 'unsafe');
    await failed({ url: 'https://localhost:1/packer-dsc' }, 'offline');
    assert.ok(!existsSync(path.join(folder, 'ran')));
    assert.deepEqual(
      readdirSync(folder).filter((name) => /escaped/.test(name)),
      [],
    );
    nothingLeft();
  });

  it('names the module that is missing offline', async function () {
    const packer = packerOf(this, 'single');
    const source: DscSource = { kind: 'git', ...dscRepository(path.join(folder, 'repository'), 'single') };
    Object.assign(process.env, { GOMODCACHE: path.join(folder, 'go'), GOPROXY: 'off' });
    await assert.rejects(install(plan('single', packer, source)), (error: unknown) => {
      assert.ok(error instanceof DscFailure, String(error));
      assert.equal(error.kind, 'offline', error.subject);
      assert.match(error.subject, /^[\w./-]+@v[\w.-]+$/);
      return true;
    });
    nothingLeft();
  });

  describe('in a place where it can not be put', () => {
    const failed = (context: Mocha.Context, kind: string) => {
      const packer = packerOf(context, 'single');
      const program = ready.single;
      if (program === undefined) skipBecause(context, 'nothing was built');
      const source: DscSource = { kind: 'file', path: program };
      return assert.rejects(install(plan('single', packer, source)), (error: unknown) => {
        assert.ok(error instanceof DscFailure, String(error));
        assert.equal(error.kind, kind);
        return true;
      });
    };
    const plugins = () => path.join(folder, 'config', '.packer.d', 'plugins');

    it('leads nowhere through a link', async function () {
      mkdirSync(path.join(folder, 'elsewhere'));
      mkdirSync(path.dirname(plugins()), { recursive: true });
      symlinkSync(path.join(folder, 'elsewhere'), plugins());
      await failed(this, 'linkedFolder');
      assert.deepEqual(readdirSync(path.join(folder, 'elsewhere')), []);
    });

    it('says so of one that can not be written', async function () {
      process.env.PACKER_CONFIG_DIR = '/sys/boxwright';
      try {
        await failed(this, 'noPermission');
      } finally {
        process.env.PACKER_CONFIG_DIR = path.join(folder, 'config');
      }
      nothingLeft();
    });

    it('leaves nothing on a disk that is full', async function () {
      mkdirSync(plugins(), { recursive: true });
      const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', plugins()]);
      if (status !== 0) skipBecause(this, `no file system can be mounted: ${String(stderr).trim()}`);
      try {
        await failed(this, 'diskFull');
        assert.deepEqual(readdirSync(plugins()), []);
      } finally {
        execFileSync('umount', [plugins()]);
      }
    });
  });
});

/** A zip of deflated entries. */
function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const entry = [Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), packed];
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name));
    local.push(...entry);
    offset += entry.reduce((sum, part) => sum + part.length, 0);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\u0005\u0006'), end]);
}
