import type { Fact } from '../pipeline/effects/fact';
import type { Effect } from '../pipeline/effects/readEffects';
import type { Pipeline } from '../pipeline/pipeline';
import type { Step, StepScript } from '../pipeline/timeline/timeline';
import type { Report } from './rule';

/** An effect at its place, with the builds in which it happens. */
export interface Occurrence {
  readonly step: Step;
  readonly script: StepScript;
  readonly effect: Effect;
  /** Names of the builds. */
  readonly builds: readonly string[];
}

/**
 * Reports on each effect with a wanted fact, once for each place: a script that several steps or builds run is one
 * diagnosis, by its first step.
 */
export function onceEach(
  pipeline: Pipeline,
  wanted: (fact: Fact) => boolean,
  report: (found: Occurrence) => Report,
): Report[] {
  const found = new Map<string, Occurrence & { builds: string[] }>();
  for (const { build, steps } of pipeline.timelines)
    for (const step of steps)
      for (const script of step.scripts)
        for (const effect of script.effects) {
          if (!wanted(effect.fact)) continue;
          const key = `${effect.location.path}:${effect.location.span.start}`;
          const known = found.get(key);
          if (!known) found.set(key, { step, script, effect, builds: [build.name] });
          else if (!known.builds.includes(build.name)) known.builds.push(build.name);
        }
  return [...found.values()].map(report);
}

/** What follows a step in each build that has it; undefined where it is the last. */
export const stepsAfter = (pipeline: Pipeline, step: Step): (Step | undefined)[] =>
  pipeline.timelines.flatMap(({ steps }) => {
    const at = steps.indexOf(step);
    return at < 0 ? [] : [steps[at + 1]];
  });
