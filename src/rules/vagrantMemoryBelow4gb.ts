import { isWindowsMachine } from '../pipeline/guest/windowsMachine';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Machine, MachineMemory } from '../pipeline/vagrantfile/vagrantfile';
import type { Span } from '../text/span';
import { formatGigabytes } from '../words/sizes';
import type { Fix } from './finding';
import type { Report, Rule } from './rule';
import { stepDown } from './stepDown';

/** What vagrant-libvirt gives where nobody says more, in MB (lib/vagrant-libvirt/config.rb, finalize!). */
const libvirtDefault = 512;

const nameOf = ({ name }: Machine): string => name ?? 'a machine';

type KnownMemory = MachineMemory & { readonly megabytes: number };

interface Small {
  readonly machine: Machine;
  readonly memory: KnownMemory;
}

export const vagrantMemoryBelow4gb: Rule = {
  id: 'vagrant-memory-below-4gb',
  severity: 'warning',
  category: 'memory',
  since: '0.1.0',
  summary: 'A Vagrantfile gives a Windows machine less than 4 GB of memory.',
  fixes: ['unsafe'],
  // As for the machines that Packer builds: mwrock/packer-templates#44.
  *checkVagrantfile(project, { minimumMemory }) {
    const machines = project.vagrantfile.machines.filter(isWindowsMachine);
    yield* memoryReport(project, machines, minimumMemory);
    if (!isOfBox(project)) yield* machines.flatMap((machine) => libvirtReports(project, machine));
  },
};

/** Whether a file is made to go into a box: what it says is where the users of the box begin. */
const isOfBox = ({ source }: VagrantProject): boolean => /\.(template|tpl|erb)$/i.test(source.path);

/** Names of systems without a desktop, which get by with less: `windows-2019-core`, `nano`. */
const withoutDesktop = /(^|[^a-z])(nano|core)([^a-z]|$)|nanoserver|servercore/i;

const isSmall = ({ name, box }: Machine, path: string): boolean =>
  [name, box?.value, path.replace(/^.*[\\/]/, '')].some((words) => withoutDesktop.test(words ?? ''));

/** One for the file, at the first amount: machines of a lab are mostly alike. */
function memoryReport(project: VagrantProject, machines: readonly Machine[], minimum: number): Report[] {
  const found = machines.flatMap((machine) =>
    smallMemory(machine, minimum).map((memory): Small => ({ machine, memory })),
  );
  const places = [...new Map(found.map((small) => [small.memory.span.start, small])).values()];
  const [first, ...others] = places;
  if (!first) return [];
  const { path } = project.source;
  const names = found.map(
    ({ machine, memory }) =>
      `'${nameOf(machine)}' (${memory.megabytes} MB${memory.unlessEnvironment ? ' unless ENV says otherwise' : ''})`,
  );
  const all = places.every(({ machine }) => isSmall(machine, path));
  // What can't be followed may set something else.
  const isAssumed = found.every(({ memory }) => memory.unlessEnvironment);
  const lessGrave = all || isAssumed || isOfBox(project) || project.vagrantfile.hidden.length > 0;
  return [
    {
      ...(lessGrave && { severity: stepDown(vagrantMemoryBelow4gb.severity) }),
      message: `Windows machines with less than ${formatGigabytes(minimum)} of memory often fail or hang during Windows Update: ${[...new Set(names)].join(', ')}.`,
      location: { path, span: first.memory.span },
      related: others.map(({ machine, memory }) => ({
        message: `Memory of '${nameOf(machine)}' for ${memory.provider ?? 'a provider'}.`,
        location: { path, span: memory.span },
      })),
      fixes: fixOf(project, places, minimum),
    },
  ];
}

/** For each provider the amount that holds, where all that may hold are too small. */
function smallMemory({ memory }: Machine, minimum: number): KnownMemory[] {
  const providers = [...new Set(memory.flatMap(({ provider }) => provider ?? []))];
  return providers.flatMap((name) => {
    const own = memory.filter(({ provider }) => provider === name);
    const known = own.filter((item): item is KnownMemory => item.megabytes !== undefined);
    const sure = own.some(({ kind, conditional }) => kind === 'memory' && !conditional);
    // Hyper-V's dynamic memory counts as what the guest can get at most.
    const small = known.length === own.length && known.every(({ megabytes }) => megabytes < minimum);
    const last = known.findLast(({ kind }) => kind === 'memory');
    return sure && small && last ? [last] : [];
  });
}

/**
 * A provider that takes its own default. What the box brings is merged before the Vagrantfile and can't be read
 * here, and boxes for libvirt often set it: no error.
 */
function libvirtReports({ vagrantfile, source }: VagrantProject, machine: Machine): Report[] {
  const { memory, providers } = machine;
  const block = providers.find(({ provider, conditional }) => provider === 'libvirt' && !conditional);
  const may = memory.some(({ provider }) => provider === 'libvirt' || provider === undefined);
  if (!block || may || vagrantfile.hidden.length > 0) return [];
  return [
    {
      message: `No memory is set for libvirt, so the machine has ${libvirtDefault} MB unless its box sets more. Windows does not start with so little memory; set memory in this block.`,
      location: { path: source.path, span: block.span },
    },
  ];
}

/** Writes a number over each number that stands there itself; none where one of them is a variable. */
function fixOf({ source }: VagrantProject, places: readonly Small[], minimum: number): Fix[] {
  const spans = places.map(({ memory }) => numberIn(source.slice(memory.span), memory));
  if (spans.some((span) => span === undefined)) return [];
  const edits = spans.flatMap((span) =>
    span ? [{ path: source.path, span, newText: String(minimum) }] : [],
  );
  return [{ title: `Set memory to ${minimum} MB`, applicability: 'unsafe', edits }];
}

/** The digits of `2048`, `"2048"`, `"--memory=2048"`. */
function numberIn(written: string, { span, megabytes }: KnownMemory): Span | undefined {
  const [, before = '', digits] = /^(["']?(?:--mem\w*=)?)(\d+)["']?$/.exec(written) ?? [];
  if (digits === undefined || Number(digits) !== megabytes) return undefined;
  const start = span.start + before.length;
  return { start, end: start + digits.length };
}
