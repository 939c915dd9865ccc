import { usualRun } from './estimate';
import type { UsualRun } from './estimate';
import type { RunRecord } from '../runs/runRecord';
import { isBefore } from '../runs/runStore';
import type { RunStore } from '../runs/runStore';

/** How long a run usually takes, from those before it; undefined when none of them succeeded. */
export const usualBefore = (
  run: Pick<RunRecord, 'id' | 'sequence' | 'template' | 'choices'>,
  store: Pick<RunStore, 'list'>,
): UsualRun | undefined =>
  usualRun(
    store.list(run.template).filter((earlier) => isBefore(earlier, run)),
    run.choices,
  );
