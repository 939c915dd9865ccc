import type { Timeline } from '../pipeline/timeline/timeline';
import type { BootstrapState } from './bootstrapStates';
import { nameAfter, nameOf, takeOverPlace } from './eventNames';
import type { Severity } from './finding';
import { onePerScript } from './onePerScript';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';
import { inBootstrap } from './timelineQueries';
import { commandsBetween, earlyTakeOver } from './earlyTakeOver';
import type { EarlyTakeOver } from './earlyTakeOver';

export const winrmBouncedAfterTakeover: Rule = {
  id: 'winrm-bounced-after-takeover',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary: 'WinRM stops or restarts after Packer has connected.',
  fixes: [],
  byConnection: true,
  check: ({ timelines }) => timelines.flatMap(bouncesOf),
};

function bouncesOf(timeline: Timeline): Report[] {
  const found = earlyTakeOver(timeline);
  if (found?.takeOver.route.kind !== 'winrm') return [];
  const { takeOver, later } = found;
  const bounces = later.filter(
    (state) => state.before.reachable && (startsAnew(state) || (closes(state) && !isGate(timeline, state))),
  );
  return onePerScript(bounces, (state) => {
    const { event } = state;
    return {
      builds: [timeline.build],
      severity: severityOf(found, state),
      message: `Packer may connect after ${nameOf(takeOver.event)}, and ${nameAfter(takeOver, event)} then cuts the connection. Start WinRM or open the firewall only when WinRM is configured.`,
      location: event.effect.location,
      related: [takeOverPlace(takeOver)],
    };
  });
}

/** What carries the connection: not the settings, which count for the next one only. */
const carriers: ReadonlySet<string> = new Set(['service', 'link', 'listener']);

const startsAnew = ({ event: { effect } }: BootstrapState): boolean =>
  effect.fact.kind === 'remote' && effect.fact.bounces === true && carriers.has(effect.fact.part);

const closes = ({ event: { effect }, after }: BootstrapState): boolean =>
  effect.fact.kind === 'remote' && !effect.fact.opens && carriers.has(effect.fact.part) && !after.reachable;

/** Closed until the guest restarts, for what a restart is waiting for. */
const isGate = ({ events }: Timeline, { index }: BootstrapState): boolean =>
  events.slice(index + 1).some((event) => {
    const fact = inBootstrap(event) && event.kind === 'effect' ? event.effect.fact : undefined;
    return fact?.kind === 'reboot' && (fact.when === 'now' || fact.when === 'maybe');
  });

/** Scripts that set WinRM up end with a restart of it: it takes seconds, and Packer asks every five. */
const soon = { inScript: 5, elsewhere: 3 };

function severityOf(
  { takeOver, later, unreadBefore, unknownBetween }: EarlyTakeOver,
  state: BootstrapState,
): Severity {
  const sameScript = state.event.script === takeOver.event.script;
  const isSoon = commandsBetween(later, state) <= (sameScript ? soon.inScript : soon.elsewhere);
  const usual = isSoon ? 'info' : 'warning';
  const isCertain = state.before.certain && state.event.always && !unknownBetween(state);
  return isCertain && !unreadBefore(state) ? usual : stepDown(usual);
}
