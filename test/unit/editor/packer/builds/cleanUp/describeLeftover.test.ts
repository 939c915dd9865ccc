import assert from 'node:assert/strict';
import path from 'node:path';
import {
  describeLeftover,
  describeRefusal,
} from '../../../../../../src/editor/packer/builds/cleanUp/describeLeftover';
import type { Leftover } from '../../../../../../src/tools/packer/leftovers/findLeftovers';

const process = { pid: 4711, command: 'qemu-system-x86_64 -m 2048' };
const described = (leftover: unknown) => describeLeftover(leftover as Leftover);

describe('what a build left, for the user to choose from', () => {
  it('is a process by its number and command, of which the beginning tells enough', () => {
    const { label, description } = described({ kind: 'process', process });
    assert.match(label, /4711/);
    assert.equal(description, process.command);
    const long = described({ kind: 'process', process: { ...process, command: 'x'.repeat(300) } });
    assert.match(long.description, /^x{100}…$/);
  });

  it('is a machine by its name, with its state and folder as far as VirtualBox gives them', () => {
    const machine = { name: 'packer-win', id: '1' };
    const info = { state: 'running', file: '/vms/packer-win/packer-win.vbox' };
    const known = described({ kind: 'machine', machine, info });
    assert.match(known.label, /packer-win/);
    assert.equal(known.description, 'running · /vms/packer-win');
    assert.equal(described({ kind: 'machine', machine, info: undefined }).description, '');
  });

  it('is a folder by its path in the workspace, and whether the last run made it', () => {
    const file = path.resolve('/w/lab/output-win');
    const [own, other] = [true, false].map((ofLastRun) =>
      described({ kind: 'folder', path: file, ofLastRun }),
    );
    assert.equal(own?.label, 'lab/output-win');
    assert.match(own.detail, /trash/);
    assert.notEqual(own.description, other?.description);
  });

  it('is a lock by its name and folder', () => {
    const lock = described({ kind: 'lock', path: path.join('/cache', 'a.iso.lock') });
    assert.equal(lock.label, 'a.iso.lock');
    assert.equal(lock.description, path.dirname(path.join('/cache', 'a.iso.lock')));
  });

  it('is something else that happens to each', () => {
    const details = [
      { kind: 'process', process },
      { kind: 'machine', machine: { name: 'a' } },
      { kind: 'folder', path: '/w/a' },
      { kind: 'lock', path: '/w/a' },
    ].map((one) => described(one).detail);
    assert.equal(new Set(details).size, 4);
  });

  it('is not removed for a reason that is said with the path', () => {
    const said = (['outside', 'holds-sources', 'link', 'repository', 'no-folder'] as const).map((refusal) =>
      describeRefusal({ path: '/w/out', refusal }),
    );
    for (const text of said) assert.match(text, /^\/w\/out\b.*\w\.$/);
    assert.equal(new Set(said).size, said.length);
  });
});
