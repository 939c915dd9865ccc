import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { windowsReleaseOf } from '../pipeline/guest/windowsRelease';
import type { EffectEvent, Step, Timeline } from '../pipeline/timeline/timeline';
import { groupBy } from '../text/groupBy';
import { lastAtMost } from '../text/sorted';
import { bootstrapStates } from './bootstrapStates';
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
  category: 'connection',
  since: '0.1.0',
  summary: 'WinRM is stopped to keep Packer out, but the next restart starts it again.',
  fixes: ['unsafe'],
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(lostGateOf),
};

function lostGateOf(timeline: Timeline): Report[] {
  const { build, takeOver } = timeline;
  const route = takeOver.kind === 'after' || takeOver.kind === 'never' ? takeOver.route : undefined;
  if (route?.kind !== 'winrm' || !isWindowsGuest(build)) return [];
  const states = bootstrapStates(timeline);
  const works = new WorkAfter(timeline, states);
  let stop: BootstrapState | undefined;
  for (const state of states) {
    const [restart, opened] = [state, stop && openedBy(state)];
    const work = opened && isRestart(state) ? works.after(state) : undefined;
    if (!stop || !opened || !work) {
      if (stops(state)) stop = state;
      continue;
    }
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
function openedBy({ before, restarted }: BootstrapState): { certain: boolean } | undefined {
  return before.reachable || !restarted.reachable ? undefined : { certain: restarted.certain };
}

/** What runs after restarts: the parts of Setup that follow, and a script that has itself started again. */
class WorkAfter {
  /** With the ascending indices of them. */
  private readonly byStep: readonly (readonly [Step, readonly BootstrapState[], readonly number[]])[];
  private readonly resuming: ReadonlySet<Step>;

  constructor(
    private readonly timeline: Timeline,
    states: readonly BootstrapState[],
  ) {
    const byStep = groupBy(states.filter(isWork), ({ event }) => event.step);
    this.byStep = [...byStep].map(([step, works]) => [step, works, works.map((work) => work.index)]);
    this.resuming = new Set(
      states.flatMap(({ event }) => (event.effect.fact.kind === 'resumes' ? [event.step] : [])),
    );
  }

  after({ event: { effect, step }, index }: BootstrapState): EffectEvent | undefined {
    const returns =
      (effect.fact.kind === 'reboot' && effect.fact.by !== undefined) || this.resuming.has(step);
    let first: BootstrapState | undefined;
    for (const [other, works, indices] of this.byStep) {
      const next = works[lastAtMost(indices, index) + 1];
      const follows = other === step ? returns : other.phase !== step.phase;
      const isFirst = next && follows && (!first || next.index < first.index);
      if (isFirst && runTogether(this.timeline, step, other)) first = next;
    }
    return first?.event;
  }
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
