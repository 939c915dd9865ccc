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
  /** Where rules of the firewall block, whatever others let through: by port the rules, `''` for one without a name. */
  private readonly blocked = new Map<string, Set<string>>();
  /** How many ports of a part are known by themselves. */
  private readonly knownPorts = new Map<Part, number>();
  /** The ports for which rules of the firewall were made. */
  private readonly portsOfRule = new Map<string, Set<number | undefined>>();

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
  apply(access: RemoteAccess, always: boolean): void {
    const { part, port, rule, byName } = access;
    if (part === 'firewall' && rule !== undefined && !byName)
      this.portsOfRule.set(rule, (this.portsOfRule.get(rule) ?? new Set()).add(port));
    const ports = byName ? [...(this.portsOfRule.get(rule ?? '') ?? [])] : [port];
    for (const own of ports) {
      const keys = hasPort(part)
        ? own === undefined
          ? this.ports(part)
          : this.isKnown(part, own)
            ? [key(part, own)]
            : []
        : [part];
      // Which port it is then nobody remembers: it may be that of Packer.
      if (!keys.length && access.opens) this.turn(part, true, false);
      for (const name of keys)
        if (part !== 'firewall' || !this.changeBlock(name, access, always))
          this.turn(name, access.opens, always);
    }
  }

  private turn(name: string, opens: boolean, always: boolean): void {
    const before = this.get(name);
    // What perhaps happens perhaps opens, and does not surely close.
    if (always) this.switches.set(name, { on: opens, certain: true });
    else if (before.on !== opens) this.switches.set(name, { on: true, certain: false });
  }

  /** @returns whether a rule that blocks comes or goes, and nothing else changes */
  private changeBlock(name: string, { blocking, rule = '', opens }: RemoteAccess, always: boolean): boolean {
    const blocks = this.blocked.get(name);
    if (blocking === true) {
      if (always) this.blocked.set(name, (blocks ?? new Set()).add(rule));
      // What other rules allow stays allowed when it is gone.
      return true;
    }
    // A rule without a known name may be any.
    const isOwn = blocks !== undefined && (rule === '' || blocks.has(rule) || blocks.has(''));
    if (blocking !== false || !isOwn) return false;
    if (rule === '') blocks.clear();
    else for (const own of [rule, '']) blocks.delete(own);
    return !opens && rule !== 'default';
  }

  /**
   * The guest restarts: services come up as they are set to, everything else stays as it is.
   * @param always false where it perhaps restarts
   */
  restart(always = true): void {
    for (const [service, startup] of services) {
      const set = this.switches.get(startup);
      // Never touched, the service is as Windows Server brings it: it starts by itself.
      const then = set ?? (this.switches.has(service) ? { on: true, certain: true } : undefined);
      if (!then) continue;
      if (always) this.switches.set(service, then);
      else if (then.on !== this.get(service).on) this.switches.set(service, { on: true, certain: false });
    }
  }

  /** What can be reached if the guest restarts now, which it does not. */
  restarted(route: Route): Reachability {
    const before = services.map(([service]) => [service, this.switches.get(service)] as const);
    this.restart();
    const then = this.reachability(route);
    for (const [service, set] of before)
      if (set) this.switches.set(service, set);
      else this.switches.delete(service);
    return then;
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
    return ['firewall', key('firewall', port)].some((name) => (this.blocked.get(name)?.size ?? 0) > 0);
  }

  private get(name: string): Switch {
    return (
      this.switches.get(name) ?? this.switches.get(name.replace(/:.*/, '')) ?? { on: false, certain: true }
    );
  }

  /** Whether a port is, or becomes, one of those that are followed. */
  private isKnown(part: Part, port: number): boolean {
    if (this.switches.has(key(part, port))) return true;
    const known = this.knownPorts.get(part) ?? 0;
    this.knownPorts.set(part, known + 1);
    return known < mostPorts;
  }

  /** All ports of which something is known, and the part for any other. */
  private ports(part: Part): string[] {
    return [part, ...[...this.switches.keys()].filter((name) => name.startsWith(`${part}:`))];
  }
}

/** No guest listens on more; each time when all are opened or closed each is looked at. */
const mostPorts = 200;

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
