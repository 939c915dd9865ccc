import { readFileSync } from 'node:fs';
import { fromWindows, isWsl, toWindows } from '../wsl';
import { machineIndex } from './vagrantHome';

/** A machine in Vagrant's index: created once by this user, and not destroyed through Vagrant since. */
export interface IndexedMachine {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** As Vagrant saw it last, like `running`. */
  readonly state: string;
  /** The folder of its Vagrantfile. */
  readonly folder: string;
  /** The name of that file where it is not `Vagrantfile`. */
  readonly vagrantfile: string | undefined;
  /** Where Vagrant keeps what it knows of the machines of that Vagrantfile; empty when the index doesn't say. */
  readonly data: string;
  readonly box: { readonly name: string; readonly provider: string; readonly version: string } | undefined;
}

/**
 * Reads Vagrant's machine index (hashicorp/vagrant lib/vagrant/machine_index.rb).
 * @param home the folder of vagrantHome()
 * @param here how a path is written here that Vagrant may have written in WSL, or in Windows around it: both share an index
 * @returns none when there is no index, or one that can't be read
 */
export function readMachines(home: string, here = pathHere()): IndexedMachine[] {
  let index: unknown;
  try {
    index = JSON.parse(readFileSync(machineIndex(home), 'utf8'));
  } catch {
    return [];
  }
  const machines = field(index, 'machines');
  return Object.entries(isRecord(machines) ? machines : {}).map(([id, machine]) => {
    const box = field(field(machine, 'extra_data'), 'box');
    return {
      id,
      name: text(machine, 'name'),
      provider: text(machine, 'provider'),
      state: text(machine, 'state'),
      folder: here(text(machine, 'vagrantfile_path')),
      vagrantfile: vagrantfileName(field(machine, 'vagrantfile_name')),
      data: here(text(machine, 'local_data_path')),
      box: isRecord(box)
        ? { name: text(box, 'name'), provider: text(box, 'provider'), version: text(box, 'version') }
        : undefined,
    };
  });
}

/** @param inWsl whether this is a Linux in Windows */
export const pathHere =
  (platform: NodeJS.Platform = process.platform, inWsl = isWsl()) =>
  (file: string): string =>
    (inWsl ? fromWindows(file) : platform === 'win32' ? toWindows(file, undefined) : undefined) ?? file;

/** A list of one name, where VAGRANT_VAGRANTFILE gave it. */
function vagrantfileName(value: unknown): string | undefined {
  const name: unknown = Array.isArray(value) ? value[0] : value;
  return typeof name === 'string' && name && !/^vagrantfile$/i.test(name) ? name : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const field = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

function text(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}
