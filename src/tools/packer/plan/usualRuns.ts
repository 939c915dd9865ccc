import { usualRun } from './estimate';
import type { UsualRun } from './estimate';
import type { RunRecord } from '../runs/runRecord';
import type { RunStore } from '../runs/runStore';

/** How long a run usually takes, from those before it; undefined when none of them succeeded. */
export const usualBefore = (
  { id, template, choices }: Pick<RunRecord, 'id' | 'template' | 'choices'>,
  store: Pick<RunStore, 'list'>,
): UsualRun | undefined =>
  usualRun(
    store.list(template).filter((earlier) => earlier.id < id),
    choices,
  );
