import type { CatalogueRow, MethodRow } from './row';
import { hasWord, powershell, resumes, windows } from './row';
import { registryCommands, registryWrite } from './registryPath';

const learn = 'https://learn.microsoft.com';
const isStartupFolder = (text: string | undefined): boolean =>
  /[\\/]start menu[\\/]programs[\\/]startup(?:[\\/]|$)/i.test(text ?? '');

/** What starts a script, or another one, again after a restart. */
export const resumeRows: readonly CatalogueRow[] = [
  {
    facts: [resumes],
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
    source: `${learn}/windows/win32/setupapi/run-and-runonce-registry-keys`,
  },
  {
    facts: [resumes],
    languages: windows,
    names: ['schtasks'],
    // At a time of its own it doesn't follow a restart; `once` is the usual way to run something elevated.
    when: (command) => command.hasSwitch('create') && !hasWord(command, 'once', 'daily', 'weekly', 'monthly'),
    source: `${learn}/windows-server/administration/windows-commands/schtasks-create`,
  },
  {
    facts: [resumes],
    languages: powershell,
    names: ['register-scheduledtask', 'register-scheduledjob'],
    source: `${learn}/powershell/module/scheduledtasks/register-scheduledtask`,
  },
  {
    // Whatever is named with the folder is put there: a copy, a new file, redirected text.
    facts: [resumes],
    languages: windows,
    names: [
      /^(?:(?:copy|move|new|set|add)-(?:item|content)|out-file|copy|move|xcopy|robocopy|echo|write-\w+|mklink|type)$/,
    ],
    when: ({ command }) =>
      [...command.args, ...command.redirections.flatMap(({ target }) => target ?? [])].some(
        ({ value, literalSuffix, parameter }) =>
          isStartupFolder(value ?? literalSuffix) || isStartupFolder(parameter?.value?.value),
      ),
    source: `${learn}/windows/win32/shell/csidl`,
  },
];

export const resumeMethods: readonly MethodRow[] = [
  {
    facts: [resumes],
    members: ['getfolderpath'],
    when: ({ args }) => /^(?:common)?startup$/i.test(args[0]?.value ?? ''),
    source: `${learn}/dotnet/api/system.environment.specialfolder`,
  },
];
