import type { Template } from '../../../../pipeline/template/template';
import type { RunStatus } from '../../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../../tools/packer/runs/runStore';
import type { Preference } from '../../templates/pickTemplate';
import { describeRun } from '../runState';

/** After these Packer may not have cleaned up. */
const unclean: ReadonlySet<RunStatus> = new Set(['failed', 'abandoned', 'cancelled']);

/** Who cleans up means the template whose build has just failed: the last one stands first. */
export const failedFirst =
  (runs: Pick<RunStore, 'list'>) =>
  ({ path }: Pick<Template, 'path'>): Preference | undefined => {
    const [last] = runs.list(path);
    return last && unclean.has(last.status) ? { rank: last.began, why: describeRun(last) } : undefined;
  };
