import type { Pipeline } from '../pipeline/pipeline';
import type { Timeline } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrapStates';
import { nameAfter, nameOf, takeOverPlace } from './eventNames';
import type { Severity } from './finding';
import { openWinrmLast } from './fixes/openWinrmLast';
import { onePerScript } from './onePerScript';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { earlyTakeOver, openingOf } from './earlyTakeOver';
import type { EarlyTakeOver } from './earlyTakeOver';
import { restartOf } from './timelineQueries';

export const rebootAfterTakeover: Rule = {
  id: 'reboot-after-takeover',
  severity: 'error',
  category: 'restarts',
  since: '0.1.0',
  summary: 'The guest restarts after Packer has connected, which cuts Packer off.',
  fixes: ['unsafe'],
  byConnection: true,
  check: (pipeline) => pipeline.timelines.flatMap((timeline) => restartsOf(pipeline, timeline)),
};

function restartsOf(pipeline: Pipeline, timeline: Timeline): Report[] {
  const found = earlyTakeOver(timeline);
  if (!found) return [];
  const { takeOver, later } = found;
  // Where WinRM was closed again, nobody is connected.
  const restarts = later.filter(({ event, before }) => restartOf(event) && before.reachable);
  const fixes = openWinrmLast(
    pipeline,
    timeline,
    takeOver,
    restarts.map(({ event }) => event),
  );
  return onePerScript(restarts, (state) => {
    const { event } = state;
    const severity = severityOf(found, state);
    return {
      builds: [timeline.build],
      severity,
      message: `Packer connects after ${nameOf(takeOver.event)}, and the restart by ${nameAfter(takeOver, event)} ${
        severity === 'error' ? 'disconnects it' : 'may disconnect it'
      }. ${openingOf(takeOver)} only after all restarts.`,
      location: event.effect.location,
      related: [takeOverPlace(takeOver)],
      fixes,
    };
  });
}

function severityOf({ unreadBefore, unknownBetween }: EarlyTakeOver, state: BootstrapState): Severity {
  // A script that can't be read may close the way, or have gone through all restarts.
  if (unreadBefore(state)) return 'info';
  const surely = restartOf(state.event) === 'now' && state.event.always;
  const severity: Severity = surely ? 'error' : 'warning';
  return state.before.certain && !unknownBetween(state) ? severity : stepDown(severity);
}
