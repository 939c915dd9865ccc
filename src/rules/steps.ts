import type { Fact } from '../pipeline/effects/fact';
import type { Effect } from '../pipeline/effects/readEffects';
import type { Pipeline } from '../pipeline/pipeline';
import { coursesOf } from '../pipeline/timeline/courses';
import type { Provisioner } from '../pipeline/template/template';
import type { Step, StepScript } from '../pipeline/timeline/timeline';
import { memoizeByObject } from '../text/memoizeByObject';
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

/** Reports on effects of provisioners with a wanted fact, with the builds in which they happen: nothing of these enters. */
export function onceEach(
  pipeline: Pipeline,
  wanted: (fact: Fact, provisioner: Provisioner, script: StepScript) => boolean,
  report: (found: Occurrence) => Report | undefined,
): Report[] {
  const reports: Report[] = [];
  for (const { events, builds } of coursesOf(pipeline))
    for (const event of events) {
      const { provisioner } = event.step;
      if (event.kind !== 'effect' || !provisioner || !wanted(event.effect.fact, provisioner, event.script))
        continue;
      const { step, script, effect, always, last } = event;
      const made = report({ step, provisioner, script, effect, always, last });
      if (made) reports.push({ builds, ...made });
    }
  return reports;
}

/** What follows a step of Packer in the builds that have it; undefined where it is the last provisioner. */
export const stepsAfter = (pipeline: Pipeline, step: Step): (Step | undefined)[] => [
  ...(following(pipeline).get(step) ?? []),
];

const following = memoizeByObject((pipeline: Pipeline) => {
  const found = new Map<Step, Set<Step | undefined>>();
  for (const { steps } of coursesOf(pipeline))
    for (const [at, step] of steps.entries()) {
      const next = steps[at + 1];
      found.set(step, (found.get(step) ?? new Set()).add(next?.provisioner ? next : undefined));
    }
  return found;
});
