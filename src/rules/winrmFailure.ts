import type { RemoteAccess } from '../pipeline/effects/fact';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Communicator } from '../pipeline/template/communicator';
import type { EffectEvent, Timeline } from '../pipeline/timeline/timeline';
import type { Route } from '../pipeline/timeline/reachability';
import { setting, strings } from '../pipeline/value';
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

/** Images of clouds are prepared, and their user data only adds to that. */
const cloud = /^(amazon|googlecompute|azure|oracle|alicloud|openstack|ibmcloud|tencentcloud|huaweicloud)/;

/** The cause; undefined where Packer gets in, where nobody can tell, or where somebody closed the way on purpose. */
export function winrmFailure(timeline: Timeline): WinrmFailure | undefined {
  const { build, takeOver } = timeline;
  if (takeOver.kind !== 'never' || takeOver.route.kind !== 'winrm' || cloud.test(build.type))
    return undefined;
  if (mayBeOpenedUnseen(timeline)) return undefined;
  const { route, missing } = takeOver;
  const events = winrmEvents(timeline);
  const openings = events.filter(({ effect }) => effect.fact.opens);
  // A gate that stays shut is winrm-gate-never-reopened.
  const shut = events.some(({ effect: { fact } }) => !fact.opens && !/^(basic|unencrypted)$/.test(fact.part));
  if (shut) return undefined;
  const found = { communicator: communicatorOf(build), route, missing, openings };
  const elsewhere = (part: RemoteAccess['part']) =>
    openings.some(({ effect: { fact } }) => fact.part === part && (fact.port ?? route.port) !== route.port);
  if (!openings.length) return { ...found, cause: 'unset' };
  if (missing.includes('listener')) return { ...found, cause: elsewhere('listener') ? 'port' : 'unset' };
  if (missing.includes('firewall'))
    // A rule for a port that is not WinRM's own is not followed.
    return elsewhere('firewall') && winrmPorts.has(route.port) ? { ...found, cause: 'port' } : undefined;
  if (missing.includes('service')) return { ...found, cause: 'unset' };
  return missing.includes('link') ? undefined : { ...found, cause: 'settings' };
}

/** What opens and closes WinRM before Packer connects. */
export const winrmEvents = (timeline: Timeline): WinrmEvent[] =>
  bootstrapEvents(timeline).filter(
    (event): event is WinrmEvent =>
      event.kind === 'effect' && event.effect.fact.kind === 'remote' && parts.has(event.effect.fact.part),
  );

/** Boxstarter packages and DSC do what is not read here; and Packer may type commands into the guest itself. */
function mayBeOpenedUnseen(timeline: Timeline): boolean {
  const typed = strings(setting(timeline.build.source, 'boot_command'));
  return (
    typed.some(({ text }) => /winrm|remoting|powershell|cmd|\.(ps1|bat)/i.test(text)) ||
    bootstrapEvents(timeline).some(
      (event) => event.kind === 'effect' && /^(boxstarter|dsc)$/.test(event.effect.fact.kind),
    )
  );
}
