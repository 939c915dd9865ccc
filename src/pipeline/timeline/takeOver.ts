import { isWindowsGuest } from '../guest/windowsGuest';
import { windowsReleaseOf } from '../guest/windowsRelease';
import { communicatorOf } from '../template/communicator';
import { builderOf, originOf, waitsForGuest } from '../template/builders/builders';
import type { Build } from '../template/template';
import { scriptNameFacts } from '../effects/scriptNames';
import { setting, strings } from '../value';
import { Guest } from './reachability';
import type { Reachability, Route } from './reachability';
import type { Bootstrap } from './bootstrapSteps';
import type { EffectEvent, TakeOver, TimelineEvent } from './timeline';

/**
 * When Packer can connect to the guest of a build: the first moment at which all parts of its way in are open.
 * @param events of the bootstrap, in order; what comes later does not count
 */
export function takeOverOf(
  build: Build,
  { answerFile, isUnread, steps }: Bootstrap,
  events: readonly TimelineEvent[],
): TakeOver {
  const route = routeOf(build);
  if (route === 'none') {
    const waits = waitsForGuest(build);
    return { kind: 'none', ...(waits !== undefined && { waits }) };
  }
  const origin = originOf(build) ?? 'installed';
  const isCloud = origin === 'cloudImage' && !builderOf(build.type)?.ready;
  // Whoever made a system that is installed already has opened it.
  if (origin !== 'installed' && !isCloud)
    return route === undefined && (origin === 'container' || origin === 'chroot')
      ? { kind: 'start', within: origin }
      : { kind: 'start' };
  if (route === undefined) return { kind: 'unknown', why: 'route' };
  if (isCloud) return steps.length ? inCloud(build, route, events) : { kind: 'start' };
  if (!answerFile) {
    // Installers of other systems have the answers from elsewhere, and their SSH server is there when they are done.
    const isWindows = route.kind === 'winrm' || isWindowsGuest(build);
    return isWindows
      ? { kind: 'unknown', why: isUnread ? 'unreadAnswerFile' : 'noAnswerFile' }
      : { kind: 'start' };
  }
  const found = follow(route, events, guestOf(build));
  // What Packer types into the guest nobody reads.
  return found.kind === 'never' && typesCommands(build) ? { kind: 'unknown', why: 'typedCommands' } : found;
}

/** Where user data opens nothing, the image may answer by itself, as those of Linux do over SSH. */
function inCloud(build: Build, route: Route, events: readonly TimelineEvent[]): TakeOver {
  const found = follow(route, events, guestOf(build));
  if (found.kind === 'after') return found;
  if (route.kind === 'ssh') return { kind: 'start' };
  return found.kind === 'never' ? { kind: 'unknown', why: 'image' } : found;
}

/** Whether more is typed at the start than single keys: words with blanks, or a path. */
const typesCommands = ({ source }: Build): boolean =>
  strings(setting(source, 'boot_command')).some(({ text }) =>
    /[a-z]{2}[ .\\/:-]{1,9}[a-z\d"'/\\-]/i.test(text.replace(/<[^<>]*>/g, '\n')),
  );

/** The guest of a build as Windows Setup leaves it, before anything of the bootstrap. */
export const guestOf = (build: Build): Guest => new Guest(mayComeWithRemoting(build));

/** Servers since 2012 come with WinRM switched on; where the release is not known it may be one. */
function mayComeWithRemoting(build: Build): boolean {
  const release = windowsReleaseOf(build);
  return release?.family !== 'client' && !/^200[38]/.test(release?.version ?? '');
}

/** The way that Packer takes; undefined where it can't be told. */
function routeOf(build: Build): Route | 'none' | undefined {
  const communicator = communicatorOf(build);
  if (communicator.kind === 'none') return 'none';
  if (communicator.kind === 'ssh') return { kind: 'ssh' };
  const { port, useSsl, useNtlm } = communicator;
  if (communicator.kind !== 'winrm' || port.value === undefined) return undefined;
  return { kind: 'winrm', port: port.value, ssl: useSsl.value ?? false, ntlm: useNtlm.value ?? false };
}

/** What may have opened the way, or closed it, without anybody seeing it. */
type Doubt = Pick<Extract<TakeOver, { kind: 'unknown' }>, 'why' | 'command'>;

function follow(route: Route, events: readonly TimelineEvent[], guest: Guest): TakeOver {
  // It may hide what closes the way again, too.
  if (events.some((event) => event.kind === 'unread' && event.call.torn))
    return { kind: 'unknown', why: 'syntaxError' };
  let doubt: Doubt | undefined;
  let last: Reachability = guest.reachability(route);
  for (const [index, event] of events.entries()) {
    doubt ??= doubtOf(event, route);
    if (!applyEvent(guest, event)) continue;
    last = guest.reachability(route);
    if (last.reachable) return { kind: 'after', route, event, index, certain: last.certain && !doubt };
  }
  if (doubt) return { kind: 'unknown', ...doubt };
  guest.unblock();
  if (guest.reachability(route).reachable) return { kind: 'unknown', why: 'blockingRule' };
  return { kind: 'never', route, missing: last.missing };
}

/** Proof that nothing opens the way needs that all of it is known. */
export function doubtOf(event: TimelineEvent, route: Route): Doubt | undefined {
  switch (event.kind) {
    case 'unread':
      // What is not on the medium does not run.
      return event.call.missing ? undefined : { why: 'unreadScript' };
    case 'unknown':
      return { why: 'unknownCommand', command: event.command.name };
    case 'effect': {
      const { fact, command } = event.effect;
      if (fact.kind === 'dsc') return { why: 'dsc' };
      // A package may be that of an SSH server; none of them sets WinRM up.
      return fact.kind === 'installs' && route.kind === 'ssh'
        ? { why: 'unknownCommand', command }
        : undefined;
    }
  }
}

/** What an event does to the guest. @returns whether it is known to change what is open */
export function applyEvent(guest: Guest, event: TimelineEvent): event is EffectEvent {
  if (event.kind === 'unread') {
    // Its name may say what it does: enable-winrm.ps1.
    for (const fact of event.call.missing ? [] : scriptNameFacts(event.call.name ?? ''))
      if (fact.kind === 'remote') guest.apply(fact, false);
    return false;
  }
  if (event.kind === 'unknown') return false;
  const { fact } = event.effect;
  if (fact.kind === 'remote') guest.apply(fact, event.always);
  else if (fact.kind === 'reboot' && fact.when === 'now') guest.restart(event.always);
  else if (fact.kind === 'reboot' && fact.when === 'maybe') guest.restart(false);
  else return false;
  return true;
}
