import type { StepScript } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrapStates';
import { severities } from './finding';
import type { Report } from './rule';

/** Reports on the gravest of the states of each script, the first one of several: one change mends them all. */
export function onePerScript(
  states: readonly BootstrapState[],
  report: (state: BootstrapState) => Report & Required<Pick<Report, 'severity'>>,
): Report[] {
  const chosen = new Map<StepScript, ReturnType<typeof report>>();
  for (const state of states) {
    const { script } = state.event;
    const before = chosen.get(script);
    const now = report(state);
    if (!before || severities.indexOf(now.severity) < severities.indexOf(before.severity))
      chosen.set(script, now);
  }
  return [...chosen.values()];
}
