import { hasDsc } from './packerInUse';
import type { PackerInUse } from './packerInUse';
import type { Report } from './rule';

/** What is wrong in a dsc step weighs less while this Packer would not run the step at all. */
export function whileNotRun(
  report: Report,
  packer: PackerInUse | undefined,
  severity: 'warning' | 'info',
): Report {
  if (!packer || hasDsc(packer) !== false) return report;
  const message = `${report.message} Packer ${packer.version} does not come so far: it has no plugin for dsc steps.`;
  return { ...report, message, severity: report.severity === 'info' ? 'info' : severity };
}
