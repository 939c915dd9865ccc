import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import type { RemoteAccess } from '../pipeline/effects/fact';
import type { Route } from '../pipeline/timeline/reachability';
import { doubtOf } from '../pipeline/timeline/takeOver';
import type { Timeline } from '../pipeline/timeline/timeline';
import { bootstrapStates, guestBefore } from './bootstrapStates';
import type { BootstrapState } from './bootstrapStates';
import { nameOf } from './eventNames';
import type { Report, Rule } from './rule';
import { bootstrapEvents } from './timelineQueries';

export const winrmGateNeverReopened: Rule = {
  id: 'winrm-gate-never-reopened',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'WinRM is closed before Packer connects and never opened again.',
  fixes: [],
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(shutGateOf),
};

function shutGateOf(timeline: Timeline): Report[] {
  const { build, takeOver } = timeline;
  const route = takeOver.kind === 'after' || takeOver.kind === 'never' ? takeOver.route : undefined;
  if (route?.kind !== 'winrm' || !isWindowsGuest(build)) return [];
  // Proof that nothing opens it needs that all is known.
  if (bootstrapEvents(timeline).some((event) => doubtOf(event, route))) return [];
  const states = bootstrapStates(timeline);
  const end = states.at(-1)?.after;
  if (!end || end.reachable) return [];
  const gate = states.findLast((state) => closes(state, route) && isShut(state, end.missing));
  if (!gate || mayReturn(timeline, states, gate, route)) return [];
  return [
    {
      builds: [build],
      message: `${nameOf(gate.event)} closes WinRM, and nothing opens it again: Packer waits until it times out. Enable WinRM as the last step.`,
      location: gate.event.effect.location,
    },
  ];
}

/** A network adapter may be one of several. */
const gates: ReadonlySet<string> = new Set(['service', 'startup', 'firewall', 'listener']);

const closes = (
  { event: { effect } }: BootstrapState,
  { port }: Extract<Route, { kind: 'winrm' }>,
): boolean => {
  const { fact } = effect;
  if (fact.kind !== 'remote' || fact.opens || !gates.has(fact.part)) return false;
  return fact.port === undefined || fact.port === port;
};

/** Whether what an event closes is closed in the end. */
function isShut({ event: { effect } }: BootstrapState, missing: readonly RemoteAccess['part'][]): boolean {
  const { fact } = effect;
  if (fact.kind !== 'remote') return false;
  return missing.includes(fact.part === 'startup' ? 'service' : fact.part);
}

/** Whether a restart that may happen behind the gate brings a stopped service back. */
function mayReturn(
  timeline: Timeline,
  states: readonly BootstrapState[],
  gate: BootstrapState,
  route: Route,
): boolean {
  const restarts = states.some(
    ({ event: { effect }, index }) =>
      index > gate.index &&
      effect.fact.kind === 'reboot' &&
      (effect.fact.when === 'now' || effect.fact.when === 'maybe'),
  );
  if (!restarts) return false;
  const guest = guestBefore(timeline, (states.at(-1)?.index ?? 0) + 1);
  guest.restart();
  return guest.reachability(route).reachable;
}
