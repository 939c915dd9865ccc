import { scriptNameFacts } from '../pipeline/effects/scriptNames';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import type { EffectEvent, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { memoizeByObject } from '../text/memoizeByObject';
import { bootstrapStates } from './bootstrapStates';
import type { BootstrapState } from './bootstrapStates';
import { isSameCommand, isUnread, runTogether, takeOverIn } from './timelineQueries';
import type { TakeOverInBootstrap } from './timelineQueries';

/** A take-over by WinRM. */
export interface WinrmTakeOver {
  readonly takeOver: TakeOverInBootstrap;
  /** What happens afterwards, at a place in the order that is known. */
  readonly later: readonly BootstrapState[];
  /** Whether something before a state can't be read. */
  readonly unreadBefore: (state: BootstrapState) => boolean;
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

/** How many commands of which something is known stand between two places of a timeline, the later one included. */
export function commandsBetween(later: readonly BootstrapState[], { index: end }: BootstrapState): number {
  const passed = later.filter(({ index }) => index <= end).map(({ event }) => event);
  return passed.filter((event, at) => !passed.slice(0, at).some((other) => isSameCommand(other, event)))
    .length;
}

/** `pause_before_connecting`: Packer connects, leaves, waits, and connects again. */
function waitsBeforeConnecting(build: Build): boolean {
  return communicatorOf(build).pauseBeforeConnecting.value !== 0;
}

/**
 * Two branches of one script may never run both: an update script restarts the guest, or opens WinRM when it is done.
 */
const excludes = (a: EffectEvent, b: EffectEvent): boolean => a.step === b.step && !a.always && !b.always;

/** `disable-winrm.ps1`, which can't be read: whatever it does, it is meant as a gate. */
const closesByName = (event: TimelineEvent): boolean =>
  event.kind === 'unknown' &&
  isUnread(event) &&
  scriptNameFacts(event.call.name ?? '').some((fact) => fact.kind === 'remote' && !fact.opens);
