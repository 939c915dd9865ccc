import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { findLeftovers } from '../../../../../src/tools/packer/leftovers/findLeftovers';
import type { Leftover } from '../../../../../src/tools/packer/leftovers/findLeftovers';
import { folderContents } from '../../../../../src/tools/packer/leftovers/folderContents';
import { foreignReason } from '../../../../../src/tools/packer/leftovers/foreign';
import { inUseBy } from '../../../../../src/tools/packer/leftovers/inUse';
import { orphans } from '../../../../../src/tools/packer/leftovers/orphans';
import { folderProof, machineProof } from '../../../../../src/tools/packer/leftovers/proof';
import { removableFolder } from '../../../../../src/tools/packer/leftovers/removableFolder';
import type { Disk } from '../../../../../src/tools/packer/leftovers/removableFolder';
import { staleLocks } from '../../../../../src/tools/packer/leftovers/staleLocks';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { Claim } from '../../../../../src/tools/packer/runs/buildClaims';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { processIdentity } from '../../../../../src/tools/processIdentity';
import { ToolMissing, ToolRunner } from '../../../../../src/tools/toolRunner';
import type { ToolCommand } from '../../../../../src/tools/toolCommand';
import { listCommand, listProcesses } from '../../../../../src/tools/processList';
import type { ListedProcess } from '../../../../../src/tools/processList';
import { templateOf } from '../../../../support/templates';
import { needLinks } from '../../../../support/links';

