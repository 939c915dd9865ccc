import type { MachineProvisioner, Vagrantfile } from '../../../pipeline/vagrantfile/vagrantfile';
import type { Span } from '../../../text/span';
import type { KnownMachine } from '../../../tools/vagrant/knownMachines';

/** A lens over a line of a Vagrantfile. */
export type PlannedLens = { readonly span: Span } &
  /** `busy`: what Vagrant does with it now, like `up`; nothing else can be done meanwhile. */
  (
    | { readonly kind: 'state'; readonly machine: KnownMachine; readonly busy: string | undefined }
    /** `named`: other machines are defined by the same line, so that each needs its name. */
    | {
        readonly kind: 'up' | 'ssh' | 'provision';
        readonly machine: string;
        readonly named: boolean;
      }
    /** More machines than a line has room for. */
    | { readonly kind: 'many'; readonly count: number; readonly running: number }
    | {
        readonly kind: 'run';
        /** Undefined for all machines of the file. */
        readonly machine: string | undefined;
        readonly named: boolean;
        /** What `--provision-with` is given. */
        readonly provisioner: string;
        /** Others of the same type have no name either, and run with it. */
        readonly others: boolean;
      }
  );

/** How many machines, or a provisioner's machines, have lenses of their own in one line. */
const room = 3;

/** What runs for a machine in this window. */
export type Busy = (machine: string) => string | undefined;

/** The lenses of a Vagrantfile. @param known its machines as far as the disk tells */
export function planLenses(
  vagrantfile: Vagrantfile,
  known: readonly KnownMachine[],
  busy: Busy = () => undefined,
): PlannedLens[] {
  const byPlace = new Map<number, { span: Span; names: string[] }>();
  for (const { name, span } of vagrantfile.machines) {
    if (name === undefined) continue;
    const there = byPlace.get(span.start);
    if (there) there.names.push(name);
    else byPlace.set(span.start, { span, names: [name] });
  }
  return [
    ...[...byPlace.values()].flatMap(({ span, names }) => ofMachines(span, names, known, busy)),
    ...ofProvisioners(vagrantfile),
  ];
}

function ofMachines(
  span: Span,
  names: readonly string[],
  known: readonly KnownMachine[],
  busy: Busy,
): PlannedLens[] {
  const machines = names.flatMap((name) => known.find((one) => one.name === name) ?? []);
  if (machines.length > room) {
    const running = machines.filter(({ kind }) => kind === 'running').length;
    return [{ span, kind: 'many', count: machines.length, running }];
  }
  const named = machines.length > 1;
  return machines.flatMap((machine): PlannedLens[] => {
    const { name, kind } = machine;
    const doing = busy(name);
    if (doing !== undefined) return [{ span, kind: 'state', machine, busy: doing }];
    const action = (what: 'up' | 'ssh' | 'provision') => ({ span, kind: what, machine: name, named });
    // Of a machine whose state nobody knows everything may be wanted.
    return [
      { span, kind: 'state', machine, busy: undefined },
      ...(kind === 'running' ? [] : [action('up')]),
      ...(kind === 'running' || kind === 'unknown' ? [action('ssh'), action('provision')] : []),
    ];
  });
}

interface Placed {
  readonly span: Span;
  readonly provisioner: string;
  readonly others: boolean;
  readonly machines: string[];
}

function ofProvisioners({ machines }: Vagrantfile): PlannedLens[] {
  const placed = new Map<string, Placed>();
  for (const { name, provisioners } of machines)
    for (const one of provisioners) {
      const provisioner = calledBy(one);
      if (provisioner === undefined || name === undefined) continue;
      const key = `${one.nameSpan.start} ${provisioner}`;
      const others = !one.named && provisioners.filter((other) => other.type === one.type).length > 1;
      const there = placed.get(key) ?? { span: one.nameSpan, provisioner, others, machines: [] };
      placed.set(key, there);
      there.machines.push(name);
    }
  return [...placed.values()].flatMap(({ machines: names, ...run }): PlannedLens[] => {
    // On machines that lack it Vagrant runs nothing.
    const all = names.length === machines.length || names.length > room;
    return (all ? [undefined] : names).map((machine) => ({
      ...run,
      kind: 'run',
      machine,
      named: !all && names.length > 1,
    }));
  });
}

/** Like `provisionerNames` of the pipeline: one with `run: "never"` answers to a name of its own alone. */
const calledBy = ({ name, named, type, run }: MachineProvisioner): string | undefined =>
  named ? name : run === 'never' ? undefined : type;
