import type { RubyTree } from '../../syntax/ruby/rubyTree';
import type { SourceText } from '../../text/sourceText';
import { vagrant } from './configuration';
import { inheritMemory, inheritProvisioners, inheritSettings, joinCalls } from './inherit';
import { type FileRecording, type MachineCall, newRecording, type Recording } from './recording';
import { Interpreter } from './ruby/interpreter';
import { asText, type Machine, type Setting, type Vagrantfile } from './vagrantfile';

/** Reads what a Vagrantfile says. Never throws, however broken the file is. */
export function readVagrantfile(tree: RubyTree, source: SourceText): Vagrantfile {
  const file: FileRecording = { common: newRecording(), machines: [], configured: undefined, hidden: [] };
  if (!tree.program) file.hidden.push({ start: 0, end: source.text.length });
  new Interpreter(tree, source, {
    constants: new Map([['Vagrant', vagrant(file)]]),
    hidden: (span) => file.hidden.push(span),
  }).run();
  return { path: source.path, machines: machinesOf(file), hidden: file.hidden };
}

function machinesOf({ common, machines, configured }: FileRecording): Machine[] {
  if (!configured) return [];
  if (!machines.length) {
    const only: MachineCall = {
      name: 'default',
      ...configured,
      primary: false,
      autostart: true,
      recording: newRecording(),
    };
    // What stands outside of all machines is this machine's own: it exists only together with it.
    return [machineOf(common, [only])];
  }
  const byName = new Map<unknown, MachineCall[]>();
  for (const call of machines) {
    // Two of unknown names are two machines.
    const key = call.name ?? call;
    byName.set(key, [...(byName.get(key) ?? []), call]);
  }
  return [...byName.values()].map((calls) => machineOf(common, calls));
}

function machineOf(common: Recording, calls: readonly MachineCall[]): Machine {
  const [first] = calls;
  if (!first) throw new RangeError('A machine is defined somewhere.');
  const own = joinCalls(calls);
  const settings = inheritSettings(common, own);
  const text = (path: string): Setting<string> | undefined => {
    const found = settings.filter((setting) => setting.path === path);
    return asText(found.findLast(({ provider }) => provider === undefined) ?? found[0]);
  };
  return {
    name: first.name,
    span: first.span,
    conditional: calls.every(({ conditional }) => conditional),
    primary: flag(calls, 'primary', false),
    autostart: flag(calls, 'autostart', true),
    box: text('vm.box'),
    boxVersion: text('vm.box_version'),
    guest: text('vm.guest'),
    communicator: text('vm.communicator'),
    hostname: text('vm.hostname'),
    settings,
    memory: inheritMemory(common, own),
    providers: [...common.providers, ...own.providers],
    provisioners: inheritProvisioners(common, own),
  };
}

/** The options of all definitions of a machine count; the last that gives one wins. */
function flag(
  calls: readonly MachineCall[],
  name: 'primary' | 'autostart',
  unset: boolean,
): boolean | undefined {
  const given = calls.map((call) => call[name]).filter((value) => value !== unset);
  return given.length ? given.at(-1) : unset;
}
