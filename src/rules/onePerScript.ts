import type { StepScript } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrap';
import { severities } from './finding';
import type { Report } from './rule';

/** Reports on the gravest of the moments of each script, the first one of several: one change mends them all. */
export function onePerScript(
  moments: readonly BootstrapState[],
  report: (moment: BootstrapState) => Report & Required<Pick<Report, 'severity'>>,
): Report[] {
  const chosen = new Map<StepScript, ReturnType<typeof report>>();
  for (const moment of moments) {
    const { script } = moment.event;
    const before = chosen.get(script);
    const now = report(moment);
    if (!before || severities.indexOf(now.severity) < severities.indexOf(before.severity))
      chosen.set(script, now);
  }
  return [...chosen.values()];
}
