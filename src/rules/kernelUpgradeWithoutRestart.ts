import { exclude } from '../pipeline/effects/turns';
import type { EffectEvent, Step, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { runBy } from './eventNames';
import { lastAtMost } from '../text/sorted';
import { memoizeByObject } from '../text/memoizeByObject';
import type { Rule } from './rule';
import { effectsOf, isUnknown, placesOf } from './timelineQueries';

/**
 * A new kernel runs after the next restart. `uname -r` names the old one, and modules are compiled for it: the image starts
 * without them.
 */
export const kernelUpgradeWithoutRestart: Rule = {
  id: 'kernel-upgrade-without-restart',
  severity: 'info',
  category: 'restarts',
  since: '0.1.0',
  summary: 'A module is built for the running kernel, though a newer one may be installed by then.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      const { build, events } = timeline;
      if (!effectsOf(timeline, 'runningKernel').length) continue;
      let found: EffectEvent | undefined;
      for (const event of events) {
        // A restart comes between all that stands before it and behind it.
        if (mayRestart(event)) found = undefined;
        if (isFact(event, 'kernel') && isOfBuild(event)) found = event;
        if (!found || !isFact(event, 'runningKernel') || event.step.phase !== 'provision') continue;
        if (exclude(found.turns, event.turns) || othersBetween(timeline, found.step, event.step)) continue;
        // One command that installs both may be given the headers of both.
        if (found.effect.span.start === event.effect.span.start && found.script === event.script) continue;
        yield {
          builds: [build],
          message: `'${event.effect.command}' is for the kernel that runs, and '${found.effect.command}' may have installed a newer one: the image may then start a kernel without the module. Restart the guest between them.`,
          location: event.effect.location,
          related: [
            ...runBy(event.script),
            { message: 'The kernel may be upgraded here.', location: found.effect.location },
          ],
        };
      }
    }
  },
};

const isFact = (event: TimelineEvent, kind: 'kernel' | 'runningKernel'): event is EffectEvent =>
  event.kind === 'effect' && event.effect.fact.kind === kind;

/** Steps of other kinds may restart the guest by themselves. */
function othersBetween(timeline: Timeline, first: Step, last: Step): boolean {
  const [from, to] = [first, last].map((step) => placesOf(timeline).get(step) ?? 0);
  const next = placesOfOthers(timeline)[lastAtMost(placesOfOthers(timeline), from ?? 0) + 1];
  return next !== undefined && next < (to ?? 0);
}

const placesOfOthers = memoizeByObject(({ steps }: Timeline) =>
  steps.flatMap(({ provisioner }, at) =>
    provisioner && !/^(?:shell|file|shell-local)$/.test(provisioner.type) ? [at] : [],
  ),
);

/** What the installer upgrades is there when the system starts. */
const isOfBuild = ({ step }: TimelineEvent): boolean =>
  step.phase === 'provision' || step.phase === 'userData';

const mayRestart = (event: TimelineEvent): boolean =>
  isUnknown(event) || (event.kind === 'effect' && event.effect.fact.kind === 'reboot');
