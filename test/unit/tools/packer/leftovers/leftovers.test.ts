import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findLeftovers } from '../../../../../src/tools/packer/leftovers/findLeftovers';
import { machineNames } from '../../../../../src/tools/packer/leftovers/machineNames';
import { orphans } from '../../../../../src/tools/packer/leftovers/orphans';
import { removableFolder } from '../../../../../src/tools/packer/leftovers/removableFolder';
import type { Disk } from '../../../../../src/tools/packer/leftovers/removableFolder';
import { staleLocks } from '../../../../../src/tools/packer/leftovers/staleLocks';
import { defaultChoices } from '../../../../../src/tools/packer/commands/buildChoices';
import type { RunRecord } from '../../../../../src/tools/packer/runs/runRecord';
import { ToolMissing, ToolRunner } from '../../../../../src/tools/toolRunner';
import { listCommand } from '../../../../../src/tools/processList';
import { templateOf } from '../../../../support/templates';

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
      assert.deepEqual(check(named), { path: path.join(root, 'images', 'output-one'), removable: true });
    assert.deepEqual(check('images/output-one', root), {
      path: path.join(root, 'images', 'output-one'),
      removable: true,
    });
  });

  it('is never the root, a home, a parent, or outside of the project', () => {
    for (const named of [
      '/',
      '..',
      '../..',
      '../../elsewhere/output',
      scratch,
      path.join(scratch, 'elsewhere'),
      '/etc',
    ])
      assert.equal(refusal(named), 'outside', named);
    const home = process.env['HOME'] ?? '/root';
    assert.equal(refusal(home), 'outside');
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

  it('is reached through no link', () => {
    const images = path.join(root, 'images');
    symlinkSync(path.join(scratch, 'elsewhere', 'output'), path.join(images, 'output-link'));
    symlinkSync(path.join(scratch, 'elsewhere'), path.join(images, 'away'));
    symlinkSync(path.join(images, 'output-one'), path.join(images, 'inner'));
    assert.equal(refusal('output-link'), 'link');
    assert.equal(refusal('away/output'), 'link');
    assert.equal(refusal('inner'), 'link');
    assert.equal(refusal('output-link/'), 'link');
  });

  it('may lie in a project that is itself reached through a link', () => {
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
    const disk: Disk = { paths: path.win32, kind: () => 'folder', real: (file) => file, list: () => [] };
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

describe('machineNames', () => {
  const template = (builder: object) => templateOf({ builders: [{ type: 'virtualbox-iso', ...builder }] });

  it('are those that the template gives', () => {
    const isNamed = machineNames(template({ vm_name: 'win-2022' }), undefined);
    assert.ok(isNamed('win-2022'));
    for (const other of ['win-2022-mine', 'WIN-2022', 'packer-virtualbox-iso-1700000050', ''])
      assert.ok(!isNamed(other), other);
  });

  it('are those that the last run made, by its time', () => {
    const isNamed = machineNames(template({ name: 'one' }), run());
    assert.ok(isNamed('packer-one-1700000000'));
    assert.ok(isNamed('packer-one-1700000050'));
    for (const other of [
      'packer-one-1699999999',
      'packer-one-1700000101',
      'packer-one',
      'packer-two-1700000050',
    ])
      assert.ok(!isNamed(other), other);
    assert.ok(!machineNames(template({ name: 'one' }), undefined)('packer-one-1700000050'));
  });

  it('are none where the name is not known, and for the machine of the user', () => {
    assert.ok(
      !machineNames(template({ vm_name: '{{timestamp}}' }), run())('packer-virtualbox-iso-1700000050'),
    );
    assert.ok(!machineNames(template({ type: 'virtualbox-vm', vm_name: 'mine' }), run())('mine'));
  });
});

describe('orphans', () => {
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
  ];
  const found = (more: Partial<RunRecord>, folders: string[] = []) =>
    orphans(processes, run(more), folders).map(({ pid }) => pid);

  it('are what is left of the group of the last run', () => {
    assert.deepEqual(found({ pid: 10 }), [11]);
    assert.deepEqual(found({}), []);
  });

  it('are not those of a group that is led again', () => assert.deepEqual(found({ pid: 20 }), []));

  it('are hypervisors that work in a folder of the template', () => {
    assert.deepEqual(found({}, ['/p/output-one']), [20]);
    assert.deepEqual(found({}, ['C:\\p\\out']), [23]);
  });

  it('are read from what each system prints', () => {
    assert.equal(listCommand('linux'), undefined);
    assert.deepEqual(listCommand('darwin')?.parse('  1   1 /sbin/launchd\n 93  90 /bin/sh -c x\n'), [
      { pid: 1, group: 1, command: '/sbin/launchd' },
      { pid: 93, group: 90, command: '/bin/sh -c x' },
    ]);
    // Packer was process 70, and is gone; 77 is what it had started.
    const windows =
      '0 0 \r\n4 0 \r\n77 70 "C:\\a b\\packer.exe" build x.json\r\n78 77 packer.exe execute\r\n';
    assert.deepEqual(listCommand('win32')?.parse(windows), [
      { pid: 0, group: undefined, command: '' },
      { pid: 4, group: undefined, command: '' },
      { pid: 77, group: 70, command: '"C:\\a b\\packer.exe" build x.json' },
      { pid: 78, group: 70, command: 'packer.exe execute' },
    ]);
  });
});

describe('staleLocks', () => {
  it('are those of the downloads that the log names', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'boxwright-locks-'));
    try {
      const name = '0123456789abcdef0123456789abcdef01234567.iso';
      const other = '1123456789abcdef0123456789abcdef01234567.iso';
      for (const file of [`${name}.lock`, `${other}.lock`, 'precious.lock'])
        writeFileSync(path.join(folder, file), '');
      const log = path.join(folder, 'packer.log');
      writeFileSync(
        log,
        [
          `==> one: https://e.org/x.iso?checksum=md5:1 => ${folder}/${name}`,
          `==> one: https://e.org/x.iso => ${folder}/gone${name}`,
          `    one: x => ${folder}/precious`,
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
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-leftovers-')));
    for (const folder of ['output-old', 'output-new']) mkdirSync(path.join(root, folder));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const builders = (...folders: string[]) => ({
    builders: folders.map((output, index) => ({ type: 'qemu', name: `b${index}`, output_directory: output })),
  });
  const runner = new ToolRunner({
    locate: (tool) => {
      throw new ToolMissing(tool, '');
    },
    isTrusted: () => true,
    log: () => undefined,
  });
  const find = (folders: readonly string[], last?: RunRecord) =>
    findLeftovers(
      runner,
      { template: templateOf(builders(...folders)), cwd: root, files: { rootOf: () => root } },
      last,
    );

  it('offers output folders of the project, and knows those of the last run', async () => {
    const last: RunRecord = {
      id: 'one',
      template: '/project/template.json',
      choices: defaultChoices,
      cwd: root,
      status: 'failed',
      began: Date.now() + 60_000,
      steps: [],
      artifacts: [],
      errors: [],
    };
    const folder = (name: string, ofLastRun: boolean) => ({
      kind: 'folder',
      path: path.join(root, name),
      ofLastRun,
    });
    const later = await find(['output-old', 'not-there'], last);
    assert.deepEqual(later.found, [folder('output-old', false)]);
    const own = await find(['output-new'], { ...last, began: Date.now() - 60_000 });
    assert.deepEqual(own.found, [folder('output-new', true)]);
  });

  it('leaves alone what is not its own, and says why', async () => {
    const { found, leftAlone } = await find(['..']);
    assert.deepEqual([found.length, leftAlone.length], [0, 1]);
  });
});
