import type { Severity } from './finding';
import { severities } from './finding';

/** One step less grave: where something that can't be read stands in the way of proof. */
export const stepDown = (severity: Severity): Severity =>
  severities[Math.min(severities.indexOf(severity) + 1, severities.length - 1)] ?? severity;
