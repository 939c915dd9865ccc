import type { RubyTree } from '../../syntax/ruby/rubyTree';
import type { FileSource } from '../../text/fileSource';
import { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import { groupBy } from '../../text/groupBy';
import { Budget } from '../budget';
import { isWithin } from '../paths/baseFolder';
import { resolvePath } from '../paths/resolvePath';
import { vagrant } from './configuration';
import { inheritMemory, inheritProvisioners, inheritSettings, joinCalls } from './inherit';
import { type FileRecording, type MachineCall, newRecording, type Recording } from './recording';
import { Interpreter } from './ruby/interpreter';
import { asText, type Machine, type Setting, type Vagrantfile } from './vagrantfile';

/** The largest real files need some thousands of steps. */
const limits = { steps: 100_000, depth: 400 };

/** Settings that machines have in common, once for each. */
const inheritedLimits = { steps: 500_000, depth: 1 };

/** What surrounds a Vagrantfile: the files that it can load, and what reads their code. */
export interface Surroundings {
  readonly files: FileSource;
  readonly parse: (text: string) => RubyTree;
}

/** Reads what a Vagrantfile says. Never throws, however broken the file is. */
export function readVagrantfile(tree: RubyTree, source: SourceText, around: Surroundings): Vagrantfile {
  const budget = new Budget(limits);
  const common = newRecording();
  const file: FileRecording = { common, machines: [], configured: undefined, hidden: [], budget };
  if (tree.program) for (const { span } of tree.problems) file.hidden.push(span);
  else file.hidden.push({ start: 0, end: source.text.length });
  const surroundings = {
    constants: new Map([['Vagrant', vagrant(file)]]),
    hidden: (span: Span) => void file.hidden.push(span),
    ...projectOf(source, around),
  };
  new Interpreter({ tree, source }, surroundings, budget).run();
  return { path: source.path, machines: machinesOf(file), hidden: file.hidden, problems: tree.problems };
}

/** What is outside of the project, or ignored, others do not have, or have otherwise. */
function projectOf(source: SourceText, { files, parse }: Surroundings) {
  const folder = files.paths.dirname(source.path);
  const find = (written: string): string | undefined => {
    const path = resolvePath(folder, written, files);
    const isOurs = isWithin(path, files.rootOf(folder), files) && !files.isKeptElsewhere(path);
    return isOurs ? path : undefined;
  };
  return {
    open: (written: string): SourceText | undefined => {
      const path = find(written);
      const text = path === undefined ? undefined : files.read(path);
      return path === undefined || text === undefined ? undefined : new SourceText(path, text);
    },
    exists: (written: string): true | undefined => {
      const path = find(written);
      return path !== undefined && files.kind(path) !== undefined ? true : undefined;
    },
    parse,
  };
}

function machinesOf({ common, machines, configured, hidden }: FileRecording): Machine[] {
  if (!configured) return [];
  if (!machines.length) {
    const only: MachineCall = {
      // Code that can't be followed may define machines, and then there is none of this name.
      name: hidden.length ? undefined : 'default',
      ...configured,
      ...(hidden.length > 0 && { conditional: true }),
      primary: false,
      autostart: true,
      recording: common,
    };
    // What stands outside of all machines is this machine's own: it exists only together with it.
    return [machineOf(newRecording(), [only])];
  }
  // Two of unknown names are two machines.
  const byName = groupBy<unknown, MachineCall>(machines, (call) => call.name ?? call);
  // What stands outside of the machines each of them has.
  const { settings, memory, providers, provisioners } = common;
  const inherited = new Budget(inheritedLimits);
  const each = 1 + settings.length + memory.length + providers.length + provisioners.length;
  return [...byName.values()].flatMap((calls) => {
    if (inherited.spend(each)) return [machineOf(common, calls)];
    for (const { span } of calls) hidden.push(span);
    return [];
  });
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
