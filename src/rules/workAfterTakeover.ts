import type { Pipeline } from '../pipeline/pipeline';
import type { Timeline } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrapStates';
import { nameAfter, nameOf, takeOverPlace } from './eventNames';
import { openWinrmAfter } from './fixes/openWinrmLast';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { earlyTakeOver, openingOf } from './earlyTakeOver';
import { restartOf } from './timelineQueries';

export const workAfterTakeover: Rule = {
  id: 'work-after-takeover',
  severity: 'info',
  category: 'restarts',
  since: '0.1.0',
  summary: 'The guest is still being set up when Packer connects and starts provisioning.',
  fixes: ['unsafe'],
  byConnection: true,
  check: (pipeline) => pipeline.timelines.flatMap((timeline) => workOf(pipeline, timeline)),
};

const work: ReadonlySet<string> = new Set(['updates', 'installs', 'boxstarter', 'dsc']);

function workOf(pipeline: Pipeline, timeline: Timeline): Report[] {
  const found = earlyTakeOver(timeline);
  if (!found) return [];
  const { takeOver, later, unreadBefore, unknownBetween } = found;
  const states = later.filter((state) => work.has(state.event.effect.fact.kind) && state.before.reachable);
  const [first] = states;
  if (!first) return [];
  // After a restart, the commands behind it may never run.
  const restarts = later.some(({ event }) => restartOf(event));
  const { event } = first;
  return [
    {
      builds: [timeline.build],
      ...(!isCertain(first) && { severity: stepDown(workAfterTakeover.severity) }),
      message: `Packer connects after ${nameOf(takeOver.event)} and starts provisioning while ${nameAfter(takeOver, event)} still runs. ${openingOf(takeOver)} last, or set pause_before_connecting.`,
      location: event.effect.location,
      related: [takeOverPlace(takeOver)],
      fixes: restarts
        ? []
        : openWinrmAfter(
            pipeline,
            timeline,
            takeOver,
            states.map((state) => state.event),
          ),
    },
  ];

  function isCertain(state: BootstrapState): boolean {
    return state.before.certain && state.event.always && !unreadBefore(state) && !unknownBetween(state);
  }
}
