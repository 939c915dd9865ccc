import type { MachineProvisioner, Vagrantfile } from '../../pipeline/vagrantfile/vagrantfile';
import type { Span } from '../../text/span';

/** What a lens goes by of a machine that exists or could. */
interface LensMachine {
  readonly name: string;
  /** What its state means, like `running`; `unknown` where nobody has asked. */
  readonly kind: string;
}

/** A lens over a line of a Vagrantfile, for machines of which the caller knows more. */
export type PlannedLens<Known extends LensMachine> = { readonly span: Span } &
  /** `busy`: what Vagrant does with it now, like `up`; nothing else can be done meanwhile. */
  (
    | { readonly kind: 'state'; readonly machine: Known; readonly busy: string | undefined }
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

type RunLens = Extract<PlannedLens<never>, { kind: 'run' }>;

/** How many machines, or a provisioner's machines, have lenses of their own in one line. */
const room = 3;

/** What runs for a machine in this window. */
export type Busy = (machine: string) => string | undefined;

/** The lenses of a Vagrantfile. @param known its machines as far as the disk tells */
export function planLenses<Known extends LensMachine>(
  vagrantfile: Vagrantfile,
  known: readonly Known[],
  busy: Busy = () => undefined,
): PlannedLens<Known>[] {
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

function ofMachines<Known extends LensMachine>(
  span: Span,
  names: readonly string[],
  known: readonly Known[],
  busy: Busy,
): PlannedLens<Known>[] {
  const machines = names.flatMap((name) => known.find((one) => one.name === name) ?? []);
  if (machines.length > room) {
    const running = machines.filter(({ kind }) => kind === 'running').length;
    return [{ span, kind: 'many', count: machines.length, running }];
  }
  const named = machines.length > 1;
  return machines.flatMap((machine): PlannedLens<Known>[] => {
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

function ofProvisioners({ machines }: Vagrantfile): RunLens[] {
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
  return [...placed.values()].flatMap(({ machines: names, ...run }): RunLens[] => {
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