describe('removableFolder', () => {
  let scratch: string;
  let root: string;
  beforeEach(() => {
    scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright clean $x é ')));
    root = path.join(scratch, 'project');
    for (const folder of ['images/output-one', 'images/scripts', 'images/repo/.git'])
      mkdirSync(path.join(root, folder), { recursive: true });
    mkdirSync(path.join(scratch, 'elsewhere', 'output'), { recursive: true });
    writeFileSync(path.join(root, 'images', 'file'), '');
  });
  afterEach(() => rmSync(scratch, { recursive: true }));

  const check = (named: string, cwd = path.join(root, 'images')) =>
    removableFolder(named, {
      root,
      cwd,
      sources: [path.join(cwd, 'a.json'), path.join(root, 'images', 'scripts', 'x.ps1')],
    });
  const removed = (found: ReturnType<typeof check>) => (found?.removable ? found.path : undefined);
  const refusal = (named: string, cwd?: string) => {
    const found = check(named, cwd);
    return found && !found.removable ? found.refusal : found;
  };

  it('is a folder of its own within the project', () => {
    for (const named of [
      'output-one',
      './output-one/',
      '../images/output-one',
      path.join(root, 'images', 'output-one'),
    ])
      assert.equal(removed(check(named)), path.join(root, 'images', 'output-one'));
    assert.equal(removed(check('images/output-one', root)), path.join(root, 'images', 'output-one'));
    mkdirSync(path.join(root, 'images', '..out'));
    assert.equal(removed(check('..out')), path.join(root, 'images', '..out'));
  });

  it('is never the root, a home, a parent, or outside of the project', () => {
    for (const named of [
      '/',
      '..',
      '../..',
      '../../elsewhere/output',
      scratch,
      path.join(scratch, 'elsewhere'),
      tmpdir(),
    ])
      assert.equal(refusal(named), 'outside', named);
    assert.equal(refusal(homedir()), 'outside');
    assert.equal(refusal('.'), 'holds-sources');
    assert.equal(refusal(''), 'holds-sources');
    assert.equal(refusal('images', root), 'holds-sources');
    assert.equal(refusal('.', root), 'outside');
  });

  it('is nothing for what only a shell would understand', () => {
    for (const named of ['~', '~/images', '$HOME', '%USERPROFILE%', '*', 'output-*'])
      assert.equal(check(named), undefined, named);
  });

  it('holds no sources and is no repository', () => {
    assert.equal(refusal('scripts'), 'holds-sources');
    assert.equal(refusal('repo'), 'repository');
    assert.equal(refusal('file'), 'no-folder');
  });

  for (const [what, name, content, expected] of [
    ['a repository', 'deep/er/.git/HEAD', '', 'repository'],
    ['a submodule', 'deep/er/.git', 'gitdir: ../x', 'repository'],
    ['a template of another', 'deep/other.pkr.hcl', '', 'holds-sources'],
    ['a JSON template of another', 'deep/other.json', '{"builders": []}', 'holds-sources'],
    ['a script', 'deep/setup.PS1', '', 'holds-sources'],
    ['what builders make', 'deep/packer-manifest.json', '{"builds": []}', undefined],
  ] as const)
    it(`holds ${what} at no depth`, () => {
      const file = path.join(root, 'images', 'output-one', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      assert.equal(refusal('output-one') === expected || (!expected && check('output-one')?.removable), true);
    });

  it('has no other file system in it', function () {
    if (process.platform !== 'linux' || statSync('/dev').dev === statSync('/dev/shm').dev) this.skip();
    assert.equal(folderContents('/dev').holds, 'mount');
  });

  it('is reached through no link', function () {
    needLinks(this);
    const images = path.join(root, 'images');
    symlinkSync(path.join(scratch, 'elsewhere', 'output'), path.join(images, 'output-link'));
    symlinkSync(path.join(scratch, 'elsewhere'), path.join(images, 'away'));
    symlinkSync(path.join(images, 'output-one'), path.join(images, 'inner'));
    assert.equal(refusal('output-link'), 'link');
    assert.equal(refusal('away/output'), 'link');
    assert.equal(refusal('inner'), 'link');
    assert.equal(refusal('output-link/'), 'link');
  });

  it('may lie in a project that is itself reached through a link', function () {
    needLinks(this);
    symlinkSync(root, path.join(scratch, 'link'));
    const linked = path.join(scratch, 'link');
    const found = removableFolder('output-one', {
      root: linked,
      cwd: path.join(linked, 'images'),
      sources: [],
    });
    assert.equal(found?.removable, true);
  });

  it('knows drives and other spellings on Windows', () => {
    const contents = { born: undefined, changed: 0, holds: undefined, complete: true };
    const disk: Disk = {
      paths: path.win32,
      platform: 'win32',
      kind: () => 'folder',
      real: (file) => file,
      contents: () => contents,
    };
    const facts = { root: 'C:\\p', cwd: 'C:\\p\\images', sources: ['C:\\p\\images\\a.json'] };
    const result = (named: string) => {
      const found = removableFolder(named, facts, disk);
      return found?.removable ? found.path : found?.refusal;
    };
    assert.equal(result('output-one'), 'C:\\p\\images\\output-one');
    assert.equal(result('c:/P/images/out'), 'c:\\P\\images\\out');
    assert.equal(result('D:\\out'), 'outside');
    assert.equal(result('\\\\server\\share\\out'), 'outside');
    assert.equal(result('\\'), 'outside');
    assert.equal(result('C:\\P\\IMAGES'), 'holds-sources');
  });

  for (const [platform, paths, root] of [
    ['win32', path.win32, 'C:\\p'],
    ['darwin', path.posix, '/p'],
  ] as const)
    it(`is never a folder of sources in other capitals, on ${platform}`, () => {
      const http = paths.join(root, 'http');
      const contents = { born: undefined, changed: 0, holds: undefined, complete: true };
      const disk: Disk = {
        paths,
        platform,
        kind: () => 'folder',
        real: (file) => file,
        contents: () => contents,
      };
      const facts = { root, cwd: root, sources: [http, paths.join(root, 'scripts', 'a.ps1')] };
      const result = (named: string) => {
        const found = removableFolder(named, facts, disk);
        return found?.removable ? 'removable' : found?.refusal;
      };
      for (const named of ['HTTP', 'Http', 'SCRIPTS']) assert.equal(result(named), 'holds-sources', named);
      assert.equal(result('HTTPS'), 'removable');
    });
});

const run = (more: Partial<RunRecord> = {}): RunRecord => ({
  id: '20261123T000000-0001',
  template: '/p/a.json',
  choices: defaultChoices,
  cwd: '/p',
  status: 'failed',
  began: 1_700_000_000_500,
  ended: 1_700_000_100_000,
  steps: [],
  artifacts: [],
  errors: [],
  ...more,
});

const template = '/p/a.json';

describe('machineProof', () => {
  const made = (...machines: readonly { name?: string; prefix?: string }[]) =>
    run({ footprint: { folders: [], machines } });
  const born = 1_700_000_050_000;
  const of = (name: string, at: number | undefined, ...runs: readonly RunRecord[]) => {
    const proof = machineProof(name, { born: at, changed: 0 }, runs);
    return proof.proven ? proof.run.id : proof.doubt;
  };

  it('is a run that was to make a machine of that name, and during which its folder was made', () => {
    assert.equal(of('win-2022', born, made({ name: 'win-2022' })), '20261123T000000-0001');
    assert.equal(of('packer-one-1700000050', born, made({ prefix: 'packer-one-' })), '20261123T000000-0001');
  });

  it('is nothing that a name alone says', () => {
    assert.equal(of('win-2022', born), 'unrecorded');
    assert.equal(of('win-2022', born, made({ name: 'win-2019' })), 'unrecorded');
    assert.equal(of('packer-one-more-1700000050', born, made({ prefix: 'packer-one-' })), 'unrecorded');
    assert.equal(of('win-2022', 1_600_000_000_000, made({ name: 'win-2022' })), 'otherTime');
    assert.equal(of('win-2022', 1_800_000_000_000, made({ name: 'win-2022' })), 'otherTime');
    assert.equal(of('win-2022', undefined, made({ name: 'win-2022' })), 'untold');
  });

  it('is none for what a run was to make, and made', () =>
    assert.equal(of('win', born, { ...made({ name: 'win' }), status: 'succeeded' }), 'succeeded'));

  it('is none for files that were changed since VirtualBox forgot them', () => {
    const proof = machineProof('win', { born, changed: 1_800_000_000_000 }, [made({ name: 'win' })]);
    assert.deepEqual(proof, { proven: false, doubt: 'changed' });
  });
});

describe('orphans', () => {
  const began = 1_700_000_050_000;
  const processes = [
    { pid: 11, group: 10, command: '/bin/sh /tmp/packer-shell1' },
    { pid: 20, group: 20, command: '/usr/bin/qemu-system-x86_64 -drive file=/p/output-one/disk,if=virtio' },
    { pid: 21, group: 21, command: '/usr/bin/qemu-system-x86_64 -drive file=/p/output-one-more/disk' },
    { pid: 22, group: 22, command: 'tail -f /p/output-one/qemu-system-x86_64' },
    {
      pid: 23,
      group: 23,
      command: '"C:\\Program Files\\qemu\\qemu-system-x86_64.exe" -drive file=C:\\p\\out\\disk',
    },
  ].map((one) => ({ ...one, began }));
  const made = (...folders: readonly string[]) => ({
    footprint: { folders: folders.map((one) => ({ path: one, existed: false })), machines: [] },
  });
  const thisBoot = async () => (await processIdentity(process.pid)) ?? '';
  const found = (
    all: readonly ListedProcess[],
    more: Partial<RunRecord>,
    folders: readonly string[] = [],
    platform: NodeJS.Platform = 'linux',
  ) =>
    orphans(all, [run(more)], folders, platform).map(({ process: { pid }, proof }) => [
      pid,
      proof.proven || proof.doubt,
    ]);

  it('are what is left of the group of a run', async () => {
    assert.deepEqual(found(processes, { pid: 10, started: await thisBoot() }), [[11, true]]);
    assert.deepEqual(found(processes, {}), []);
  });

  it('are perhaps still wanted where the run went well', async () => {
    assert.deepEqual(found(processes, { pid: 10, started: await thisBoot(), status: 'succeeded' }), [
      [11, 'succeeded'],
    ]);
    assert.deepEqual(found(processes, { ...made('/p/output-one'), status: 'succeeded' }, ['/p/output-one']), [
      [20, 'succeeded'],
    ]);
  });

  it('are not those of a group that is led again', async () =>
    assert.deepEqual(found(processes, { pid: 20, started: await thisBoot() }), []));

  it('are not those of another group that has the number', async () => {
    const later = processes.map((one) => ({ ...one, began: 1_800_000_000_000 }));
    assert.deepEqual(found(later, { pid: 10, started: await thisBoot() }), []);
  });

  it('are not those of another start of the computer, whatever its clock says', function () {
    if (process.platform !== 'linux') this.skip();
    const other = '00000000-0000-0000-0000-000000000000 4711';
    assert.deepEqual(found(processes, { pid: 10, started: other }), []);
  });

  it('are hypervisors that work in a folder of a run and began with it', () => {
    assert.deepEqual(found(processes, made('/p/output-one'), ['/p/output-one']), [[20, true]]);
    for (const folder of ['C:\\p\\out', 'c:\\P\\Out'])
      assert.deepEqual(found(processes, made(folder), [folder], 'win32'), [[23, true]]);
    const capitals = '/P/Output-One';
    assert.deepEqual(found(processes, made(capitals), [capitals], 'darwin'), [[20, true]]);
    assert.deepEqual(found(processes, made(capitals), [capitals], 'linux'), []);
    assert.deepEqual(found(processes, {}, ['/p/output-one']), [[20, 'unrecorded']]);
    const later = processes.map((one) => ({ ...one, began: 1_800_000_000_000 }));
    assert.deepEqual(found(later, made('/p/output-one'), ['/p/output-one']), [[20, 'otherTime']]);
  });

  it('may be in a folder whose name has blanks', () => {
    const all = [
      '/Applications/VMware Fusion.app/Contents/Library/vmware-vmx -s x /p/out/a.vmx',
      '/Applications/VMware Fusion Tech Preview.app/Contents/Library/vmware-vmx-debug /p/out/a.vmx',
      '/Applications/Text Edit.app/Contents/MacOS/edit /p/out/vmware-vmx',
      '/usr/bin/less /Applications/VMware Fusion.app/Contents/Library/vmware-vmx /p/out/a.vmx',
    ].map((command, pid) => ({ pid, group: pid, command, began }));
    assert.deepEqual(found(all, made('/p/out'), ['/p/out'], 'darwin'), [
      [0, true],
      [1, true],
    ]);
  });

  it('are read from what each system prints', () => {
    assert.equal(listCommand('linux'), undefined);
    const ps =
      '  1   1 Ss   Sat Nov  1 09:00:00 2026     /sbin/launchd\n 93  90 S+   Mon Nov 23 14:15:02 2026     /bin/sh -c x\n 94  90 Z    Mon Nov 23 14:15:02 2026     (sh)\n';
    assert.deepEqual(listCommand('darwin')?.parse(ps), [
      { pid: 1, group: 1, began: new Date(2026, 10, 1, 9).getTime(), command: '/sbin/launchd' },
      { pid: 93, group: 90, began: new Date(2026, 10, 23, 14, 15, 2).getTime(), command: '/bin/sh -c x' },
    ]);
    assert.match(listCommand('win32')?.args.at(-1) ?? '', /OutputEncoding.*UTF8.*Win32_Process/);
    // Packer was process 70, and is gone; 77 is what it had started.
    const windows =
      '0 0 0 \r\n4 0 0 \r\n77 70 134083665020000000 "C:\\a b\\packer.exe" build x.json\r\n78 77 134083665030000000 packer.exe execute\r\n';
    assert.deepEqual(listCommand('win32')?.parse(windows), [
      { pid: 0, group: undefined, began: undefined, command: '' },
      { pid: 4, group: undefined, began: undefined, command: '' },
      { pid: 77, group: 70, began: 1763892902000, command: '"C:\\a b\\packer.exe" build x.json' },
      { pid: 78, group: 70, began: 1763892903000, command: 'packer.exe execute' },
    ]);
  });

  it('have the time at which a process began', async () => {
    const own = (await listProcesses()).find(({ pid }) => pid === process.pid);
    const since = Date.now() - process.uptime() * 1000;
    assert.ok(
      own?.began !== undefined && Math.abs(own.began - since) < 2000,
      `${own?.began} is not ${since}`,
    );
  });
});

describe('what a running build uses', () => {
  const owner = { pid: 1, sign: 'a.window' };
  const claim: Claim = {
    template,
    run: 'a',
    footprint: {
      folders: [{ path: path.resolve('/p/out/one'), existed: false }],
      machines: [{ name: 'win' }, { prefix: 'packer-one-' }],
    },
    owner,
    packer: { pid: 10, started: 'x' },
    held: true,
  };
  const inUse = inUseBy([claim]);

  it('are its folders, with those around them and in them', () => {
    const used = ['/p/out/one', '/p/out', '/', '/p/out/one/disks', '/p/out/one-more', '/q'].filter((one) =>
      inUse.folder(path.resolve(one)),
    );
    assert.deepEqual(used, ['/p/out/one', '/p/out', '/', '/p/out/one/disks']);
  });

  it('are its machines', () =>
    assert.deepEqual(
      ['win', 'win-2', 'packer-one-1700000050', 'packer-two-1700000050'].filter((one) => inUse.machine(one)),
      ['win', 'packer-one-1700000050'],
    ));

  it('are Packer, its group, and what works in its folders', () => {
    const one = (pid: number, group: number, command = '') => ({ pid, group, command, began: 0 });
    assert.ok(inUse.process(one(10, 3)) && inUse.process(one(11, 10)) && !inUse.process(one(12, 12)));
    assert.ok(inUse.process(one(13, 13, `qemu-system-x86_64 file=${path.resolve('/p/out/one')}/disk`)));
  });
});

describe('staleLocks', () => {
  it('are those of the downloads that the log names', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-locks-'));
    try {
      const name = '0123456789abcdef0123456789abcdef01234567.iso';
      const other = '1123456789abcdef0123456789abcdef01234567.iso';
      const third = '2123456789abcdef0123456789abcdef01234567.iso';
      for (const file of [`${name}.lock`, `${other}.lock`, 'precious.lock'])
        writeFileSync(path.join(folder, file), '');
      writeFileSync(path.join(folder, `${third}.lock`), 'something');
      const log = path.join(folder, 'packer.log');
      writeFileSync(
        log,
        [
          `==> one: https://e.org/x.iso?checksum=md5:1 => ${path.join(folder, name)}`,
          `==> one: https://e.org/x.iso => ${folder}/gone${name}`,
          `    one: x => ${folder}/precious`,
          `    one: a provisioner prints => ${path.join(folder, other)}`,
          `==> one: https://e.org/y.iso => ${path.join(folder, third)}`,
        ].join('\n'),
      );
      assert.deepEqual(staleLocks(log), [path.join(folder, `${name}.lock`)]);
      assert.deepEqual(staleLocks(path.join(folder, 'none')), []);
      assert.deepEqual(staleLocks(undefined), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('findLeftovers', () => {
  let root: string;
  let vbox: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-leftovers-')));
    vbox = path.join(root, '..', `${path.basename(root)}-vbox`);
    mkdirSync(path.join(vbox, 'VMs'), { recursive: true });
    process.env['VBOX_STAND_IN'] = vbox;
  });
  afterEach(() => {
    delete process.env['VBOX_STAND_IN'];
    rmSync(root, { recursive: true });
    rmSync(vbox, { recursive: true });
  });

  const runnerWith = (VBoxManage?: string) =>
    new ToolRunner({
      locate: (tool) => {
        if (tool === 'VBoxManage' && VBoxManage !== undefined) return VBoxManage;
        throw new ToolMissing(tool, '');
      },
      isTrusted: () => true,
      log: () => undefined,
    });
  const standIn = path.join(REPO_ROOT, 'test', 'support', 'virtualBox', 'VBoxManage');
  const builders = (...folders: string[]) =>
    folders.map((output, index) => ({ type: 'qemu', name: `b${index}`, output_directory: output }));
  const make = (name: string, ...files: readonly string[]) => {
    mkdirSync(path.join(root, name), { recursive: true });
    for (const file of files) writeFileSync(path.join(root, name, file), '');
  };
  /** A run that began a minute ago, and ends now. */
  const recorded = (folders: readonly string[], more: Partial<RunRecord> = {}): RunRecord =>
    run({
      began: Date.now() - 60_000,
      ended: Date.now(),
      footprint: {
        folders: folders.map((name) => ({ path: path.join(root, name), existed: false })),
        machines: [],
      },
      ...more,
    });
  const find = async (
    all: readonly object[],
    { runs = [], claims = [], tool }: { runs?: RunRecord[]; claims?: Claim[]; tool?: string } = {},
  ) => {
    const built = { template: templateOf({ builders: all }), cwd: root, files: { rootOf: () => root } };
    const { found, leftAlone } = await findLeftovers(runnerWith(tool), built, { runs, claims });
    return {
      found: found.map(shown),
      leftAlone: leftAlone.map(({ path: file, refusal }) => [named(file), refusal]),
    };
  };
  const named = (file: string) => path.relative(root, file) || '.';
  const shown = (one: Leftover) => [
    one.kind === 'folder' ? named(one.path) : one.kind === 'machine' ? one.machine.name : one.kind,
    one.proof.proven || one.proof.doubt,
  ];

  it('are folders that a recorded run made', async () => {
    make('output', 'disk');
    const { found } = await find(builders('output', 'not-there'), {
      runs: [recorded(['output', 'not-there'])],
    });
    assert.deepEqual(found, [['output', true]]);
  });

  it('are shown with the reason where no run proves it', async () => {
    for (const name of ['new', 'existed', 'old', 'product', 'written']) make(name, 'disk');
    const hour = 3_600_000;
    const before = recorded(['old'], { began: Date.now() - hour, ended: Date.now() - hour / 2 });
    const existed = recorded(['existed']);
    const folders = existed.footprint?.folders.map((one) => ({ ...one, existed: true })) ?? [];
    const written = recorded(['written']);
    utimesSync(path.join(root, 'written', 'disk'), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
    const { found } = await find(builders('new', 'existed', 'old', 'product', 'written'), {
      runs: [
        before,
        { ...existed, footprint: { folders, machines: [] } },
        recorded(['product'], { status: 'succeeded' }),
        written,
      ],
    });
    assert.deepEqual(found, [
      ['new', 'unrecorded'],
      ['existed', 'existed'],
      ['old', 'otherTime'],
      ['product', 'succeeded'],
      ['written', 'changed'],
    ]);
  });

  it('are not what a build made that went well, whatever became of the others', async () => {
    for (const name of ['well', 'killed', 'bad']) make(name, 'disk');
    const build = (name: string) => ({ path: path.join(root, name), existed: false, build: name });
    const made = { folders: ['well', 'bad', 'killed'].map(build), machines: [] };
    const { found } = await find(builders('well', 'killed', 'bad'), {
      // Packer lists what was made at its end, which it may not have seen.
      runs: [recorded([], { footprint: made, artifacts: ['well (vagrant): one'], finished: ['killed'] })],
    });
    assert.deepEqual(found, [
      ['well', 'succeeded'],
      ['killed', 'succeeded'],
      ['bad', true],
    ]);
    const older = recorded(['bad'], { finished: ['well'] });
    assert.deepEqual((await find(builders('bad'), { runs: [older] })).found, [['bad', 'succeeded']]);
  });

  it('are what the machine of a run has written since it ended, and nothing that was made since', () => {
    const folder = path.join(root, 'output');
    const ended = Date.now() - 3_600_000;
    const one = recorded(['output'], { began: ended - 60_000, ended });
    const proof = (born: number, goesOn: boolean) => {
      const found = folderProof(folder, { born, changed: Date.now() }, [one], () => goesOn);
      return found.proven || found.doubt;
    };
    assert.deepEqual(
      [proof(ended - 1000, true), proof(ended - 1000, false), proof(ended + 60_000, true)],
      [true, 'changed', 'otherTime'],
    );
  });

  it('are folders that -force has made anew', async () => {
    make('output', 'disk');
    const forced = recorded(['output'], { choices: { ...defaultChoices, force: true } });
    const folders = [{ path: path.join(root, 'output'), existed: true }];
    const { found } = await find(builders('output'), {
      runs: [{ ...forced, footprint: { folders, machines: [] } }],
    });
    assert.deepEqual(found, [['output', true]]);
  });

  it('leave alone what is not theirs, and what a running build uses, and say why', async () => {
    make('output/inner', 'disk');
    const claim = {
      ...recorded(['output/inner']),
      run: 'x',
      template: '/other.json',
      owner: { pid: 1, sign: 'a.window' },
    };
    const claims = [{ ...claim, footprint: claim.footprint ?? { folders: [], machines: [] }, held: true }];
    const { found, leftAlone } = await find(builders('..', 'output'), {
      runs: [recorded(['output'])],
      claims,
    });
    assert.deepEqual(found, []);
    assert.deepEqual(leftAlone, [
      ['..', 'outside'],
      ['output', 'in-use'],
    ]);
  });

  it('are what Packer may delete with -force, wherever it is, and nothing else', () => {
    const project = path.join(root, 'project');
    const elsewhere = path.join(root, 'elsewhere');
    for (const name of [
      'project/scripts',
      'project/new',
      'project/made',
      'project/output',
      'elsewhere/repo/.git',
    ])
      make(name, 'file');
    make('elsewhere/made', 'file');
    symlinkSync('new', path.join(project, 'link'));
    const runs = [
      recorded(['project/made', 'elsewhere/made']),
      recorded(['project/output', 'project/scripts', 'elsewhere/repo'], { status: 'succeeded' }),
    ];
    const around = { root: project, cwd: project, sources: [path.join(project, 'scripts', 'file')] };
    const reason = (...names: readonly string[]) => foreignReason(path.join(...names), around, runs);
    assert.deepEqual(
      ['made', 'output', 'new', 'scripts', 'link', 'none'].map((name) => reason(project, name)),
      ['own', 'own', 'unrecorded', 'holds-sources', 'link', undefined],
    );
    assert.deepEqual(
      ['made', 'repo'].map((name) => reason(elsewhere, name)),
      ['own', 'repository'],
    );
    assert.equal(reason(project), 'holds-sources');
    for (const own of ['/etc', '/', '/usr']) if (existsSync(own)) assert.notEqual(reason(own), 'own', own);
  });

  /** A runner whose programs answer at once, or are not there. */
  const answering = (
    answers: Partial<Record<string, { exitCode?: number; stdout?: string; stderr?: string }>>,
  ) =>
    ({
      run: (command: ToolCommand<unknown>) => {
        const answer = answers[command.tool];
        if (!answer) return Promise.reject(new ToolMissing(command.tool, ''));
        return Promise.resolve().then(() =>
          command.parse({ exitCode: 0, stdout: '', stderr: '', ...answer }),
        );
      },
    }) as unknown as ToolRunner;
  const findBy = async (
    runner: ToolRunner,
    builds: readonly object[],
    runs: RunRecord[],
    claims: Claim[] = [],
  ) => {
    const built = { template: templateOf({ builders: builds }), cwd: root, files: { rootOf: () => root } };
    const { found, unasked } = await findLeftovers(runner, built, { runs, claims });
    return {
      found: found.map((one) => [one.kind, one.proof.proven || one.proof.doubt]),
      unasked,
    };
  };

  describe('of Hyper-V', () => {
    const builds = [{ type: 'hyperv-iso', name: 'win', output_directory: 'o' }];
    const machines = [{ of: 'hyperv' as const, name: 'packer-win', build: 'win' }];
    const made = (more: Partial<RunRecord> = {}) =>
      recorded([], { footprint: { folders: [], machines }, ...more });
    const fileTime = (ms: number) => `${BigInt(Math.round(ms) + 11_644_473_600_000) * 10_000n}`;
    const hyperV = (more: object = {}) =>
      answering({
        powershell: {
          stdout: JSON.stringify({
            id: '3f1f5a0e-8c2a-4c1e-9b0d-2a7b6c5d4e3f',
            name: 'packer-win',
            state: 'Running',
            folder: path.join(root, 'vm'),
            disks: [path.join(root, 'disk.vhdx')],
            created: fileTime(Date.now() - 30_000),
            uptime: '200000000',
            ...more,
          }),
        },
      });
    const proofs = async (runner: ToolRunner, ...runs: RunRecord[]) =>
      (await findBy(runner, builds, runs)).found;

    it('are machines that were made during a run that was to make them, and not used since', async () => {
      assert.deepEqual(await proofs(hyperV(), made()), [['hyperV', true]]);
      assert.deepEqual(await proofs(hyperV()), [['hyperV', 'unrecorded']]);
      assert.deepEqual(await proofs(hyperV({ name: 'other' }), made()), []);
      const early = fileTime(Date.now() - 90_000);
      assert.deepEqual(await proofs(hyperV({ created: early }), made()), [['hyperV', 'otherTime']]);
      assert.deepEqual(await proofs(hyperV({ created: null }), made()), [['hyperV', 'untold']]);
      assert.deepEqual(await proofs(hyperV(), made({ finished: ['win'] })), [['hyperV', 'succeeded']]);
      const before = made({ ended: Date.now() - 15_000 });
      assert.deepEqual(await proofs(hyperV({ uptime: '1000000' }), before), [['hyperV', 'changed']]);
      writeFileSync(path.join(root, 'disk.vhdx'), '');
      assert.deepEqual(await proofs(hyperV({ state: 'Off', uptime: '0' }), before), [['hyperV', 'changed']]);
    });

    it('are no machines of VirtualBox of that name', async () => {
      const other = made({ footprint: { folders: [], machines: [{ name: 'packer-win' }] } });
      assert.deepEqual(await proofs(hyperV(), other), [['hyperV', 'unrecorded']]);
    });

    it('are none that a running build uses', async () => {
      const claim = { template: '/o.json', run: 'x', owner: { pid: 1, sign: 'a.window' }, held: true };
      const claims = [{ ...claim, footprint: { folders: [], machines } }];
      assert.deepEqual((await findBy(hyperV(), builds, [made()], claims)).found, []);
    });

    it('are none where Hyper-V is not there, and unknown where it may not be asked', async () => {
      assert.deepEqual(await findBy(answering({}), builds, [made()]), { found: [], unasked: [] });
      const failing = (stderr: string) =>
        findBy(answering({ powershell: { exitCode: 1, stderr } }), builds, []);
      assert.deepEqual((await failing('FullyQualifiedErrorId : CommandNotFoundException')).unasked, []);
      assert.deepEqual((await failing('UnauthorizedAccessException')).unasked, [
        { hypervisor: 'Hyper-V', reason: { kind: 'noRights' } },
      ]);
    });
  });

  describe('of VMware', () => {
    const builds = [{ type: 'vmware-iso', name: 'win', output_directory: 'output' }];

    it('are machines that run in folders of the builds, as those are proven', async () => {
      make('output', 'win.vmx');
      make('mine', 'win.vmx');
      const running = [path.join(root, 'output', 'win.vmx'), path.join(root, 'mine', 'win.vmx')];
      const runner = answering({ vmrun: { stdout: `Total running VMs: 2\n${running.join('\n')}\n` } });
      assert.deepEqual((await findBy(runner, builds, [recorded(['output'])])).found, [
        ['vmware', true],
        ['folder', true],
      ]);
      assert.deepEqual((await findBy(runner, builds, [])).found, [
        ['vmware', 'unrecorded'],
        ['folder', 'unrecorded'],
      ]);
      const failing = answering({ vmrun: { exitCode: 255, stdout: 'Error: no license' } });
      assert.deepEqual((await findBy(failing, builds, [])).unasked, [
        { hypervisor: 'VMware', reason: 'no license' },
      ]);
    });
  });

  describe('of VirtualBox', () => {
    const machine = { type: 'virtualbox-iso', vm_name: 'win', output_directory: 'o' };
    const machines = [{ name: 'win' }];
    const folder = () => path.join(vbox, 'VMs', 'win');
    const register = (more: object = {}) => {
      mkdirSync(folder(), { recursive: true });
      const file = path.join(vbox, '01234567-89ab-cdef-0123-456789abcdef.json');
      writeFileSync(file, JSON.stringify({ name: 'win', state: 'running', folder: folder(), ...more }));
    };
    const made = () => recorded([], { footprint: { folders: [], machines } });

    it('are machines that a recorded run made, and others only where the user says so', async () => {
      register();
      assert.deepEqual((await find([machine], { tool: standIn })).found, [['win', 'unrecorded']]);
      assert.deepEqual((await find([machine], { tool: standIn, runs: [made()] })).found, [['win', true]]);
      const earlier = { ...made(), began: 1000, ended: 2000 };
      assert.deepEqual((await find([machine], { tool: standIn, runs: [earlier] })).found, [
        ['win', 'otherTime'],
      ]);
    });

    it('are none that somebody has switched on or off since, or changed while they were off', async () => {
      const before = { ...made(), ended: Date.now() - 20_000 };
      const proofs = async () => (await find([machine], { tool: standIn, runs: [before] })).found;
      register({ since: new Date(Date.now() - 40_000).toISOString() });
      assert.deepEqual(await proofs(), [['win', 'otherTime']]);
      const earlier = { ...before, ended: Date.now() };
      const proof = async () => (await find([machine], { tool: standIn, runs: [earlier] })).found;
      assert.deepEqual(await proof(), [['win', true]]);
      register({ since: new Date(Date.now() + 60_000).toISOString() });
      assert.deepEqual(await proof(), [['win', 'changed']]);
      register({ state: 'poweroff', since: new Date(Date.now() - 40_000).toISOString() });
      assert.deepEqual(await proof(), [['win', true]]);
      writeFileSync(path.join(folder(), 'notes'), '');
      utimesSync(path.join(folder(), 'notes'), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
      assert.deepEqual(await proof(), [['win', 'changed']]);
    });

    it('are no files of a machine that has another name now, or that it does not describe', async () => {
      register({ name: 'renamed' });
      const found = async () => (await find([machine], { tool: standIn, runs: [made()] })).found;
      assert.deepEqual(await found(), []);
      register({ name: 'broken', folder: path.join(vbox, 'elsewhere'), unreadable: true });
      assert.deepEqual(
        (await found()).map(([, proof]) => proof),
        ['untold'],
      );
    });

    it('are files of machines that it has forgotten', async () => {
      mkdirSync(folder());
      writeFileSync(path.join(folder(), 'win.vdi'), '');
      const proofs = async (runs: RunRecord[]) =>
        (await find([machine], { tool: standIn, runs })).found.map(([name, proof]) => [
          path.basename(`${name}`),
          proof,
        ]);
      assert.deepEqual(await proofs([]), [['win', 'unrecorded']]);
      assert.deepEqual(await proofs([made()]), [['win', true]]);
    });

    it('are no sources of the template, wherever VirtualBox makes machines', async () => {
      mkdirSync(folder());
      writeFileSync(path.join(folder(), 'unattend.xml'), '');
      const referring = { ...machine, floppy_files: [path.join(folder(), 'unattend.xml')] };
      assert.deepEqual((await find([referring], { tool: standIn, runs: [made()] })).found, []);
    });

    it('are none that a running build uses', async () => {
      register();
      const claim = { template: '/o.json', run: 'x', owner: { pid: 1, sign: 'a.window' }, held: true };
      const claims = [{ ...claim, footprint: { folders: [], machines } }];
      assert.deepEqual((await find([machine], { tool: standIn, runs: [made()], claims })).found, []);
    });
  });
});
