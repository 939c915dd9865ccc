import type { Timeline } from '../pipeline/timeline/timeline';
import { nameAfter, winrmTakeOver } from './bootstrap';
import type { Moment } from './bootstrap';
import { nameOf, stepDown, takeOverPlace } from './questions';
import type { Report, Rule } from './rule';

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
  const first = later.find((moment) => work.has(moment.event.effect.fact.kind) && moment.before.reachable);
  if (!first) return [];
  const { event } = first;
  return [
    {
      builds: [timeline.build],
      ...(!isCertain(first) && { severity: stepDown(workAfterTakeover.severity) }),
      message: `Packer connects after ${nameOf(takeOver.event)} and begins its steps while ${nameAfter(takeOver, event)} still runs. Let WinRM open last, or set pause_before_connecting.`,
      location: event.effect.location,
      related: [takeOverPlace(takeOver)],
    },
  ];

  function isCertain(moment: Moment): boolean {
    return takeOver.certain && moment.before.certain && moment.event.always && !unreadBefore(moment);
  }
}
