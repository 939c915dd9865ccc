import type { Report } from './rule';

/** The Packer with which a project is built. */
export interface PackerInUse {
  /** Like `1.6.6`. */
  readonly version: string;
  /** The names of the plugins that it loads; undefined where that is not known. */
  readonly plugins?: readonly string[];
}

/** Which builds of packer-dsc a version of Packer can load. Source: the protocol of each tag of hashicorp/packer. */
export function packerDscFor(version: string): 'old' | 'last' | 'none' {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 1 || minor >= 7) return 'none';
  return minor >= 5 ? 'last' : 'old';
}

/** Whether it is known that a Packer has a plugin for dsc steps, or that it has none. */
export const hasDsc = (packer: PackerInUse | undefined): boolean | undefined =>
  packer?.plugins?.includes('dsc');

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
