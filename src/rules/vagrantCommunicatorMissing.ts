import { isWindowsMachine } from '../pipeline/guest/windowsMachine';
import { settingOf } from '../pipeline/vagrantfile/vagrantfile';
import type { Machine } from '../pipeline/vagrantfile/vagrantfile';
import type { VagrantProject } from '../pipeline/vagrantProject';
import type { Fix } from './finding';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

/** Vagrant itself takes ssh: hashicorp/vagrant#4729. */
export const vagrantCommunicatorMissing: Rule = {
  id: 'vagrant-communicator-missing',
  severity: 'warning',
  category: 'connection',
  since: '0.1.0',
  summary: 'A Vagrantfile defines a Windows machine without a communicator.',
  fixes: ['unsafe'],
  *checkVagrantfile(project) {
    const { vagrantfile, source } = project;
    for (const machine of vagrantfile.machines) {
      if (!isWindowsMachine(machine) || machine.communicator || vagrantfile.hidden.length > 0) continue;
      // Whoever says how ssh connects has thought of it.
      if (machine.settings.some(({ path }) => /^ssh\.(username|password|shell|port|host)$/.test(path)))
        continue;
      const place = machine.guest ?? settingOf(machine, 'vm.guest') ?? machine.box;
      yield {
        // A box of Windows mostly sets one itself; whoever has to say what the guest is has a box that says nothing.
        ...(!machine.guest && { severity: stepDown(vagrantCommunicatorMissing.severity) }),
        message:
          'This machine runs Windows and has no config.vm.communicator: unless its box sets one, Vagrant waits for SSH and times out. Set it to "winrm".',
        location: { path: source.path, span: place?.span ?? machine.span },
        fixes: addCommunicator(project, machine),
      };
    }
  },
};

/** Below the box or the guest, with what stands before its name: `config.vm` or `node.vm`. */
function addCommunicator({ source }: VagrantProject, { guest, box }: Machine): Fix[] {
  const beside = guest ?? box;
  if (!beside) return [];
  const { text } = source;
  const lineStart = text.lastIndexOf('\n', beside.span.start) + 1;
  const newline = text.indexOf('\n', beside.span.end);
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(lineStart, end);
  const [, before] = /^(\s*\w+\.vm\.)(?:guest|box)\s*=[^;]*$/.exec(line.replace(/\r$/, '')) ?? [];
  if (before === undefined) return [];
  const at = line.endsWith('\r') ? end - 1 : end;
  const newText = `${line.endsWith('\r') ? '\r\n' : '\n'}${before}communicator = "winrm"`;
  return [
    {
      title: 'Set communicator to winrm',
      applicability: 'unsafe',
      edits: [{ path: source.path, span: { start: at, end: at }, newText }],
    },
  ];
}
