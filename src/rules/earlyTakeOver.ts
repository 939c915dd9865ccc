import { scriptNameFacts } from '../pipeline/effects/scriptNames';
import { isWindowsGuest } from '../pipeline/guest/windowsGuest';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Build } from '../pipeline/template/template';
import { exclude } from '../pipeline/effects/turns';
import type { EffectEvent, Timeline, TimelineEvent } from '../pipeline/timeline/timeline';
import { memoizeByObject } from '../text/memoizeByObject';
import { bootstrapStates } from './bootstrapStates';
import type { BootstrapState } from './bootstrapStates';
import { isSameCommand, isUnread, runTogether, takeOverIn } from './timelineQueries';
import type { TakeOverInBootstrap } from './timelineQueries';

/** A take-over in the middle of the bootstrap. */
export interface EarlyTakeOver {
  readonly takeOver: TakeOverInBootstrap;
  /** What happens afterwards, at a place in the order that is known. */
  readonly later: readonly BootstrapState[];
  /** Whether something before a state can't be read. */
  readonly unreadBefore: (state: BootstrapState) => boolean;
  /** Whether something of which nothing is known runs between the take-over and a state: it may close the way. */
  readonly unknownBetween: (state: BootstrapState) => boolean;
}

/**
 * Where Packer connects to a Windows guest before its bootstrap is through, with what comes then.
 * @returns undefined also where Packer waits after its first connection: what comes then may be over when it works; and
 * where a restart lets it in, which is winrm-gate-lost-on-reboot
 */
export const earlyTakeOver = memoizeByObject((timeline: Timeline): EarlyTakeOver | undefined => {
  const { build, events } = timeline;
  const takeOver = takeOverIn(timeline);
  if (!takeOver?.event.step.inOrder || takeOver.event.effect.fact.kind === 'reboot') return undefined;
  if (!isWindowsGuest(build) || waitsBeforeConnecting(build)) return undefined;
  const closing = events.findIndex((event, at) => at > takeOver.index && closesByName(event));
  const seen = new Set<EffectEvent>();
  const later = bootstrapStates(timeline).filter(
    ({ event, index }) =>
      index > takeOver.index &&
      // A script that starts itself again comes to the same commands in each of its runs.
      !seen.has(event) &&
      seen.add(event) &&
      (closing < 0 || index < closing) &&
      event.step.inOrder &&
      runTogether(timeline, takeOver.event.step, event.step) &&
      !isSameCommand(event, takeOver.event) &&
      !mayExclude(takeOver.event, event),
  );
  const firstUnread = events.findIndex(isUnread);
  const firstUnknown = events.findIndex((event, at) => at > takeOver.index && mayClose(event));
  return {
    takeOver,
    later,
    unreadBefore: ({ index }) => firstUnread >= 0 && firstUnread < index,
    unknownBetween: ({ index }) => firstUnknown >= 0 && firstUnknown < index,
  };
});

/**
 * A command of which nothing is known may close the way again; not one that only asks or tells, by its verb.
 * @see https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands
 */
const mayClose = (event: TimelineEvent): boolean =>
  event.kind === 'unknown' &&
  !/^(?:compare|convert\w*|find|format|get|join|measure|out|read|resolve|search|select|show|split|test|trace|wait|write|log)-/i.test(
    event.command.name,
  );

/** Two conditions of one script may well exclude each other, though their branches do not show it. */
const mayExclude = (a: EffectEvent, b: EffectEvent): boolean =>
  exclude(a.turns, b.turns) || (a.step === b.step && !a.always && !b.always);

/** What to do last, by the way that Packer takes. */
export const openingOf = ({ route }: TakeOverInBootstrap): string =>
  route.kind === 'ssh' ? 'Start the SSH server' : 'Open WinRM';

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

/** `disable-winrm.ps1`, which can't be read: whatever it does, it is meant as a gate. */
const closesByName = (event: TimelineEvent): boolean =>
  event.kind === 'unread' &&
  isUnread(event) &&
  scriptNameFacts(event.call.name ?? '').some((fact) => fact.kind === 'remote' && !fact.opens);
