import type { ListedProcess } from '../../processList';
import type { RunRecord } from '../runs/runRecord';

/** Hypervisors that a builder starts itself, by the names of their programs. */
const hypervisor = /^(?:"[^"]*[\\/]|\S*[\\/])?(?:qemu-system-[\w-]+|qemu-kvm|vmware-vmx)(?:\.exe)?"?(?=\s|$)/;

/**
 * What the last run of a template has left running: processes of its group, which Packer led, and hypervisors that work
 * in a folder that the template names.
 * @param folders absolute
 */
export function orphans(
  processes: readonly ListedProcess[],
  last: RunRecord | undefined,
  folders: readonly string[],
): ListedProcess[] {
  const group = last?.pid;
  // While a process has that number, the group is its own: the last run's is gone.
  const led = group === undefined || processes.some(({ pid }) => pid === group);
  return processes.filter(
    (one) =>
      (!led && one.group === group) ||
      (hypervisor.test(one.command) && folders.some((folder) => works(one.command, folder))),
  );
}

/** The folder stands in the command line as a whole, with something in it. */
const works = (command: string, folder: string): boolean =>
  command.includes(`${folder}/`) || command.includes(`${folder}\\`);
