import { exclude } from '../pipeline/effects/turns';
import type { EffectEvent, Step, TimelineEvent } from '../pipeline/timeline/timeline';
import { runBy } from './eventNames';
import type { Rule } from './rule';
import { isUnknown } from './timelineQueries';

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
    for (const { build, events, steps } of timelines)
      for (const [index, event] of events.entries()) {
        if (!isFact(event, 'runningKernel') || event.step.phase !== 'provision') continue;
        const before = events.slice(0, index);
        const upgrade = before.findLastIndex((other) => isFact(other, 'kernel') && isOfBuild(other));
        const found = before[upgrade];
        if (!found || found.kind !== 'effect' || before.slice(upgrade).some(mayRestart)) continue;
        if (exclude(found.turns, event.turns) || othersBetween(steps, found.step, event.step)) continue;
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
  },
};

const isFact = (event: TimelineEvent, kind: 'kernel' | 'runningKernel'): event is EffectEvent =>
  event.kind === 'effect' && event.effect.fact.kind === kind;

/** Steps of other kinds may restart the guest by themselves. */
const othersBetween = (steps: readonly Step[], first: Step, last: Step): boolean =>
  steps
    .slice(steps.indexOf(first) + 1, steps.indexOf(last))
    .some(({ provisioner }) => provisioner && !/^(?:shell|file|shell-local)$/.test(provisioner.type));

/** What the installer upgrades is there when the system starts. */
const isOfBuild = ({ step }: TimelineEvent): boolean =>
  step.phase === 'provision' || step.phase === 'userData';

const mayRestart = (event: TimelineEvent): boolean =>
  isUnknown(event) || (event.kind === 'effect' && event.effect.fact.kind === 'reboot');
