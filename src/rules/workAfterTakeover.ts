import type { Timeline } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrapStates';
import { nameAfter, nameOf, takeOverPlace } from './eventNames';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { winrmTakeOver } from './winrmTakeOver';

export const workAfterTakeover: Rule = {
  id: 'work-after-takeover',
  severity: 'info',
  summary: 'The guest is still being set up when Packer connects and starts provisioning.',
  fixable: false,
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(workOf),
};

const work: ReadonlySet<string> = new Set(['updates', 'installs', 'boxstarter', 'dsc']);

function workOf(timeline: Timeline): Report[] {
  const found = winrmTakeOver(timeline);
  if (!found) return [];
  const { takeOver, later, unreadBefore } = found;
  const first = later.find((state) => work.has(state.event.effect.fact.kind) && state.before.reachable);
  if (!first) return [];
  const { event } = first;
  return [
    {
      builds: [timeline.build],
      ...(!isCertain(first) && { severity: stepDown(workAfterTakeover.severity) }),
      message: `Packer connects after ${nameOf(takeOver.event)} and starts provisioning while ${nameAfter(takeOver, event)} still runs. Open WinRM last, or set pause_before_connecting.`,
      location: event.effect.location,
      related: [takeOverPlace(takeOver)],
    },
  ];

  function isCertain(state: BootstrapState): boolean {
    return takeOver.certain && state.before.certain && state.event.always && !unreadBefore(state);
  }
}
