import type { HostCall } from './ruby/hostObject';
import { assume, type Item, type RubyValue, settled, textOf, toText } from './ruby/rubyValue';
import type { MachineMemory } from './vagrantfile';

/** How a call on a provider's object sets memory; empty for every other call. */
export type MemorySpelling = Pick<
  MachineMemory,
  'kind' | 'megabytes' | 'spelling' | 'span' | 'unlessEnvironment'
>;

/** `vb.memory = 2048`, `h.maxmemory = …`, `vb.customize ["modifyvm", :id, "--memory", …]`. */
export function readMemory(
  { name, arguments: args }: HostCall,
  provider: string | undefined,
): MemorySpelling[] {
  const [first, second] = args;
  if (name === 'memory=' && first) return [read('memory', 'memory', first, provider)];
  if (name === 'maxmemory=' && first) return [read('maximum', 'maxmemory', first, provider)];
  if (name !== 'customize') return [];
  // The event may stand in front of the command: `customize "pre-boot", [...]`.
  const command = settled((second ?? first)?.value ?? { kind: 'unknown' });
  return command.kind === 'array' ? fromCommand(command.items, provider) : [];
}

/** `v.vmx["memsize"] = "2048"`. */
export function readVmx({ name, arguments: args }: HostCall, provider: string | undefined): MemorySpelling[] {
  const [key, value] = args;
  if (name !== '[]=' || textOf(key?.value)?.toLowerCase() !== 'memsize' || !value) return [];
  return [read('memory', 'vmx', value, provider)];
}

/** VirtualBox's `modifyvm … --memory`, Parallels' `set … --memsize`. */
function fromCommand(items: readonly Item[], provider: string | undefined): MemorySpelling[] {
  const [verb] = items;
  const flag = { modifyvm: '--memory', set: '--memsize' }[textOf(verb?.value) ?? ''];
  if (!flag) return [];
  const found: MemorySpelling[] = [];
  items.forEach((item, i) => {
    const { value: given } = item;
    const text = textOf(given.kind === 'assumed' ? given.value : given);
    const next = items[i + 1];
    if (text === flag && next) found.push(read('memory', 'customize', next, provider));
    else if (text?.startsWith(`${flag}=`)) {
      const amount: RubyValue = { kind: 'symbol', text: text.slice(flag.length + 1) };
      const value = given.kind === 'assumed' ? assume(amount) : amount;
      found.push(read('memory', 'customize', { value, span: item.span }, provider));
    }
  });
  return found;
}

const read = (
  kind: MemorySpelling['kind'],
  spelling: MemorySpelling['spelling'],
  { value, span }: Item,
  provider: string | undefined,
): MemorySpelling => ({
  kind,
  spelling,
  span,
  megabytes: megabytes(value.kind === 'assumed' ? value.value : value, provider),
  ...(value.kind === 'assumed' && { unlessEnvironment: true }),
});

/** A number and a string that is one are the same to every provider. */
function megabytes(value: RubyValue, provider: string | undefined): number | undefined {
  const now = settled(value);
  if (now.kind === 'integer') return now.value > 0 ? now.value : undefined;
  const [, digits, unit = ''] =
    /^\s*(\d+)([MG]?)\s*$/.exec(now.kind === 'nil' ? '' : (toText(now) ?? '')) ?? [];
  if (!digits) return undefined;
  // The qemu provider hands the text on to `-m`; the others take no unit.
  if (unit && provider !== 'qemu') return undefined;
  return Number(digits) * (unit === 'G' ? 1024 : 1) || undefined;
}
