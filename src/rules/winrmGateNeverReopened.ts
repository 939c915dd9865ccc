import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import type { RemoteAccess } from '../pipeline/effects/fact';
import type { Route } from '../pipeline/timeline/reachability';
import type { Timeline } from '../pipeline/timeline/timeline';
import { guestBefore, momentsOf } from './bootstrap';
import type { Moment } from './bootstrap';
import { isBootstrapRead, nameOf } from './questions';
import type { Report, Rule } from './rule';

export const winrmGateNeverReopened: Rule = {
  id: 'winrm-gate-never-reopened',
  severity: 'error',
  summary: 'WinRM is closed before Packer connects and never opened again.',
  fixable: false,
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(shutGateOf),
};

function shutGateOf(timeline: Timeline): Report[] {
  const { build, takeOver } = timeline;
  const route = takeOver.kind === 'after' || takeOver.kind === 'never' ? takeOver.route : undefined;
  if (route?.kind !== 'winrm' || !isWindowsGuest(build) || !isBootstrapRead(timeline)) return [];
  const moments = momentsOf(timeline);
  const end = moments.at(-1)?.after;
  if (!end || end.reachable) return [];
  const gate = moments.findLast((moment) => closes(moment, route) && isShut(moment, end.missing));
  if (!gate || doesMore(moments) || mayReturn(timeline, moments, gate, route)) return [];
  return [
    {
      builds: [build],
      message: `${nameOf(gate.event)} closes WinRM, and nothing opens it again: Packer waits for it until its timeout. Enable WinRM as the last step.`,
      location: gate.event.effect.location,
    },
  ];
}

/** A network adapter may be one of several. */
const gates: ReadonlySet<string> = new Set(['service', 'startup', 'firewall', 'listener']);

const closes = ({ event: { effect } }: Moment, { port }: Extract<Route, { kind: 'winrm' }>): boolean => {
  const { fact } = effect;
  if (fact.kind !== 'remote' || fact.opens || !gates.has(fact.part)) return false;
  return fact.port === undefined || fact.port === port;
};

/** Whether what an event closes is closed in the end. */
function isShut({ event: { effect } }: Moment, missing: readonly RemoteAccess['part'][]): boolean {
  const { fact } = effect;
  if (fact.kind !== 'remote') return false;
  return missing.includes(fact.part === 'startup' ? 'service' : fact.part);
}

/** What starts after a restart, a Boxstarter package or a DSC configuration do what is not read here. */
const doesMore = (moments: readonly Moment[]): boolean =>
  moments.some(({ event: { effect } }) => /^(boxstarter|dsc|resumes)$/.test(effect.fact.kind));

/** Whether a restart that may happen behind the gate brings a stopped service back. */
function mayReturn(timeline: Timeline, moments: readonly Moment[], gate: Moment, route: Route): boolean {
  const restarts = moments.some(
    ({ event: { effect }, index }) =>
      index > gate.index &&
      effect.fact.kind === 'reboot' &&
      (effect.fact.when === 'now' || effect.fact.when === 'maybe'),
  );
  if (!restarts) return false;
  const guest = guestBefore(timeline, (moments.at(-1)?.index ?? 0) + 1);
  guest.restart();
  return guest.reachability(route).reachable;
}
