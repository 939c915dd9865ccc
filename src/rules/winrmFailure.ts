import type { RemoteAccess } from '../pipeline/effects/fact';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Communicator } from '../pipeline/template/communicator';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import type { Route } from '../pipeline/timeline/reachability';
import { bootstrapEvents } from './timelineQueries';

/**
 * Why Packer never gets in by WinRM, though all of the bootstrap could be read. Each cause is one rule's to tell:
 * - `unset`: nothing sets WinRM up.
 * - `port`: it is set up on another port.
 * - `settings`: it is up, and does not allow what Packer does.
 */
export interface WinrmFailure {
  readonly cause: 'unset' | 'port' | 'settings';
  readonly communicator: Communicator;
  readonly route: Extract<Route, { kind: 'winrm' }>;
  readonly missing: readonly RemoteAccess['part'][];
  /** What opens a part of WinRM, in order. */
  readonly openings: readonly WinrmEvent[];
}

export type WinrmEvent = EffectEvent & { readonly effect: { readonly fact: RemoteAccess } };

const parts: ReadonlySet<string> = new Set<RemoteAccess['part']>([
  'service',
  'startup',
  'listener',
  'firewall',
  'basic',
  'unencrypted',
]);

/** The ports of WinRM. */
export const winrmPorts: ReadonlySet<number> = new Set([5985, 5986]);

/** The cause; undefined where Packer gets in, where nobody can tell, or where somebody closed the way on purpose. */
export function winrmFailure(timeline: Timeline): WinrmFailure | undefined {
  const { build, takeOver } = timeline;
  if (takeOver.kind !== 'never' || takeOver.route.kind !== 'winrm') return undefined;
  const { route, missing } = takeOver;
  const events = winrmEvents(timeline);
  const openings = events.filter(({ effect }) => effect.fact.opens);
  // A gate that stays shut is winrm-gate-never-reopened.
  if (missing.some((part) => isShut(part, route.port, events))) return undefined;
  const found = { communicator: communicatorOf(build), route, missing, openings };
  const elsewhere = (part: RemoteAccess['part']) =>
    openings.some(({ effect: { fact } }) => fact.part === part && (fact.port ?? route.port) !== route.port);
  if (!openings.length) return { ...found, cause: 'unset' };
  if (missing.includes('listener')) return { ...found, cause: elsewhere('listener') ? 'port' : 'unset' };
  if (missing.includes('firewall'))
    // A rule for a port that is not WinRM's own is not followed.
    return winrmPorts.has(route.port)
      ? { ...found, cause: elsewhere('firewall') ? 'port' : 'unset' }
      : undefined;
  if (missing.includes('service')) return { ...found, cause: 'unset' };
  return missing.includes('link') ? undefined : { ...found, cause: 'settings' };
}

/** What opens and closes WinRM before Packer connects. */
export const winrmEvents = (timeline: Timeline): WinrmEvent[] =>
  bootstrapEvents(timeline).filter(
    (event): event is WinrmEvent =>
      event.kind === 'effect' &&
      event.effect.fact.kind === 'remote' &&
      !event.effect.fact.byName &&
      parts.has(event.effect.fact.part),
  );

/** Whether what is missing was there, and the last that happens to it is that it is closed. */
function isShut(part: RemoteAccess['part'], port: number, events: readonly WinrmEvent[]): boolean {
  if (part === 'basic' || part === 'unencrypted') return false;
  const closed = (wanted: RemoteAccess['part']) =>
    events.findLast(
      ({ effect: { fact } }) => fact.part === wanted && (fact.port === undefined || fact.port === port),
    )?.effect.fact.opens === false;
  // A service that is disabled stays down after the next restart.
  return closed(part) || (part === 'service' && closed('startup'));
}
