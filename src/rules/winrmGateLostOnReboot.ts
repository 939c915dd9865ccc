import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import type { Route } from '../pipeline/timeline/reachability';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { bootstrapStates, guestBefore } from './bootstrapStates';
import type { BootstrapState } from './bootstrapStates';
import { nameOf } from './eventNames';
import type { Severity } from './finding';
import { disableWinrmService } from './fixes/disableWinrmService';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { runTogether } from './timelineQueries';

export const winrmGateLostOnReboot: Rule = {
  id: 'winrm-gate-lost-on-reboot',
  severity: 'warning',
  summary: 'WinRM is stopped to keep Packer out, but the next restart starts it again.',
  fixable: true,
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(lostGateOf),
};

function lostGateOf(timeline: Timeline): Report[] {
  const { build, takeOver } = timeline;
  const route = takeOver.kind === 'after' || takeOver.kind === 'never' ? takeOver.route : undefined;
  if (route?.kind !== 'winrm' || !isWindowsGuest(build)) return [];
  const states = bootstrapStates(timeline);
  for (const restart of states.filter(isRestart)) {
    const stop = states.findLast((state) => state.index < restart.index && stops(state));
    const opened = stop && openedBy(timeline, restart, route);
    const work = opened && workAfter(timeline, states, restart);
    if (!stop || !opened || !work) continue;
    return [
      {
        builds: [build],
        severity: severityOf(timeline, states, stop, opened.certain),
        message: `${nameOf(stop.event)} stops WinRM only until the restart by ${nameOf(restart.event)}: then it starts again, and Packer connects before ${nameOf(work)} has run. Disable the service as well.`,
        location: stop.event.effect.location,
        related: [
          { message: 'The guest restarts here.', location: restart.event.effect.location },
          { message: 'This runs afterwards.', location: work.effect.location },
        ],
        fixes: isStartedAgain(states, restart) ? disableWinrmService(stop.event) : [],
      },
    ];
  }
  return [];
}

const isRestart = ({ event: { effect, step } }: BootstrapState): boolean =>
  step.inOrder &&
  effect.fact.kind === 'reboot' &&
  (effect.fact.when === 'now' || effect.fact.when === 'maybe');

const stops = ({ event: { effect, always } }: BootstrapState): boolean =>
  always && effect.fact.kind === 'remote' && effect.fact.part === 'service' && !effect.fact.opens;

/** Whether Packer, which is kept out by the stopped service alone, gets in after a restart. */
function openedBy(
  timeline: Timeline,
  { index }: BootstrapState,
  route: Route,
): { certain: boolean } | undefined {
  const guest = guestBefore(timeline, index);
  if (guest.reachability(route).reachable) return undefined;
  guest.restart();
  const { reachable, certain } = guest.reachability(route);
  return reachable ? { certain } : undefined;
}

/** What runs after a restart: the parts of Setup that follow, and a script that has itself started again. */
function workAfter(
  timeline: Timeline,
  states: readonly BootstrapState[],
  { event, index }: BootstrapState,
): EffectEvent | undefined {
  const { fact } = event.effect;
  const returns =
    (fact.kind === 'reboot' && fact.by !== undefined) ||
    states.some((other) => other.event.step === event.step && other.event.effect.fact.kind === 'resumes');
  return states.find(
    (other) =>
      isWork(other) &&
      runTogether(timeline, event.step, other.event.step) &&
      (other.event.step === event.step
        ? returns
        : other.index > index && other.event.step.phase !== event.step.phase),
  )?.event;
}

const isWork = ({ event: { effect, step } }: BootstrapState): boolean =>
  step.inOrder && /^(updates|installs|dsc)$/.test(effect.fact.kind);

function severityOf(
  { build }: Timeline,
  states: readonly BootstrapState[],
  stop: BootstrapState,
  certain: boolean,
): Severity {
  const isSetUp = states.some(
    ({ event: { effect }, index }) =>
      index < stop.index && effect.fact.kind === 'remote' && effect.fact.part === 'startup',
  );
  // Only servers start it by themselves.
  if (!isSetUp && windowsReleaseOf(build)?.family !== 'server') return 'info';
  return certain ? 'warning' : stepDown('warning');
}

/** Whether the service is set to start again later on; else it would stay down for good. */
const isStartedAgain = (states: readonly BootstrapState[], restart: BootstrapState): boolean =>
  states.some(
    ({ event: { effect }, index }) =>
      index > restart.index &&
      effect.fact.kind === 'remote' &&
      effect.fact.part === 'startup' &&
      effect.fact.opens,
  );
