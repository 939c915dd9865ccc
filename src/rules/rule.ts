import type { Pipeline } from '../pipeline/pipeline';
import type { Finding, Severity } from './finding';

/** What a rule says of one place; the rule's id and severity are added unless it says otherwise. */
export type Report = Pick<Finding, 'message' | 'location'> &
  Partial<Pick<Finding, 'related' | 'fixes' | 'severity'>>;

/** One thing that breaks builds. Its page is docs/rules/ID.md. */
export interface Rule {
  /** Stable: users write it into their configuration. */
  readonly id: string;
  /** The usual severity. */
  readonly severity: Severity;
  /** What it finds, in one sentence. */
  readonly summary: string;
  readonly fixable: boolean;
  check(pipeline: Pipeline): Iterable<Report>;
}
