import type { Fact } from '../pipeline/effects/fact';
import type { Effect } from '../pipeline/effects/readEffects';
import type { Pipeline } from '../pipeline/pipeline';
import type { Provisioner } from '../pipeline/template/template';
import type { Step, StepScript } from '../pipeline/timeline/timeline';
import type { Report } from './rule';

/** What a provisioner does to the build, at its place. */
export interface Occurrence {
  readonly step: Step;
  readonly provisioner: Provisioner;
  /** The script in which it stands: the step's own, or one that this calls. */
  readonly script: StepScript;
  readonly effect: Effect;
  /** False where a condition decides, in the script or in one that calls it. */
  readonly always: boolean;
  /** Whether nothing follows it in the script, nor in one that calls it. */
  readonly last: boolean;
}

/** Reports on effects of provisioners with a wanted fact, with the builds in which they happen. */
export function onceEach(
  { timelines }: Pipeline,
  wanted: (fact: Fact, provisioner: Provisioner, script: StepScript) => boolean,
  report: (found: Occurrence) => Report | undefined,
): Report[] {
  return timelines.flatMap(({ build, events }) =>
    events.flatMap((event): Report[] => {
      const provisioner = event.step.provisioner;
      if (event.kind !== 'effect' || !provisioner || !wanted(event.effect.fact, provisioner, event.script))
        return [];
      const { step, script, effect, always, last } = event;
      const made = report({ step, provisioner, script, effect, always, last });
      return made ? [{ builds: [build], ...made }] : [];
    }),
  );
}

/** What follows a step in each build that has it; undefined where it is the last provisioner. */
export const stepsAfter = ({ timelines }: Pipeline, step: Step): (Step | undefined)[] =>
  timelines.flatMap(({ steps }) => {
    const at = steps.indexOf(step);
    if (at < 0) return [];
    const next = steps[at + 1];
    return [next?.provisioner ? next : undefined];
  });
