import path from 'node:path';
import { folderSize } from '../../../../tools/folderSize';
import type { Leftover } from '../../../../tools/packer/leftovers/findLeftovers';

/** How much room is free again when something is removed, in bytes; undefined where files stay or none is known. */
export async function leftoverSize(leftover: Leftover): Promise<number | undefined> {
  const folder = folderOf(leftover);
  return folder === undefined ? undefined : folderSize(folder);
}

/** What is deleted with it. */
function folderOf(leftover: Leftover): string | undefined {
  switch (leftover.kind) {
    case 'folder':
      return leftover.path;
    case 'machine': {
      // A folder of its own, in which VirtualBox and Packer put a machine; others may hold more.
      const own = leftover.info?.file ? path.dirname(leftover.info.file) : undefined;
      return own !== undefined && path.basename(own) === leftover.machine.name ? own : undefined;
    }
    // The disks of Hyper-V stay, and so do the files of VMware, unless their folder is selected.
    case 'hyperV':
    case 'vmware':
    case 'process':
    case 'lock':
      return undefined;
  }
}
