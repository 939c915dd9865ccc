import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leftoverSize } from '../../../../../../src/editor/packer/builds/cleanUp/leftoverSize';
import type { Leftover } from '../../../../../../src/tools/packer/leftovers/findLeftovers';

describe('the size of what a build left', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'boxwright-size-'));
    mkdirSync(path.join(folder, 'win', 'Logs'), { recursive: true });
    for (const name of ['win.vdi', 'Logs/VBox.log'])
      writeFileSync(path.join(folder, 'win', name), 'x'.repeat(500));
  });
  after(() => rmSync(folder, { recursive: true }));
  const size = (leftover: object) => leftoverSize(leftover as Leftover);
  const machine = (file: string) => ({
    kind: 'machine',
    machine: { id: '1', name: 'win' },
    info: { state: 'poweroff', since: undefined, file },
  });

  it('is that of all its files, of a folder and of a machine of VirtualBox', async () => {
    assert.equal(await size({ kind: 'folder', path: path.join(folder, 'win') }), 1000);
    assert.equal(await size(machine(path.join(folder, 'win', 'win.vbox'))), 1000);
  });

  it('is unknown where nobody says what is the machine’s own, and where files stay', async () => {
    assert.equal(await size(machine(path.join(folder, 'win.vbox'))), undefined);
    assert.equal(await size(machine('')), undefined);
    assert.equal(await size({ kind: 'hyperV', machine: { folder } }), undefined);
    assert.equal(await size({ kind: 'vmware', file: path.join(folder, 'win', 'win.vmx') }), undefined);
  });
});
