import type { RunRecord, RunStatus } from './runRecord';

/** How Packer ended, as far as it was observed. */
export interface BuildEnd {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Packer's own; undefined when a signal ended Packer, or when nobody saw it end. */
  readonly exitCode?: number | undefined;
  /** Whether the process was seen to end; otherwise only its output tells. */
  readonly seen: boolean;
  /** The user stopped the build. */
  readonly stopped: boolean;
}

/** What the output of a build tells about its end. */
type ReportedOutcome = Pick<RunRecord, 'artifacts' | 'errors'> & {
  readonly cancelled: boolean;
  readonly madeNothing: boolean;
};

/**
 * What Packer's exit code and its output say together. Packer exits with 0 also when no build had the wanted name (before
 * 1.8.4): nothing was made then, as it says, which is a failure. A log that was cut off or replaced takes nothing from an exit
 * code that was seen; where nobody saw it, the output decides.
 */
export function statusOf({ exitCode, seen, stopped }: BuildEnd, output: ReportedOutcome): RunStatus {
  const { cancelled, artifacts, errors, madeNothing } = output;
  if (cancelled || stopped) return 'cancelled';
  if (seen) return exitCode === 0 && !madeNothing ? 'succeeded' : 'failed';
  if (errors.length) return 'failed';
  return artifacts.length ? 'succeeded' : 'abandoned';
}

/** Why a run did not succeed. */
export type FailureReason =
  /** Packer said so itself. */
  | { readonly kind: 'reported'; readonly message: string }
  /** Nobody saw the end, and the output does not tell. */
  | { readonly kind: 'unknown' }
  /** It exited with 0, but no build of the wanted name ran. */
  | { readonly kind: 'nothingBuilt' }
  /** A signal ended Packer: it had no exit code. */
  | { readonly kind: 'killed' }
  | { readonly kind: 'exitCode'; readonly exitCode: number };

/** The most telling reason that is known for a run that did not succeed. */
export function failureReason({
  errors: [first],
  exitCode,
  artifacts,
  status,
}: Pick<RunRecord, 'errors' | 'exitCode' | 'artifacts' | 'status'>): FailureReason {
  if (first !== undefined) return { kind: 'reported', message: first };
  if (status === 'abandoned') return { kind: 'unknown' };
  if (exitCode === undefined) return { kind: 'killed' };
  return exitCode === 0 && !artifacts.length ? { kind: 'nothingBuilt' } : { kind: 'exitCode', exitCode };
}
