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
  const message = `${report.message} Packer ${packer.version} fails earlier: no plugin provides the dsc provisioner.`;
  return { ...report, message, severity: report.severity === 'info' ? 'info' : severity };
}
