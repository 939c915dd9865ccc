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
  const all = [...outer.settings, ...inner.settings];
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
  const result: ProvisionerCall[] = [];
  for (const call of calls) {
    const index = result.findIndex((other) => call.id !== undefined && sameProvisioner(other, call));
    const first = result[index];
    if (first) result[index] = join(first, call, first.type);
    else result.push(call);
  }
  return result;
}

/**
 * An inner provisioner takes the place of the outer one with its name: at the end, where it is written, or with
 * `preserve_order` where the outer one stood.
 */
function merge(outer: readonly ProvisionerCall[], inner: readonly ProvisionerCall[]): ProvisionerCall[] {
  const rest = [...inner];
  const result: ProvisionerCall[] = [];
  for (const call of outer) {
    const index = rest.findIndex((other) => sameProvisioner(call, other));
    const override = rest[index];
    if (!override) {
      result.push(call);
      continue;
    }
    const joined = join(call, override, override.type);
    const keepsPlace = lastOption(override, 'preserve_order')?.value === true;
    if (keepsPlace) {
      result.push(joined);
      rest.splice(index, 1);
    } else rest[index] = joined;
  }
  return [...result, ...rest];
}

const sameProvisioner = (a: ProvisionerCall, b: ProvisionerCall): boolean =>
  a.id !== undefined && a.id === b.id && (!a.provider || !b.provider || a.provider === b.provider);

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
