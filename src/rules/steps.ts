import type { Fact } from '../pipeline/effects/fact';
import type { Effect } from '../pipeline/effects/readEffects';
import type { Pipeline } from '../pipeline/pipeline';
import type { Provisioner } from '../pipeline/template/template';
import type { Step, StepScript } from '../pipeline/timeline/timeline';
import type { Report } from './rule';

/** What a provisioner does to the build, at its place, with the builds in which it happens. */
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
  /** Names of the builds. */
  readonly builds: readonly string[];
}

/**
 * Reports on each effect of a provisioner with a wanted fact, once for each place: a script that several steps or
 * builds run is one diagnosis, by its first step.
 */
export function onceEach(
  { timelines }: Pipeline,
  wanted: (fact: Fact, provisioner: Provisioner) => boolean,
  report: (found: Occurrence) => Report,
): Report[] {
  const found = new Map<string, Occurrence & { builds: string[] }>();
  for (const { build, events } of timelines)
    for (const event of events) {
      if (
        event.kind !== 'effect' ||
        !event.step.provisioner ||
        !wanted(event.effect.fact, event.step.provisioner)
      )
        continue;
      const { step, script, effect, always } = event;
      const key = `${effect.location.path}:${effect.location.span.start}`;
      const known = found.get(key);
      if (known?.builds.includes(build.name)) continue;
      if (known) known.builds.push(build.name);
      else {
        const last = effect.last && step.scripts.includes(script);
        const { provisioner } = event.step;
        found.set(key, { step, provisioner, script, effect, always, last, builds: [build.name] });
      }
    }
  return [...found.values()].map(report);
}

/** What follows a step in each build that has it; undefined where it is the last provisioner. */
export const stepsAfter = ({ timelines }: Pipeline, step: Step): (Step | undefined)[] =>
  timelines.flatMap(({ steps }) => {
    const at = steps.indexOf(step);
    if (at < 0) return [];
    const next = steps[at + 1];
    return [next?.provisioner ? next : undefined];
  });
