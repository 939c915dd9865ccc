import type { Argument } from '../../../syntax/script/tree';
import type { CommandView } from '../commandView';
import { viewCommand } from '../commandView';
import type { CatalogueRow, MethodRow, Registration } from './row';
import { powershell, registers, windows } from './row';
import { registryCommands, registryValue, registryWrite } from './registryPath';

const learn = 'https://learn.microsoft.com';
const isStartupFolder = (text: string | undefined): boolean =>
  /[\\/]start menu[\\/]programs[\\/]startup(?:[\\/]|$)/i.test(text ?? '');

/** What stands behind `/tr`. */
function taskLine(command: CommandView): Registration {
  const { args } = command.command;
  const line = args[args.findIndex(({ value }) => /^[-/]tr$/i.test(value ?? '')) + 1];
  const schedule = args[args.findIndex(({ value }) => /^[-/]sc$/i.test(value ?? '')) + 1]?.value;
  return {
    lines: line ? [[line]] : [],
    when: /^on(?:start|logon)$/i.test(schedule ?? '') ? 'start' : 'task',
  };
}

/** The actions of a task are objects, made by a command of their own; a job has a file or a block. */
function taskActions(command: CommandView): Registration {
  const views = command.script.commands.map((other) => viewCommand(other, command.script, command.language));
  const file = command.argument('FilePath', 'F');
  const actions = views
    .filter(({ name }) => name === 'new-scheduledtaskaction')
    .map((view): Argument[] => [
      ...(view.argument('Execute', 'E', 0) ? [view.argument('Execute', 'E', 0) as Argument] : []),
      ...(view.argument('Argument', 'A', 1) ? [view.argument('Argument', 'A', 1) as Argument] : []),
    ]);
  const atStart = views.some((view) => view.has('AtStartup', 'AtS') || view.has('AtLogOn', 'AtL'));
  return { lines: file ? [[file]] : actions, when: atStart ? 'start' : 'task' };
}

/** What is copied or written, whatever it is. */
const putIntoFolder = ({ command }: CommandView): Registration => ({
  lines: command.args
    .filter(
      ({ kind, value, literalSuffix }) => kind !== 'parameter' && !isStartupFolder(value ?? literalSuffix),
    )
    .map((argument) => [argument]),
  when: 'start',
});

/** What starts a script, or another one, again after a restart or at a time of its own. */
export const resumeRows: readonly CatalogueRow[] = [
  {
    facts: [registers],
    languages: windows,
    names: registryCommands,
    when: (command) => {
      const write = registryWrite(command);
      return (
        write !== undefined &&
        /\\currentversion\\(?:policies\\explorer\\)?run(?:once|onceex)?(?:\\|$)/i.test(write.key) &&
        (command.name !== 'new-item' || /\\run\w*\\./i.test(write.key))
      );
    },
    registers: (command) => {
      const value = registryValue(command);
      return { lines: value ? [[value]] : [], when: 'start' };
    },
    source: `${learn}/windows/win32/setupapi/run-and-runonce-registry-keys`,
  },
  {
    facts: [registers],
    languages: windows,
    names: ['schtasks'],
    when: (command) => command.hasSwitch('create'),
    mayHide: (command) => command.hasSwitch('run'),
    registers: taskLine,
    source: `${learn}/windows-server/administration/windows-commands/schtasks-create`,
  },
  {
    facts: [registers],
    languages: powershell,
    names: ['register-scheduledtask', 'register-scheduledjob'],
    registers: taskActions,
    source: `${learn}/powershell/module/scheduledtasks/register-scheduledtask`,
  },
  {
    // Whatever is named with the folder is put there: a copy, a new file, redirected text.
    facts: [registers],
    languages: windows,
    names: [
      /^(?:(?:copy|move|new|set|add)-(?:item|content)|out-file|copy|move|xcopy|robocopy|echo|write-\w+|mklink|type)$/,
    ],
    when: ({ command }) =>
      [...command.args, ...command.redirections.flatMap(({ target }) => target ?? [])].some(
        ({ value, literalSuffix, parameter }) =>
          isStartupFolder(value ?? literalSuffix) || isStartupFolder(parameter?.value?.value),
      ),
    registers: putIntoFolder,
    source: `${learn}/windows/win32/shell/csidl`,
  },
];

export const resumeMethods: readonly MethodRow[] = [
  {
    facts: [registers],
    members: ['getfolderpath'],
    when: ({ args }) => /^(?:common)?startup$/i.test(args[0]?.value ?? ''),
    registers: 'start',
    source: `${learn}/dotnet/api/system.environment.specialfolder`,
  },
  {
    // COM: Schedule.Service.
    facts: [registers],
    members: ['registertaskdefinition', 'registertask'],
    registers: 'task',
    source: `${learn}/windows/win32/taskschd/taskfolder-registertaskdefinition`,
  },
];
