import type { RunProgress } from '../output/runProgress';
import type { RunStep } from '../output/runStep';
import type { RunRecord } from '../runs/runRecord';
import { timeLeft } from './estimate';
import type { UsualRun } from './estimate';
import { timeBetween } from '../../../words/durations';

/** A step that goes on. */
interface CurrentStep {
  readonly step: RunStep;
  /** The types of the provisioners of its build, in order; undefined without a template. */
  readonly provisioners: readonly string[] | undefined;
  /** Milliseconds since it began. */
  readonly elapsed: number;
}

/** How far a run has come at some moment. */
export interface ProgressNow {
  /** Milliseconds since it began. */
  readonly elapsed: number;
  /** How much longer it takes, milliseconds; undefined when that is not known. */
  readonly left: number | undefined;
  /** 0 to 99, for it has not ended; undefined when it is not known how long the run takes. */
  readonly percent: number | undefined;
  /** Of each build that goes on its step, in Packer's order. */
  readonly current: readonly CurrentStep[];
  /** Whether the run has more than one build, so that a step has to be told with that. */
  readonly several: boolean;
}

/** @param now milliseconds since 1970 */
export function progressOf(
  { began, choices }: Pick<RunRecord, 'began' | 'choices'>,
  { steps, builds, current, expected }: Pick<RunProgress, 'steps' | 'builds' | 'current' | 'expected'>,
  usual: UsualRun | undefined,
  now: number,
): ProgressNow {
  const elapsed = timeBetween(began, now);
  const left = usual && timeLeft(usual, { choices, steps, builds }, now);
  return {
    elapsed,
    left,
    percent: left === undefined ? undefined : Math.min(99, (100 * elapsed) / Math.max(1, elapsed + left)),
    current: current.map((step) => ({
      step,
      provisioners: expected.find(({ name }) => name === step.build)?.provisioners,
      elapsed: timeBetween(step.began, now),
    })),
    several: builds.length > 1 || expected.length > 1,
  };
}
