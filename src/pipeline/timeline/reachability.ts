import type { RemoteAccess } from '../effects/fact';

/** How Packer is going to connect: what has to be open in the guest for it. */
export type Route =
  | { readonly kind: 'ssh' }
  | {
      readonly kind: 'winrm';
      readonly port: number;
      /** TLS: over it messages need not be allowed unencrypted. */
      readonly ssl: boolean;
      /** NTLM instead of Basic authentication. Packer's library does not encrypt it: hashicorp/packer#6205. */
      readonly ntlm: boolean;
    };

type Part = RemoteAccess['part'];

/** A switch in the guest: off until something turns it on, or as the system comes. */
interface Switch {
  readonly on: boolean;
  /** False where it was turned in a branch or a function: perhaps it was not. */
  readonly certain: boolean;
}

/** Whether Packer can connect. */
export interface Reachability {
  readonly reachable: boolean;
  /** False where a condition decides. */
  readonly certain: boolean;
  /** What is still closed, in the words of RemoteAccess. */
  readonly missing: readonly Part[];
}

/**
 * Follows what opens and closes remote access in a guest. Packer is let in when all parts of its route are open at
 * once: the service runs, a listener has the port, the firewall lets it through, and the authentication is allowed
 * (packer-plugin-sdk communicator/step_connect_winrm.go tries every five seconds, and nothing but this stops it).
 */
export class Guest {
  private readonly switches = new Map<string, Switch>();
  /** Where a rule of the firewall blocks, whatever others let through. */
  private readonly blocked = new Set<string>();

  /**
   * @param remoting whether Windows may come with remote management switched on, as servers do since 2012. Whether
   * it has a listener then is told in two ways by Microsoft, so it is never certain
   */
  constructor(remoting = false) {
    if (remoting)
      for (const name of ['service', 'startup', 'listener:5985', 'firewall:5985'])
        this.switches.set(name, { on: true, certain: false });
  }

  /** @param always false where a branch or a function may not run */
  apply({ part, opens, port, blocking }: RemoteAccess, always: boolean): void {
    const keys = hasPort(part) ? (port === undefined ? this.ports(part) : [key(part, port)]) : [part];
    for (const name of keys) {
      if (blocking === false) this.blocked.delete(name);
      else if (blocking && always) this.blocked.add(name);
      const before = this.get(name);
      // What perhaps happens perhaps opens, and does not surely close.
      if (always) this.switches.set(name, { on: opens, certain: true });
      else if (before.on !== opens) this.switches.set(name, { on: true, certain: false });
    }
  }

  /** The guest restarts: services come up as they are set to, everything else stays as it is. */
  restart(): void {
    for (const [service, startup] of services) {
      const set = this.switches.get(startup);
      // Never touched, the service is as Windows Server brings it: it starts by itself.
      if (set) this.switches.set(service, set);
      else if (this.switches.has(service)) this.switches.set(service, { on: true, certain: true });
    }
  }

  /** All rules that block are taken away, as somebody may do unseen. */
  unblock(): void {
    this.blocked.clear();
  }

  reachability(route: Route): Reachability {
    const states = partsOf(route).map((part) => this.state(part, route));
    return {
      reachable: states.every(({ on }) => on),
      certain: states.every(({ certain }) => certain),
      missing: states.filter(({ on }) => !on).map(({ part }) => part),
    };
  }

  private state(part: Part, route: Route): Switch & { part: Part } {
    if (part === 'link') return { part, ...(this.switches.get('link') ?? { on: true, certain: true }) };
    if (!hasPort(part) || route.kind === 'ssh') return { part, ...this.get(part) };
    const own = this.get(key(part, route.port));
    // A firewall that is switched off lets everything through.
    const filter = part === 'firewall' ? this.switches.get('filter') : undefined;
    if (part === 'firewall' && this.isBlocked(route.port))
      return { part, ...(filter?.on ? filter : { on: false, certain: true }) };
    return { part, ...(filter?.on && !(own.on && own.certain) ? filter : own) };
  }

  private isBlocked(port: number): boolean {
    return this.blocked.has('firewall') || this.blocked.has(key('firewall', port));
  }

  private get(name: string): Switch {
    return (
      this.switches.get(name) ?? this.switches.get(name.replace(/:.*/, '')) ?? { on: false, certain: true }
    );
  }

  /** All ports of which something is known, and the part for any other. */
  private ports(part: Part): string[] {
    return [part, ...[...this.switches.keys()].filter((name) => name.startsWith(`${part}:`))];
  }
}

/** What runs, and what says whether it starts with the guest. */
const services = [
  ['service', 'startup'],
  ['sshd', 'sshdStartup'],
] as const;

const hasPort = (part: Part): boolean => part === 'listener' || part === 'firewall';

const key = (part: Part, port: number): string => `${part}:${port}`;

/** What has to be open for a route. */
function partsOf(route: Route): Part[] {
  if (route.kind === 'ssh') return ['sshd', 'link'];
  const parts: Part[] = ['service', 'listener', 'firewall', 'link'];
  if (!route.ntlm) parts.push('basic');
  if (!route.ssl) parts.push('unencrypted');
  return parts;
}
