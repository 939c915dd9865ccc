import type { MachineScript, VagrantProject } from '../pipeline/vagrantProject';
import type { Fix } from './finding';
import type { Rule } from './rule';
import { stepDown } from './stepDown';

/** Vagrant knows of the restart only when it makes it: `reboot: true`, since 2.2.4. */
export const vagrantRebootInShell: Rule = {
  id: 'vagrant-reboot-in-shell',
  severity: 'warning',
  category: 'restarts',
  since: '0.1.0',
  summary: "A shell provisioner in a Vagrantfile restarts the machine without Vagrant's knowledge.",
  fixes: ['unsafe'],
  *checkVagrantfile(project) {
    for (const found of project.scripts) {
      const { provisioner, script } = found;
      if (provisioner.reboot !== false) continue;
      for (const { fact, location, span, command, always, last } of script.effects) {
        if (fact.kind !== 'reboot' || fact.when !== 'now') continue;
        yield {
          ...(!always && { severity: stepDown(vagrantRebootInShell.severity) }),
          message: `'${command}' restarts the machine while Vagrant runs this script: the provisioner fails, and the next ones start too early. Set 'reboot: true' on the provisioner instead, which waits until the machine is back.`,
          location,
          related:
            script.path === undefined
              ? []
              : [{ message: 'Run by this provisioner.', location: script.reference }],
          fixes: always && last ? useReboot(project, found, span) : [],
        };
      }
    }
  },
};

/** Takes the command out of an inline script, and lets Vagrant restart. */
function useReboot({ source }: VagrantProject, found: MachineScript, command: MachineSpan): Fix[] {
  const { provisioner, script } = found;
  const { inline, options } = provisioner;
  const content = inline?.content;
  if (!content || script.path !== undefined || options.some(({ path }) => path === 'reboot')) return [];
  const { path } = source;
  const title = "Restart with 'reboot: true' instead";
  const argument = inline.span;
  // Only of `inline: "…"` is it sure that another option can stand behind it.
  if (!/inline(:|["']?\s*=>)\s*$/.test(source.text.slice(0, argument.start))) return [];
  const whole = script.text.text.trim() === script.text.text.slice(command.start, command.end);
  if (whole)
    return [
      {
        title,
        applicability: 'unsafe',
        edits: [{ path, span: withName(source.text, argument), newText: 'reboot: true' }],
      },
    ];
  const at = script.text.locate(command).span;
  const written = source.slice(at);
  // A heredoc goes on below the line with the options: there they stand behind its name.
  if (written !== script.text.text.slice(command.start, command.end)) return [];
  const lineStart = source.text.lastIndexOf('\n', at.start) + 1;
  const lineEnd = source.text.indexOf('\n', at.end) + 1;
  if (source.text.slice(lineStart, lineEnd).trim() !== written || lineEnd === 0) return [];
  const header = /^<<[~-]?(["']?)\w+\1/.exec(source.text.slice(argument.start))?.[0];
  if (header === undefined) return [];
  const end = argument.start + header.length;
  return [
    {
      title,
      applicability: 'unsafe',
      edits: [
        { path, span: { start: lineStart, end: lineEnd }, newText: '' },
        { path, span: { start: end, end }, newText: ', reboot: true' },
      ],
    },
  ];
}

type MachineSpan = MachineScript['script']['effects'][number]['span'];

/** An option with its name. */
function withName(text: string, { start, end }: MachineSpan): MachineSpan {
  const name = /["']?inline["']?(:|\s*=>)\s*$/.exec(text.slice(0, start));
  return { start: name ? name.index : start, end };
}
