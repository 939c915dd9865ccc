import type { Timeline } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrapStates';
import { nameAfter, nameOf, takeOverPlace } from './eventNames';
import type { Severity } from './finding';
import { onePerScript } from './onePerScript';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { winrmTakeOver } from './winrmTakeOver';
import type { WinrmTakeOver } from './winrmTakeOver';

export const rebootAfterTakeover: Rule = {
  id: 'reboot-after-takeover',
  severity: 'error',
  summary: 'The guest restarts after Packer has connected, which cuts Packer off.',
  fixable: false,
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(restartsOf),
};

function restartsOf(timeline: Timeline): Report[] {
  const found = winrmTakeOver(timeline);
  if (!found) return [];
  const { takeOver, later } = found;
  // Where WinRM was closed again, nobody is connected.
  const restarts = later.filter(({ event, before }) => restartOf(event) && before.reachable);
  return onePerScript(restarts, (state) => {
    const { event } = state;
    const severity = severityOf(found, state);
    return {
      builds: [timeline.build],
      severity,
      message: `Packer connects after ${nameOf(takeOver.event)}, and the restart by ${nameAfter(takeOver, event)} ${
        severity === 'error' ? 'disconnects it' : 'may disconnect it'
      }. Open WinRM only after all restarts.`,
      location: event.effect.location,
      related: [takeOverPlace(takeOver)],
    };
  });
}

/** Whether an event restarts the guest; `maybe` by itself, where what was installed asks for it. */
function restartOf({ effect: { fact } }: BootstrapState['event']): 'now' | 'maybe' | undefined {
  if (fact.kind === 'sysprep') return fact.then === 'reboot' ? 'now' : undefined;
  if (fact.kind !== 'reboot') return undefined;
  return fact.when === 'now' || fact.when === 'maybe' ? fact.when : undefined;
}

function severityOf({ takeOver, unreadBefore }: WinrmTakeOver, state: BootstrapState): Severity {
  // A script that can't be read may close WinRM, or have gone through all restarts.
  if (unreadBefore(state)) return 'info';
  const surely = restartOf(state.event) === 'now' && state.event.always;
  const severity: Severity = surely ? 'error' : 'warning';
  return takeOver.certain && state.before.certain ? severity : stepDown(severity);
}
