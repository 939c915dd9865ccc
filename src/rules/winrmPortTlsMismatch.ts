import type { Communicator } from '../pipeline/template/communicator';
import { communicatorOf } from '../pipeline/template/communicator';
import type { Timeline } from '../pipeline/timeline/timeline';
import { setting } from '../pipeline/value';
import type { Value } from '../pipeline/value';
import { stepDown } from './stepDown';
import { winrmFailure, winrmPorts, winrmEvents } from './winrmFailure';
import type { Report, Rule } from './rule';

/** The ports of WinRM, which Packer takes where none is set. */
const plain = 5985;
const encrypted = 5986;

export const winrmPortTlsMismatch: Rule = {
  id: 'winrm-port-tls-mismatch',
  severity: 'error',
  category: 'connection',
  since: '0.1.0',
  summary: 'Packer connects to a port on which WinRM does not listen, or with the wrong protocol.',
  fixes: [],
  check: ({ timelines }) => timelines.flatMap((timeline) => mismatch(timeline) ?? notOpened(timeline) ?? []),
};

/** The two settings do not go together. */
function mismatch({ build }: Timeline): Report | undefined {
  const { kind, port, host, useSsl, skipNatMapping } = communicatorOf(build);
  // A port that is forwarded by hand leads to any port of the guest.
  if (kind !== 'winrm' || host.location || skipNatMapping.value !== false) return undefined;
  const location = port.location;
  if (!location) return undefined;
  const message =
    port.value === encrypted && useSsl.value === false
      ? `Port ${encrypted} is the HTTPS port of WinRM, but winrm_use_ssl is not set: Packer uses HTTP and never connects. Set winrm_use_ssl, or remove winrm_port.`
      : port.value === plain && useSsl.value === true
        ? `Port ${plain} is the HTTP port of WinRM, but winrm_use_ssl is set: Packer never connects. Remove winrm_port to use ${encrypted}.`
        : undefined;
  if (message === undefined) return undefined;
  const related = useSsl.location
    ? [{ message: 'winrm_use_ssl is set here.', location: useSsl.location }]
    : [];
  return { builds: [build], ofBuilder: true, unreachable: true, message, location, related };
}

/** The guest opens WinRM, on another port. */
function notOpened(timeline: Timeline): Report | undefined {
  const { build } = timeline;
  const way = winrmFailure(timeline);
  const communicator = communicatorOf(build);
  const { port, host, useSsl, skipNatMapping } = communicator;
  if (host.location || skipNatMapping.value !== false || forwards(timeline)) return undefined;
  const part = way?.missing.includes('listener') === false ? 'firewall' : 'listener';
  const openings = winrmEvents(timeline).filter(
    ({ effect: { fact } }) => fact.part === part && fact.opens && fact.port !== undefined,
  );
  if (way ? way.cause !== 'port' : !isUnlikely(timeline, communicator)) return undefined;
  const [first] = openings;
  if (!first) return undefined;
  const ports = [...new Set(openings.map(({ effect }) => effect.fact.port))].join(' and ');
  const opened = part === 'listener' ? 'WinRM is set up' : 'the firewall is opened';
  return {
    builds: [build],
    unreachable: way !== undefined,
    ...(!way && { severity: stepDown(winrmPortTlsMismatch.severity) }),
    message: `Packer connects to port ${port.value ?? ''}, but ${opened} only for port ${ports}${
      way ? ': it never connects' : ', as far as the scripts can be read'
    }.`,
    location: port.location ?? useSsl.location ?? communicator.location ?? build.typeLocation,
    related: [{ message: `Opened here: ${first.effect.command}`, location: first.effect.location }],
  };
}

/**
 * Some script can't be read, and those that can set WinRM up on its usual port while Packer is told one of its own.
 * vbox-2012r2.json of mwrock/packer-templates was so.
 */
function isUnlikely(timeline: Timeline, { kind, port }: Communicator): boolean {
  if (timeline.takeOver.kind !== 'unknown' || kind !== 'winrm' || !port.location) return false;
  if (port.value === undefined || winrmPorts.has(port.value)) return false;
  const listeners = winrmEvents(timeline).filter(({ effect }) => effect.fact.part === 'listener');
  return (
    listeners.length > 0 &&
    listeners.every(({ effect: { fact } }) => fact.port !== undefined && winrmPorts.has(fact.port))
  );
}

/**
 * Whether QEMU is given a network of one's own in its own words, or in words that are not known: only there does Packer's
 * port lead to another one of the guest. The forwarding of VirtualBox is Packer's, unless skip_nat_mapping is set.
 */
const forwards = ({ build }: Timeline): boolean =>
  build.type === 'qemu' && mayForward(setting(build.source, 'qemuargs'));

function mayForward(value: Value | undefined): boolean {
  if (value?.kind === 'list') return value.items.some(mayForward);
  if (value?.kind === 'string') return /hostfwd/i.test(value.text);
  return value?.kind === 'unknown';
}
