import path from 'node:path';
import { isBelow } from '../../../text/pathKey';
import type { RunRecord } from '../runs/runRecord';
import { folderProof } from './proof';
import type { Doubt } from './proof';
import { removableFolder } from './removableFolder';
import type { Refusal, Surroundings } from './removableFolder';

/** Why a folder is not known to be what a build has made. */
export type ForeignReason = Refusal | Exclude<Doubt, 'succeeded'>;

/**
 * Whether Packer may delete a folder that is in its way without asking: as for Clean Up, but the product of a run that
 * succeeded may be replaced by the next, and it may lie anywhere.
 * @param folder absolute
 * @param runs of the template
 * @returns `own` where a recorded run made it; undefined where there is nothing
 */
export function foreignReason(
  folder: string,
  around: Surroundings,
  runs: readonly RunRecord[],
): ForeignReason | 'own' | undefined {
  const root = isBelow(folder, around.root) ? around.root : path.dirname(folder);
  const check = removableFolder(folder, { ...around, root });
  if (!check?.removable) return check?.refusal;
  const proof = folderProof(folder, check.contents, runs);
  return proof.proven || proof.doubt === 'succeeded' ? 'own' : proof.doubt;
}
