import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import type { Route } from '../pipeline/timeline/reachability';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import { guestBefore, momentsOf, runTogether } from './bootstrap';
import type { Moment } from './bootstrap';
import type { Severity } from './finding';
import { disableWinrmService } from './fixes/disableWinrmService';
import { nameOf, stepDown } from './questions';
import type { Report, Rule } from './rule';

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
  const moments = momentsOf(timeline);
  for (const restart of moments.filter(isRestart)) {
    const stop = moments.findLast((moment) => moment.index < restart.index && stops(moment));
    const opened = stop && openedBy(timeline, restart, route);
    const work = opened && workAfter(timeline, moments, restart);
    if (!stop || !opened || !work) continue;
    return [
      {
        builds: [build],
        severity: severityOf(timeline, moments, stop, opened.certain),
        message: `WinRM is stopped by ${nameOf(stop.event)} only until the restart by ${nameOf(restart.event)}: then it starts by itself, and Packer connects while ${nameOf(work)} is still to come. Disable the service too.`,
        location: stop.event.effect.location,
        related: [
          { message: 'The guest restarts here.', location: restart.event.effect.location },
          { message: 'This still runs afterwards.', location: work.effect.location },
        ],
        fixes: isStartedAgain(moments, restart) ? disableWinrmService(stop.event) : [],
      },
    ];
  }
  return [];
}

const isRestart = ({ event: { effect, step } }: Moment): boolean =>
  step.inOrder &&
  effect.fact.kind === 'reboot' &&
  (effect.fact.when === 'now' || effect.fact.when === 'maybe');

const stops = ({ event: { effect, always } }: Moment): boolean =>
  always && effect.fact.kind === 'remote' && effect.fact.part === 'service' && !effect.fact.opens;

/** Whether Packer, which is kept out by the stopped service alone, gets in after a restart. */
function openedBy(timeline: Timeline, { index }: Moment, route: Route): { certain: boolean } | undefined {
  const guest = guestBefore(timeline, index);
  if (guest.reachability(route).reachable) return undefined;
  guest.restart();
  const { reachable, certain } = guest.reachability(route);
  return reachable ? { certain } : undefined;
}

/** What runs after a restart: the parts of Setup that follow, and a script that has itself started again. */
function workAfter(
  timeline: Timeline,
  moments: readonly Moment[],
  { event, index }: Moment,
): EffectEvent | undefined {
  const { fact } = event.effect;
  const returns =
    (fact.kind === 'reboot' && fact.by !== undefined) ||
    moments.some((other) => other.event.step === event.step && other.event.effect.fact.kind === 'resumes');
  return moments.find(
    (other) =>
      isWork(other) &&
      runTogether(timeline, event.step, other.event.step) &&
      (other.event.step === event.step
        ? returns
        : other.index > index && other.event.step.phase !== event.step.phase),
  )?.event;
}

const isWork = ({ event: { effect, step } }: Moment): boolean =>
  step.inOrder && /^(updates|installs|dsc)$/.test(effect.fact.kind);

function severityOf(
  { build }: Timeline,
  moments: readonly Moment[],
  stop: Moment,
  certain: boolean,
): Severity {
  const isSetUp = moments.some(
    ({ event: { effect }, index }) =>
      index < stop.index && effect.fact.kind === 'remote' && effect.fact.part === 'startup',
  );
  // Only servers start it by themselves.
  if (!isSetUp && windowsReleaseOf(build)?.family !== 'server') return 'info';
  return certain ? 'warning' : stepDown('warning');
}

/** Whether the service is set to start again later on; else it would stay down for good. */
const isStartedAgain = (moments: readonly Moment[], restart: Moment): boolean =>
  moments.some(
    ({ event: { effect }, index }) =>
      index > restart.index &&
      effect.fact.kind === 'remote' &&
      effect.fact.part === 'startup' &&
      effect.fact.opens,
  );
