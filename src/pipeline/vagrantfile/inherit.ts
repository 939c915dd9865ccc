import { groupBy } from '../../text/groupBy';
import type { MachineCall, ProvisionerCall, Recording } from './recording';
import { asText, type MachineMemory, type MachineProvisioner, type Setting } from './vagrantfile';

/*
 * How Vagrant puts one machine together (its vagrantfile.rb, plugins/kernel_v2/config/vm.rb): first what stands
 * outside of all machines, then what stands in the machine's own blocks, wherever in the file that is, and at last
 * what is set for its provider alone.
 */

/** Several calls that define one machine as one. What stands in one that may not run is conditional. */
export function joinCalls(calls: readonly MachineCall[]): Recording {
  const mark = <T extends { conditional: boolean }>({ conditional }: MachineCall, facts: readonly T[]): T[] =>
    facts.map((fact) => (conditional && calls.length > 1 ? { ...fact, conditional } : fact));
  return {
    settings: calls.flatMap((call) => mark(call, call.recording.settings)),
    memory: calls.flatMap((call) => mark(call, call.recording.memory)),
    providers: calls.flatMap((call) => mark(call, call.recording.providers)),
    provisioners: calls.flatMap((call) => mark(call, call.recording.provisioners)),
  };
}

/** Settings that may hold in a machine. */
export function inheritSettings(outer: Recording, inner: Recording): Setting[] {
  const shared = outer.settings.map((setting): Setting => ({ ...setting, inherited: true }));
  const all = [...shared, ...inner.settings];
  return replace(
    [...all.filter((setting) => !setting.provider), ...all.filter((setting) => setting.provider)],
    ({ path, provider }) => `${provider ?? ''}\n${path}`,
  );
}

/** Amounts of memory that may hold in a machine. */
export const inheritMemory = (outer: Recording, inner: Recording): MachineMemory[] =>
  replace([...outer.memory, ...inner.memory], ({ kind, provider }) => `${provider ?? ''}\n${kind}`);

/** Leaves out what something later certainly replaces. */
function replace<T extends { readonly conditional: boolean }>(
  facts: readonly T[],
  key: (fact: T) => string,
): T[] {
  const replaced = new Set<string>();
  const kept = facts.toReversed().filter((fact) => {
    const name = key(fact);
    if (replaced.has(name)) return false;
    if (!fact.conditional) replaced.add(name);
    return true;
  });
  return kept.reverse();
}

/** The provisioners of a machine in the order in which they run. */
export function inheritProvisioners(outer: Recording, inner: Recording): MachineProvisioner[] {
  const layers = [outer, inner].map(({ provisioners }) => provisioners.filter(({ provider }) => !provider));
  const overrides = [outer, inner].map(({ provisioners }) => provisioners.filter(({ provider }) => provider));
  return [...layers, ...overrides].map(joinNamed).reduce(merge, []).map(finish);
}

/** Inside one configuration a second call with a name goes on with the provisioner of the first. */
function joinNamed(calls: readonly ProvisionerCall[]): ProvisionerCall[] {
  const keyOf = (call: ProvisionerCall) =>
    call.id === undefined ? call : `${call.provider ?? ''}\n${call.id}`;
  return [...groupBy(calls, keyOf).values()].flatMap(joinAll);
}

/** Of one provisioner all calls, in their order. */
function joinAll(calls: readonly ProvisionerCall[]): ProvisionerCall[] {
  const [first] = calls;
  const last = calls.at(-1);
  if (!first || !last || first === last) return [...calls];
  return [
    {
      ...last,
      type: first.type,
      options: calls.flatMap(({ options }) => options),
      conditional: calls.every(({ conditional }) => conditional),
      provider: first.provider,
    },
  ];
}

/**
 * An inner provisioner takes the place of the outer one with its name: at the end, where it is written, or with
 * `preserve_order` where the outer one stood.
 */
function merge(outer: readonly ProvisionerCall[], inner: readonly ProvisionerCall[]): ProvisionerCall[] {
  const rest: (ProvisionerCall | undefined)[] = [...inner];
  const places = groupBy(rest.keys(), (index) => rest[index]?.id);
  const result: ProvisionerCall[] = [];
  for (const call of outer) {
    const named = call.id === undefined ? [] : (places.get(call.id) ?? []);
    const index = named.find((at) => isSameProvisioner(call, rest[at])) ?? -1;
    const override = rest[index];
    if (!override) {
      result.push(call);
      continue;
    }
    const joined = join(call, override, override.type);
    const keepsPlace = lastOption(override, 'preserve_order')?.value === true;
    if (keepsPlace) result.push(joined);
    rest[index] = keepsPlace ? undefined : joined;
  }
  return [...result, ...rest.filter((call) => call !== undefined)];
}

/** Of two with one name. */
const isSameProvisioner = (a: ProvisionerCall, b: ProvisionerCall | undefined): boolean =>
  b !== undefined && (!a.provider || !b.provider || a.provider === b.provider);

const join = (
  first: ProvisionerCall,
  second: ProvisionerCall,
  type: string | undefined,
): ProvisionerCall => ({
  ...second,
  type,
  options: [...first.options, ...second.options],
  conditional: first.conditional && second.conditional,
  provider: first.provider,
});

const lastOption = (call: ProvisionerCall, path: string): Setting | undefined =>
  call.options.findLast((setting) => setting.path === path);

function finish(call: ProvisionerCall): MachineProvisioner {
  const { id, type, span, nameSpan, conditional, provider } = call;
  // The shell provisioner has an option `name` that counts as a name as well (mixin_provisioners.rb).
  const own = lastOption(call, 'name');
  const ownName = id ?? (typeof own?.value === 'string' ? own.value : undefined);
  const named = ownName !== undefined || (own !== undefined && own.value === undefined);
  return {
    name: named ? ownName : type,
    named,
    type,
    run: runOf(lastOption(call, 'run')),
    reboot: rebootOf(lastOption(call, 'reboot')),
    path: asText(lastOption(call, 'path')),
    inline: asText(lastOption(call, 'inline')),
    options: call.options,
    span,
    nameSpan,
    conditional,
    provider,
  };
}

function runOf(run: Setting | undefined): MachineProvisioner['run'] {
  if (!run || run.value === null) return 'once';
  const { value } = run;
  return !run.conditional && (value === 'once' || value === 'always' || value === 'never')
    ? value
    : 'unknown';
}

function rebootOf(reboot: Setting | undefined): boolean | undefined {
  if (!reboot) return false;
  return reboot.value === undefined ? undefined : reboot.value !== null && reboot.value !== false;
}
