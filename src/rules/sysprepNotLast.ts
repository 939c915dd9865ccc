import type { EffectEvent, Step, Timeline } from '../pipeline/timeline/timeline';
import { memoizeByObject } from '../text/memoizeByObject';
import type { Rule } from './rule';
import { stepDown } from './stepDown';
import { effectsOf } from './timelineQueries';

/**
 * Sysprep has to be the last thing that happens to an image: what starts Windows again also starts its setup, which
 * uses up the generalized state (learn.microsoft.com: Sysprep overview; hashicorp/packer-plugin-azure, arm.mdx).
 */
export const sysprepNotLast: Rule = {
  id: 'sysprep-not-last',
  severity: 'error',
  category: 'image',
  since: '0.1.0',
  summary: 'Other provisioners run after Sysprep.',
  fixes: [],
  *check({ timelines }) {
    for (const timeline of timelines) {
      for (const event of effectsOf(timeline, 'sysprep')) {
        if (event.step.phase !== 'provision') continue;
        const disturbing = disturbingStep(timeline, event);
        if (!disturbing) continue;
        const { effect } = event;
        yield {
          builds: [timeline.build],
          ...(!event.always && { severity: stepDown('error') }),
          message: isDown(event)
            ? `'${effect.command}' shuts the guest down, but the provisioner ${disturbing.label} follows and cannot connect. Move Sysprep to the end of the build.`
            : `Sysprep must run last: the provisioner ${disturbing.label} follows '${effect.command}' and undoes the generalized state of the image. Move Sysprep after it.`,
          location: effect.location,
          related: [{ message: 'This step follows.', location: disturbing.location }],
        };
      }
    }
  },
};

const isDown = ({ effect: { fact } }: EffectEvent): boolean =>
  fact.kind === 'sysprep' && fact.then === 'shutdown';

/** The first step behind sysprep that does not go with it; what only cleans up or waits is no harm. */
function disturbingStep(timeline: Timeline, event: EffectEvent): Step | undefined {
  const { fact } = event.effect;
  if (fact.kind !== 'sysprep' || fact.then === 'reboot' || fact.then === 'dialog') return undefined;
  const following = timeline.steps.slice(timeline.steps.indexOf(event.step) + 1).filter(isInGuest);
  return isDown(event) ? following[0] : following.find((step) => changesSystem(timeline, step));
}

/** Whether a provisioner needs the guest. */
const isInGuest = ({ provisioner }: Step): boolean =>
  provisioner !== undefined && !/^(shell-local|breakpoint|sleep)$/.test(provisioner.type);

/** Whether a step restarts Windows, or installs something. */
const changesSystem = (timeline: Timeline, step: Step): boolean =>
  step.provisioner !== undefined &&
  (/^(windows-restart|windows-update|dsc|chef-|puppet-|ansible|salt-)/.test(step.provisioner.type) ||
    changingSteps(timeline).has(step));

const changingSteps = memoizeByObject(
  (timeline: Timeline) =>
    new Set(
      effectsOf(timeline, 'updates', 'installs', 'reboot').flatMap(({ always, effect: { fact }, step }) =>
        always && (fact.kind !== 'reboot' || fact.when === 'now') ? [step] : [],
      ),
    ),
);
