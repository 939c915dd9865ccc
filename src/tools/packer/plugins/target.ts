import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** For which machines programs and plugins are built: GOOS and GOARCH. */
export interface Target {
  readonly os: string;
  readonly arch: string;
}

const systems: Readonly<Record<string, string>> = { win32: 'windows', sunos: 'solaris' };
const machines: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

/** The machine that the editor is built for. */
export const thisTarget: Target = {
  os: systems[process.platform] ?? process.platform,
  arch: machines[process.arch] ?? process.arch,
};

/** Less than any Packer has: it is a shim of Chocolatey or Scoop, or a script, which starts the real one. Bytes. */
const smallest = 10_000_000;

/**
 * The machine that a Packer is built for, by the header of its program: on arm64 one for amd64 may run, emulated, which loads
 * plugins for amd64 alone.
 * @param program absolute
 * @param fallback where the program does not tell
 */
export function programTarget(program: string, fallback: Target = thisTarget): Target {
  try {
    const file = openSync(program, 'r');
    try {
      if (fstatSync(file).size < smallest) return fallback;
      const head = Buffer.alloc(4096);
      readSync(file, head, 0, head.length, 0);
      return readHeader(head) ?? fallback;
    } finally {
      closeSync(file);
    }
  } catch {
    return fallback;
  }
}

/** Processors by their numbers. Sources: Microsoft's PE Format, the System V ABI, Apple's <mach/machine.h>. */
const peMachines: Readonly<Record<number, string>> = {
  0x14c: '386',
  0x1c4: 'arm',
  0x8664: 'amd64',
  0xaa64: 'arm64',
};
const elfMachines: Readonly<Record<number, string>> = {
  3: '386',
  40: 'arm',
  62: 'amd64',
  183: 'arm64',
  243: 'riscv64',
};
const machoMachines: Readonly<Record<number, string>> = { 0x1000007: 'amd64', 0x100000c: 'arm64' };

/** Other systems than Linux whose programs are ELF, too, by the byte that says so. */
const elfSystems: Readonly<Record<number, string>> = {
  2: 'netbsd',
  6: 'solaris',
  9: 'freebsd',
  12: 'openbsd',
};

/** @returns undefined for what is no program, or one for several processors */
function readHeader(head: Buffer): Target | undefined {
  const magic = head.readUInt32BE(0);
  if (magic >>> 16 === 0x4d5a) {
    const at = head.readUInt32LE(0x3c);
    if (at + 6 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return undefined;
    return made('windows', peMachines[head.readUInt16LE(at + 4)]);
  }
  if (magic === 0x7f454c46 && head[5] === 1)
    return made(elfSystems[head[7] ?? 0] ?? 'linux', elfMachines[head.readUInt16LE(18)]);
  if (magic === 0xcffaedfe) return made('darwin', machoMachines[head.readUInt32LE(4)]);
  return undefined;
}

const made = (os: string, arch: string | undefined): Target | undefined =>
  arch === undefined ? undefined : { os, arch };
