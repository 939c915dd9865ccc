import type { VagrantProject } from '../../pipeline/vagrantProject';
import type { Machine, MachineMemory } from '../../pipeline/vagrantfile/vagrantfile';
import { settingOf } from '../../pipeline/vagrantfile/vagrantfile';
import type { Location } from '../../text/location';
import { describeFact } from '../../words/facts';
import { quotedList } from '../../words/lists';
import type { Explanation } from './explain';
import { isSamePath } from '../../text/pathKey';

/** How many machines are named; of more, the first and how many there are. */
const mostNames = 4;

/** Explains the memory, the way in and the commands that stand at an offset of a Vagrantfile or of a script that it runs. */
export function explainVagrantfile(project: VagrantProject, path: string, offset: number): Explanation[] {
  const found = new Map<string, { span: Location['span']; names: Map<string, Set<string>> }>();
  /** What is said of several machines in the same words is said once. */
  const say = (location: Location, { name }: Machine, words: string) => {
    const { span } = location;
    if (!isSamePath(location.path, path) || offset < span.start || span.end < offset) return;
    const key = `${span.start}:${span.end}`;
    const known = found.get(key) ?? { span, names: new Map<string, Set<string>>() };
    found.set(key, known);
    known.names.set(words, (known.names.get(words) ?? new Set()).add(name ?? 'a machine'));
  };
  const { vagrantfile, scripts } = project;
  const here = (span: Location['span']): Location => ({ path: vagrantfile.path, span });
  for (const machine of vagrantfile.machines) {
    for (const memory of machine.memory) {
      const words = describeMemory(memory);
      if (words) say(here(memory.span), machine, words);
    }
    const { communicator } = machine;
    if (communicator?.value !== undefined)
      for (const span of [communicator.nameSpan, communicator.span])
        say(here(span), machine, describeConnection(machine, communicator.value));
  }
  for (const { machine, provisioner, script } of scripts)
    for (const { fact, location, always } of script.effects) {
      const what = describeFact(fact);
      const named = provisioner.named && provisioner.name !== undefined ? ` '${provisioner.name}'` : '';
      say(
        location,
        machine,
        `${what.charAt(0).toUpperCase()}${what.slice(1)}. Run by the provisioner${named} of {}.${perhaps(!always)}`,
      );
    }
  return [...found.values()].map(({ span, names }) => ({
    span,
    lines: [...names].map(([words, machines]) =>
      words.replace('{}', () => quotedList([...machines], { most: mostNames })),
    ),
  }));
}

const perhaps = (conditional: boolean): string => (conditional ? ' It depends on a condition.' : '');

const unlessSaid = ({ unlessEnvironment }: Pick<MachineMemory, 'unlessEnvironment'>): string =>
  unlessEnvironment ? ' unless ENV says otherwise' : '';

function describeMemory(memory: MachineMemory): string {
  const { kind, megabytes, provider, conditional } = memory;
  if (megabytes === undefined) return '';
  const by = provider === undefined ? '' : ` with ${provider}`;
  return kind === 'maximum'
    ? `The memory of {}${by} grows up to ${megabytes} MB (dynamic memory)${unlessSaid(memory)}.${perhaps(conditional)}`
    : `Memory of {}${by}: ${megabytes} MB${unlessSaid(memory)}.${perhaps(conditional)}`;
}

const ways: Readonly<Record<string, string>> = { ssh: 'SSH', winrm: 'WinRM', winssh: 'SSH (winssh)' };

/** With the defaults of Vagrant's own configuration classes. */
function describeConnection(machine: Machine, communicator: string): string {
  const way = ways[communicator] ?? communicator;
  const value = (path: string, unset: string | number, unit = ''): string => {
    const setting = settingOf(machine, path);
    if (!setting) return `${unset}${unit} (default)`;
    return setting.value === undefined || typeof setting.value === 'object'
      ? '(computed)'
      : `${setting.value}${unit}${unlessSaid(setting)}`;
  };
  const tls = settingOf(machine, 'winrm.transport')?.value === 'ssl';
  const [port, user] =
    communicator === 'winrm'
      ? [value('winrm.guest_port', tls ? 5986 : 5985), value('winrm.username', 'vagrant')]
      : [value('ssh.guest_port', 22), value('ssh.username', 'vagrant')];
  return [
    `Vagrant connects to {} over ${way}${communicator === 'winrm' && tls ? ' with TLS' : ''}`,
    `port ${port}`,
    `user ${user}`,
    `times out after ${value('vm.boot_timeout', 300, ' s')}.`,
  ].join(', ');
}
