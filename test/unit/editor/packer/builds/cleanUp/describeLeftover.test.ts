import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  describeRefusal,
  describeUnasked,
} from '../../../../../../src/editor/packer/builds/cleanUp/describeDoubt';
import { describeLeftover } from '../../../../../../src/editor/packer/builds/cleanUp/describeLeftover';
import type { Leftover } from '../../../../../../src/tools/packer/leftovers/findLeftovers';
import type { Doubt, Proof } from '../../../../../../src/tools/packer/leftovers/proof';
import { runRecord } from '../../../../../support/runRecords';

const process = { pid: 4711, command: 'qemu-system-x86_64 -m 2048' };
const doubted = (doubt: Doubt): Proof => ({ proven: false, doubt });
const proof = doubted('unrecorded');
const described = (leftover: object) => describeLeftover({ proof, ...leftover } as Leftover);

describe('what a build left, for the user to choose from', () => {
  it('is a process by its command, of which the beginning tells enough, and by its number beside', () => {
    const { label, description } = described({ kind: 'process', process });
    assert.equal(label, process.command);
    assert.match(description, /4711/);
    const long = described({ kind: 'process', process: { ...process, command: 'x'.repeat(300) } });
    assert.match(long.label, /^x{100}…$/);
  });

  it('is a machine by its name, with its state and folder as far as VirtualBox gives them', () => {
    const machine = { name: 'packer-win', id: '1' };
    const info = { state: 'running', file: '/vms/packer-win/packer-win.vbox' };
    const known = described({ kind: 'machine', machine, info });
    assert.match(known.label, /packer-win/);
    assert.match(known.description, / · running · \/vms\/packer-win$/);
    assert.doesNotMatch(described({ kind: 'machine', machine, info: undefined }).description, /·/);
  });

  it('is a machine of Hyper-V or VMware by its name, with its folder', () => {
    const machine = { name: 'packer-win', state: 'Off', folder: '/vms/packer-win' };
    const hyperV = described({ kind: 'hyperV', machine });
    assert.match(hyperV.label, /^Hyper-V machine packer-win$/);
    assert.match(hyperV.description, / · Off · \/vms\/packer-win$/);
    const vmware = described({ kind: 'vmware', file: '/w/output/win.vmx' });
    assert.match(vmware.label, /^VMware machine win\.vmx$/);
    assert.match(vmware.description, / · \/w\/output$/);
  });

  it('is a folder by its path in the workspace', () => {
    const own = described({ kind: 'folder', path: path.resolve('/w/lab/output-win') });
    assert.equal(own.label, 'lab/output-win');
    assert.match(own.detail, /moved to the trash/);
  });

  it('is a folder that is deleted for good where there is no trash, which is said', () => {
    const env = vscode.env as { remoteName: string | undefined; uiKind: vscode.UIKind };
    const detail = () => described({ kind: 'folder', path: '/w/a' }).detail;
    try {
      env.remoteName = 'dev-container';
      assert.match(detail(), /deleted permanently.* no trash/);
      env.remoteName = undefined;
      env.uiKind = vscode.UIKind.Web;
      assert.match(detail(), /deleted permanently.* no trash/);
    } finally {
      env.remoteName = undefined;
      env.uiKind = vscode.UIKind.Desktop;
    }
  });

  it('has a size, where one is known', () => {
    const folder = { kind: 'folder', path: '/w/a', proof } as unknown as Leftover;
    assert.match(describeLeftover(folder, 5_312_000_000).description, /^5\.31 GB · no recorded run/);
    assert.match(describeLeftover(folder).description, /^no recorded run/);
  });

  it('is of a run, or has a reason why nobody knows that', () => {
    const doubts = ['unrecorded', 'existed', 'otherTime', 'changed', 'succeeded', 'untold'] as const;
    const proofs: Proof[] = [{ proven: true, run: runRecord() }, ...doubts.map(doubted)];
    const said = proofs.map((one) => described({ kind: 'folder', path: '/w/a', proof: one }).description);
    assert.match(said[0] ?? '', /run that began/);
    assert.equal(new Set(said).size, 7);
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
      { kind: 'hyperV', machine: { name: 'a', state: 'Running', folder: '/vms/a' } },
      { kind: 'vmware', file: '/w/a/a.vmx' },
      { kind: 'lock', path: '/w/a' },
    ].map((one) => described(one).detail);
    assert.equal(new Set(details).size, 6);
  });

  it('is not removed for a reason that is said with the path', () => {
    const said = (
      ['outside', 'holds-sources', 'link', 'repository', 'mount', 'no-folder', 'too-large', 'in-use'] as const
    ).map((refusal) => describeRefusal({ path: '/w/out', refusal }));
    for (const text of said) assert.match(text, /^\/w\/out\b.*\w\.$/);
    assert.equal(new Set(said).size, said.length);
  });

  it('is unknown of a hypervisor for a reason that is said', () => {
    const kinds = ['noModule', 'noRights', 'gone'] as const;
    const reasons = [
      ...kinds.map((kind) => ({ kind })),
      { kind: 'other', message: 'it broke' } as const,
      'exit 1',
    ];
    const said = reasons.map((reason) => describeUnasked({ hypervisor: 'Hyper-V', reason }));
    for (const text of said) assert.match(text, /^Cannot list the machines of Hyper-V: .+/);
    assert.equal(new Set(said).size, said.length);
  });
});
