import { isSamePath } from '../../../text/pathKey';
import type { ListedProcess } from '../../processList';
import type { RunRecord } from '../runs/runRecord';
import { worksIn } from './inUse';
import { isOrphanOf, processProof, runDuring } from './proof';
import type { Proof } from './proof';

/**
 * Hypervisors that a builder starts itself, by the names of their programs. Paths with blanks are quoted on Windows; `ps` prints
 * them as they are, as that of VMware Fusion.
 */
const hypervisor =
  /^(?:"[^"]*[\\/]|(?:\/Applications\/[^/]+\.app\/)?\S*[\\/])?(?:qemu-system-[\w-]+|qemu-kvm|vmware-vmx(?:-debug|-stats)?)(?:\.exe)?"?(?=\s|$)/i;

export const isHypervisor = ({ command }: Pick<ListedProcess, 'command'>): boolean =>
  hypervisor.test(command);

/** A process, and whether a run has left it. */
export interface Orphan {
  readonly process: ListedProcess;
  readonly proof: Proof;
}

/**
 * What runs of a template have left running: processes of the groups that their Packers led, and hypervisors that work in
 * folders of the template.
 * @param runs newest first
 * @param folders that builds of the template make; absolute
 */
export function orphans(
  processes: readonly ListedProcess[],
  runs: readonly RunRecord[],
  folders: readonly string[],
  platform: NodeJS.Platform = process.platform,
): Orphan[] {
  return processes.flatMap((process): Orphan[] => {
    const left = runDuring(
      process,
      runs.filter((run) => isOrphanOf(run, process, processes)),
    );
    if (left) return [{ process, proof: processProof(left) }];
    const folder = isHypervisor(process) && folders.find((one) => worksIn(process.command, one, platform));
    if (!folder) return [];
    const meant = runs.filter(({ footprint }) =>
      footprint?.folders.some(({ path }) => isSamePath(path, folder, platform)),
    );
    const run = runDuring(process, meant);
    if (run) return [{ process, proof: processProof(run) }];
    return [{ process, proof: { proven: false, doubt: meant.length ? 'otherTime' : 'unrecorded' } }];
  });
}
