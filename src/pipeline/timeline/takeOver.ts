import { windowsReleaseOf } from '../guest/windowsRelease';
import { communicatorOf } from '../template/communicator';
import type { Build } from '../template/template';
import { scriptNameFacts } from '../effects/scriptNames';
import { Guest } from './reachability';
import type { Reachability, Route } from './reachability';
import type { Bootstrap } from './bootstrapSteps';
import type { EffectEvent, TakeOver, TimelineEvent } from './timeline';

/** Builders that start from a system that is installed already: whoever made it has opened it. */
const prepared = /-(ovf|vm|vmx|vmcx|pvm|clone)$|^(azure-|docker|lxc|lxd|null|file|vagrant)/;

/**
 * When Packer can connect to the guest of a build: the first moment at which all parts of its way in are open.
 * @param events of the bootstrap, in order; what comes later does not count
 */
export function takeOverOf(
  build: Build,
  { answerFile, steps }: Bootstrap,
  events: readonly TimelineEvent[],
): TakeOver {
  const route = routeOf(build);
  if (route === 'none') return { kind: 'none' };
  if (prepared.test(build.type)) return { kind: 'start' };
  if (route === undefined) return { kind: 'unknown', why: 'route' };
  // An image of a cloud answers by itself, unless its user data says more.
  const isCloud = /^(amazon|googlecompute)/.test(build.type);
  if (isCloud && (route.kind === 'ssh' || !steps.length)) return { kind: 'start' };
  if (!isCloud && !answerFile) return { kind: 'unknown', why: 'noAnswerFile' };
  return follow(route, events, guestOf(build));
}

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

function follow(route: Route, events: readonly TimelineEvent[], guest: Guest): TakeOver {
  let unread = false;
  let last: Reachability = guest.reachability(route);
  for (const [index, event] of events.entries()) {
    // What is not on the medium does not run.
    if (event.kind === 'unknown' && !event.call.missing) unread = true;
    if (!applyEvent(guest, event)) continue;
    last = guest.reachability(route);
    if (last.reachable) return { kind: 'after', route, event, index, certain: last.certain && !unread };
  }
  if (unread) return { kind: 'unknown', why: 'unreadScript' };
  guest.unblock();
  if (guest.reachability(route).reachable) return { kind: 'unknown', why: 'blockingRule' };
  return { kind: 'never', route, missing: last.missing };
}

/** What an event does to the guest. @returns whether it is known to change what is open */
export function applyEvent(guest: Guest, event: TimelineEvent): event is EffectEvent {
  if (event.kind === 'unknown') {
    // Its name may say what it does: enable-winrm.ps1.
    for (const fact of event.call.missing ? [] : scriptNameFacts(event.call.name ?? ''))
      if (fact.kind === 'remote') guest.apply(fact, false);
    return false;
  }
  const { fact } = event.effect;
  if (fact.kind === 'remote') guest.apply(fact, event.always);
  else if (fact.kind === 'reboot' && fact.when === 'now' && event.always) guest.restart();
  else return false;
  return true;
}
