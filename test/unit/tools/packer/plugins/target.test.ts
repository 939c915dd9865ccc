import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installedPlugins } from '../../../../../src/tools/packer/plugins/installedPlugins';
import { programTarget } from '../../../../../src/tools/packer/plugins/target';

const fallback = { os: 'plan9', arch: 'mips' };

/** The beginning of a program for Windows. */
function pe(machine: number): Buffer {
  const head = Buffer.alloc(512);
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(0x80, 0x3c);
  head.write('PE\0\0', 0x80, 'latin1');
  head.writeUInt16LE(machine, 0x84);
  return head;
}

/** The beginning of a program for Linux and its like. */
function elf(machine: number, system = 0): Buffer {
  const head = Buffer.alloc(64);
  head.writeUInt32BE(0x7f454c46, 0);
  head.set([2, 1, 1, system], 4);
  head.writeUInt16LE(machine, 18);
  return head;
}

/** The beginning of a program for macOS. */
function macho(machine: number): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32BE(0xcffaedfe, 0);
  head.writeUInt32LE(machine, 4);
  return head;
}

describe('programTarget', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'boxwright-target-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** @param size bytes; the rest are zeros */
  function program(head: Buffer | string, size = 50_000_000): string {
    const file = path.join(folder, 'packer');
    writeFileSync(file, head);
    truncateSync(file, size);
    return file;
  }

  for (const [name, head, target] of [
    ['Windows on amd64', pe(0x8664), { os: 'windows', arch: 'amd64' }],
    ['Windows on arm64', pe(0xaa64), { os: 'windows', arch: 'arm64' }],
    ['Windows on 386', pe(0x14c), { os: 'windows', arch: '386' }],
    ['Linux on amd64', elf(62), { os: 'linux', arch: 'amd64' }],
    ['Linux on arm64', elf(183), { os: 'linux', arch: 'arm64' }],
    ['FreeBSD on amd64', elf(62, 9), { os: 'freebsd', arch: 'amd64' }],
    ["macOS on Intel's processors", macho(0x1000007), { os: 'darwin', arch: 'amd64' }],
    ["macOS on Apple's processors", macho(0x100000c), { os: 'darwin', arch: 'arm64' }],
  ] as const)
    it(`is ${name}`, () => assert.deepEqual(programTarget(program(head), fallback), target));

  it('is not that of a shim that starts the real program', () =>
    assert.deepEqual(programTarget(program(pe(0x14c), 400_000), fallback), fallback));

  for (const [name, file] of [
    ['a script', () => program('#!/bin/sh\nexec real-packer "$@"\n')],
    ['a processor that nobody knows', () => program(pe(0x1234))],
    ['a program for several processors', () => program(Buffer.from('cafebabe00000002', 'hex'))],
    ['what is no program', () => program('')],
    ['what is not there', () => path.join(folder, 'none')],
  ] as const)
    it(`is that of this machine for ${name}`, () =>
      assert.deepEqual(programTarget(file(), fallback), fallback));

  it('reads this Node as what it is', () => {
    const { arch } = programTarget(process.execPath, fallback);
    assert.equal(arch, { x64: 'amd64', ia32: '386' }[process.arch as string] ?? process.arch);
  });

  it('tells which plugins an emulated Packer loads', () => {
    const name = 'packer-plugin-qemu_v1.1.0_x5.0_darwin_amd64';
    const place = path.join(folder, 'github.com', 'hashicorp', 'qemu');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, name), '', { mode: 0o755 });
    writeFileSync(path.join(place, `${name}_SHA256SUM`), '');
    const loaded = (head: Buffer) =>
      installedPlugins('1.16.0', [folder], programTarget(program(head))).map((plugin) => plugin.name);
    assert.deepEqual(loaded(macho(0x1000007)), ['qemu']);
    assert.deepEqual(loaded(macho(0x100000c)), []);
  });
});
