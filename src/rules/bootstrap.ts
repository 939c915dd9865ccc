import { memoizeByObject } from '../text/memoizeByObject';
import { scriptNameFacts } from '../pipeline/effects/scriptNames';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import { guestOf, applyEvent } from '../pipeline/timeline/takeOver';
import type { Guest, Reachability } from '../pipeline/timeline/reachability';
import type { EffectEvent, Step, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { inBootstrap, isSameCommand, nameOf, takeOverIn } from './questions';
import type { TakeOverInBootstrap } from './questions';

/** What rules ask of the order of things before Packer's own steps, beyond when it connects. */

/** One thing that is known to happen in the bootstrap, with what Packer could reach before and after it. */
export interface BootstrapState {
  readonly event: EffectEvent;
  /** Of the event in the timeline. */
  readonly index: number;
  readonly before: Reachability;
  readonly after: Reachability;
}

/** Follows the guest through its bootstrap, on the way that Packer takes; none where that is not known. */
export const bootstrapStates = memoizeByObject(
  ({ build, events, takeOver }: Timeline): readonly BootstrapState[] => {
    const route = takeOver.kind === 'after' || takeOver.kind === 'never' ? takeOver.route : undefined;
    if (!route) return [];
    const guest = guestOf(build);
    return events.flatMap((event, index): BootstrapState[] => {
      if (!inBootstrap(event)) return [];
      const before = guest.reachability(route);
      applyEvent(guest, event);
      return event.kind === 'effect' ? [{ event, index, before, after: guest.reachability(route) }] : [];
    });
  },
);

/** The guest right before an event of the bootstrap. */
export function guestBefore({ build, events }: Timeline, index: number): Guest {
  const guest = guestOf(build);
  for (const event of events.slice(0, index)) applyEvent(guest, event);
  return guest;
}

/** A take-over by WinRM. */
export interface WinrmTakeOver {
  readonly takeOver: TakeOverInBootstrap;
  /** What happens afterwards, at a place in the order that is known. */
  readonly later: readonly BootstrapState[];
  /** Whether something before a moment can't be read. */
  readonly unreadBefore: (moment: BootstrapState) => boolean;
}

/**
 * Where Packer connects to a Windows guest by WinRM before its bootstrap is through, with what comes then.
 * @returns undefined also where Packer waits after its first connection: what comes then may be over when it works
 */
export const winrmTakeOver = memoizeByObject((timeline: Timeline): WinrmTakeOver | undefined => {
  const { build, events } = timeline;
  const takeOver = takeOverIn(timeline);
  if (takeOver?.route.kind !== 'winrm' || !takeOver.event.step.inOrder) return undefined;
  if (!isWindowsGuest(build) || waitsBeforeConnecting(build)) return undefined;
  const closing = events.findIndex((event, at) => at > takeOver.index && closesByName(event));
  const later = bootstrapStates(timeline).filter(
    ({ event, index }) =>
      index > takeOver.index &&
      (closing < 0 || index < closing) &&
      event.step.inOrder &&
      runTogether(timeline, takeOver.event.step, event.step) &&
      !isSameCommand(event, takeOver.event) &&
      !excludes(takeOver.event, event),
  );
  const firstUnread = events.findIndex(isUnread);
  return { takeOver, later, unreadBefore: ({ index }) => firstUnread >= 0 && firstUnread < index };
});

/** False for commands that stand in an answer file for two architectures: a guest has one. */
export function runTogether({ answerFile }: Timeline, a: Step, b: Step): boolean {
  const [one, other] = [a, b].map(({ location }) =>
    answerFile?.commands
      .find((command) => command.location === location)
      ?.component.processorArchitecture?.text.toLowerCase(),
  );
  return one === undefined || other === undefined || one === other;
}

/** `pause_before_connecting`: Packer connects, leaves, waits, and connects again. */
function waitsBeforeConnecting(build: Build): boolean {
  return communicatorOf(build).pauseBeforeConnecting.value !== 0;
}

/** How a message names an event when it has named the take-over: within one Order the command is enough. */
export const nameAfter = ({ event: { step } }: TakeOverInBootstrap, event: EffectEvent): string =>
  step === event.step ? `'${event.effect.command}'` : nameOf(event);

/**
 * Two branches of one script may never run both: an update script restarts the guest, or opens WinRM when it is done.
 */
const excludes = (a: EffectEvent, b: EffectEvent): boolean => a.step === b.step && !a.always && !b.always;

/** `disable-winrm.ps1`, which can't be read: whatever it does, it is meant as a gate. */
const closesByName = (event: TimelineEvent): boolean =>
  isUnread(event) &&
  event.kind === 'unknown' &&
  scriptNameFacts(event.call.name ?? '').some((fact) => fact.kind === 'remote' && !fact.opens);

/** A script that runs and can't be read. */
export const isUnread = (event: TimelineEvent): boolean => event.kind === 'unknown' && !event.call.missing;

/** How many commands of which something is known stand between two places of a timeline, the later one included. */
export function commandsBetween(later: readonly BootstrapState[], { index: end }: BootstrapState): number {
  const passed = later.filter(({ index }) => index <= end).map(({ event }) => event);
  return passed.filter((event, at) => !passed.slice(0, at).some((other) => isSameCommand(other, event)))
    .length;
}
