import { usualRun } from '../../../tools/packer/plan/estimate';
import type { UsualRun } from '../../../tools/packer/plan/estimate';
import type { RunRecord } from '../../../tools/packer/runs/runRecord';
import type { RunStore } from '../../../tools/packer/runs/runStore';

/** How long a run usually takes, from those before it; undefined when none of them succeeded. */
export const usualBefore = (
  { id, template, choices }: Pick<RunRecord, 'id' | 'template' | 'choices'>,
  store: Pick<RunStore, 'list'>,
): UsualRun | undefined =>
  usualRun(
    store.list(template).filter((earlier) => earlier.id < id),
    choices,
  );
