import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeLeftover } from '../../../../../../src/editor/packer/builds/cleanUp/removeLeftover';
import { folderContents } from '../../../../../../src/tools/packer/leftovers/folderContents';
import { inUseBy } from '../../../../../../src/tools/packer/leftovers/inUse';
import type { ToolCommand } from '../../../../../../src/tools/toolCommand';
import { ToolRunner } from '../../../../../../src/tools/toolRunner';

describe('removeLeftover', () => {
  let folder: string;
  beforeEach(() => (folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'boxwright-remove-')))));
  afterEach(() => {
    delete process.env['VBOX_STAND_IN'];
    rmSync(folder, { recursive: true });
  });
  const proof = { proven: false, doubt: 'unrecorded' } as const;
  const runner = new ToolRunner({
    locate: () => path.join(REPO_ROOT, 'test', 'support', 'virtualBox', 'VBoxManage'),
    isTrusted: () => true,
    log: () => undefined,
  });

  it('removes no folder that was changed since it was shown', async () => {
    const output = path.join(folder, 'output');
    mkdirSync(output);
    const { changed } = folderContents(output);
    const surroundings = { root: folder, cwd: folder, sources: [] };
    const leftover = { kind: 'folder', path: output, surroundings, changed, proof } as const;
    // Some file systems count in milliseconds.
    while (Date.now() <= changed + 2) continue;
    writeFileSync(path.join(output, 'mine'), '');
    await assert.rejects(removeLeftover(runner, leftover, folder, inUseBy([])), /changed since it was shown/);
    assert.ok(existsSync(path.join(output, 'mine')));
  });

  it('removes no machine that was switched on since it was shown', async function () {
    if (process.platform === 'win32') this.skip();
    process.env['VBOX_STAND_IN'] = folder;
    const id = '01234567-89ab-cdef-0123-456789abcdef';
    const own = path.join(folder, 'win');
    mkdirSync(own);
    const write = (state: string) =>
      writeFileSync(path.join(folder, `${id}.json`), JSON.stringify({ name: 'win', state, folder: own }));
    const info = { state: 'poweroff', since: undefined, file: path.join(own, 'win.vbox') };
    const leftover = { kind: 'machine', machine: { id, name: 'win' }, info, proof } as const;
    write('running');
    await assert.rejects(removeLeftover(runner, leftover, folder, inUseBy([])), /changed since it was shown/);
    assert.doesNotMatch(readFileSync(path.join(folder, 'calls.log'), 'utf8'), /poweroff|unregister/);
    write('poweroff');
    await removeLeftover(runner, leftover, folder, inUseBy([]));
    assert.ok(!existsSync(own));
  });

  describe('with Hyper-V', () => {
    const machine = {
      id: '3f1f5a0e-8c2a-4c1e-9b0d-2a7b6c5d4e3f',
      name: 'packer-win',
      state: 'Running',
      folder: '/vms/win',
      disks: [],
      created: 1,
      uptime: 60_000,
    };
    /** @param listed what Hyper-V lists, or how it fails. @returns what was run, and why it was not */
    async function remove(listed: object | undefined, stderr = '') {
      const scripts: string[] = [];
      const asked = {
        run: (command: ToolCommand<unknown>) => {
          scripts.push(command.args.at(-1)?.match(/Get-VM \||Remove-VM/)?.[0] ?? '');
          const stdout = listed && scripts.length === 1 ? JSON.stringify(listed) : '';
          return Promise.resolve().then(() => command.parse({ exitCode: stderr ? 1 : 0, stdout, stderr }));
        },
      } as unknown as ToolRunner;
      const leftover = { kind: 'hyperV', machine, proof } as const;
      const why = await removeLeftover(asked, leftover, folder, inUseBy([])).then(
        () => undefined,
        (error: Error) => error.message,
      );
      return { scripts, why };
    }
    const printed = (more: object = {}) => ({ ...machine, created: '0', uptime: '700000000', ...more });

    it('removes a machine that is as it was shown, and no other', async () => {
      assert.deepEqual(await remove(printed()), { scripts: ['Get-VM |', 'Remove-VM'], why: undefined });
      assert.deepEqual(await remove(undefined), { scripts: ['Get-VM |'], why: undefined });
      for (const change of [{ state: 'Off' }, { uptime: '10000000' }])
        assert.deepEqual(await remove(printed(change)), {
          scripts: ['Get-VM |'],
          why: 'it has changed since it was shown',
        });
    });

    it('says why it could not', async () =>
      assert.match(
        (await remove(undefined, 'UnauthorizedAccessException')).why ?? '',
        /only administrators/,
      ));
  });
});
