import { statSync } from 'node:fs';
import type { RunRecord } from './runRecord';

/** When a run that nobody saw ending wrote its last line. Milliseconds since 1970. */
export function lastWrite({ log, began }: Pick<RunRecord, 'log' | 'began'>): number {
  try {
    return log === undefined ? began : Math.max(began, Math.round(statSync(log).mtimeMs));
  } catch {
    return began;
  }
}
