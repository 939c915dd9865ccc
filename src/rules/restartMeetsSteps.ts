import { communicatorOf } from '../pipeline/template/communicator';
import type { Build, Provisioner } from '../pipeline/template/template';
import type { Step, Timeline } from '../pipeline/timeline/timeline';
import { durationOf } from '../pipeline/template/duration';
import { setting } from '../pipeline/value';
import { isReadyForRestart, needsGuest } from './guestSteps';
import { runBy } from './eventNames';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { effectsOf, restartOf, stepBehind } from './timelineQueries';

/**
 * cloud-init works on while Packer is connected, and its power_state comes last
 * (https://docs.cloud-init.io/en/latest/reference/modules.html#power-state-change). A restart from the background, or one
 * that comes a minute later, finds the script that asked for it at its end, and the next one at work.
 */
export const restartMeetsSteps: Rule = {
  id: 'restart-meets-steps',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: 'The guest restarts while a later step is running.',
  fixes: [],
  check: ({ timelines }) => timelines.flatMap((timeline) => [...ofCloudInit(timeline), ...ofSteps(timeline)]),
};

/** Restarts in user data of a guest that Packer connects to as soon as it answers. */
function ofCloudInit(timeline: Timeline): Report[] {
  const { build, steps, takeOver } = timeline;
  if (takeOver.kind !== 'start' || communicatorOf(build).kind !== 'ssh' || waitsFirst(build)) return [];
  const first = steps.find(({ provisioner }) => provisioner && needsGuest(provisioner))?.provisioner;
  if (!first || isReadyForRestart(first)) return [];
  return effectsOf(timeline, 'reboot', 'sysprep').flatMap((event): Report[] => {
    // Whether a Windows image lets SSH in by itself is not known.
    const isOurs = event.step.phase === 'userData' && event.script.language === 'shell';
    const restart = isOurs ? restartOf(event) : undefined;
    if (!restart) return [];
    return [
      {
        builds: [build],
        ...(!(event.always && restart === 'now') && { severity: stepDown('warning') }),
        message: `'${event.effect.command}' ${restart === 'now' ? 'restarts' : 'may restart'} the guest after Packer has connected, which it does as soon as SSH answers: a step is interrupted. Set pause_before_connecting, or restart in a step.`,
        location: event.effect.location,
        related: [{ message: 'The first step in the guest.', location: first.typeLocation }],
      },
    ];
  });
}

/** Restarts that come later than the step that asks for them. */
function ofSteps(timeline: Timeline): Report[] {
  const { build } = timeline;
  return effectsOf(timeline, 'reboot').flatMap((event): Report[] => {
    const { step, effect, script } = event;
    const { fact } = effect;
    const own = step.provisioner;
    if (fact.kind !== 'reboot' || fact.when !== 'now' || own?.type !== 'shell') return [];
    if (script.language !== 'shell' || (fact.delay === undefined && !fact.beside)) return [];
    const next = nextInGuest(timeline, step);
    if (!next || isReadyForRestart(own) || !isMet(next, fact.delay)) return [];
    return [
      {
        builds: [build],
        ...(!event.always && { severity: stepDown('warning') }),
        message: `'${effect.command}' restarts the guest after this step has ended: the next one is interrupted. Set expect_disconnect on this step and restart at its end, or set a long enough pause_before on the next one.`,
        location: effect.location,
        related: [...(runBy(script) ?? []), { message: 'The next step.', location: next.typeLocation }],
      },
    ];
  });
}

const waitsFirst = (build: Build): boolean => communicatorOf(build).pauseBeforeConnecting.value !== 0;

/** The step behind another one, if it works in the guest: one on the user's machine may wait, and of others nothing is known. */
function nextInGuest(timeline: Timeline, step: Step): Provisioner | undefined {
  const next = stepBehind(timeline, step)?.provisioner;
  return next && needsGuest(next) ? next : undefined;
}

/** Whether a restart that comes some seconds later may come in the middle of a step. */
function isMet(next: Provisioner, delay: number | undefined): boolean {
  if (!isReadyForRestart(next)) return true;
  const pause = durationOf(setting(next.settings, 'pause_before'));
  const isExpected = setting(next.settings, 'expect_disconnect') !== undefined;
  return !isExpected && pause !== undefined && delay !== undefined && pause < delay * 1000;
}
