import type { Command, Invocation, Script } from '../../../syntax/script/tree';
import { contains } from '../../../text/span';
import type { CommandView } from '../commandView';
import type { Fact } from '../fact';
import { plainName } from '../scriptValues';
import { registryCommands, registryWrite } from './registryPath';
import type { CatalogueRow, MethodRow } from './row';
import { hasWord, powershell, reboot, windows } from './row';

const learn = 'https://learn.microsoft.com';

/** `shutdown /r/f/t 0` is as good as `shutdown /r /f /t 0`. */
const shutdownSwitches = ({ words }: CommandView): ReadonlySet<string> =>
  new Set(
    words.flatMap((word) =>
      /^[-/]/.test(word)
        ? word
            .toLowerCase()
            .split(/(?=\/)/)
            .map((part) => part.slice(1))
        : [],
    ),
  );

/** Without `/t` it takes 30 seconds. */
function delayOf({ words }: CommandView): { delay?: number } {
  const at = words.findIndex((word) => /^[-/]t$/i.test(word));
  const joined = words.flatMap((word) => /^[-/]t[:=]?(\d+)$/i.exec(word)?.[1] ?? [])[0];
  const given = at < 0 ? joined : words[at + 1];
  const delay = given === undefined ? 30 : Number(given);
  return delay >= 30 ? { delay } : {};
}

/** Whether a call of shutdown takes back an earlier one. */
export const cancelsShutdown = (command: CommandView): boolean =>
  command.name === 'shutdown' &&
  (command.language === 'shell' ? hasWord(command, '-c') : shutdownSwitches(command).has('a'));

/** The flags of Win32Shutdown: 1 switches off, 2 restarts, 4 forces it, 8 cuts the power; 0 only logs off. */
function byFlags(flags: string | undefined): readonly Fact[] {
  const value = Number(flags ?? 0);
  if (value & 2) return [reboot('now')];
  return value & 9 ? [reboot('off')] : [];
}

function byMethod(method: string | undefined, flags: string | undefined): readonly Fact[] {
  switch (method?.toLowerCase()) {
    case 'reboot':
      return [reboot('now')];
    case 'shutdown':
      return [reboot('off')];
    case 'win32shutdown':
    case 'win32shutdowntracker':
      return byFlags(flags);
    default:
      return [];
  }
}

/** Whether a command's arguments name the operating system as WMI gives it. */
const namesOperatingSystem = ({ args }: Command): boolean =>
  args.some(({ value }) => /win32_operatingsystem/i.test(value ?? ''));

/** Whether a variable is set to the operating system as WMI gives it. */
const holdsOperatingSystem = (variable: string, { assignments, commands }: Script): boolean =>
  assignments.some(
    ({ name, span }) =>
      plainName(name) === plainName(variable) &&
      commands.some((command) => contains(span, command.span) && namesOperatingSystem(command)),
  );

/** Whether a method is called on it: on what a query gives, on a variable, or on what is piped into a block. */
function isOnOperatingSystem(call: Invocation, script: Script, text: string): boolean {
  const queries = script.commands.filter(namesOperatingSystem);
  if (queries.some(({ span }) => contains(call.target, span))) return true;
  const variable = /^\$([\w:]+)/.exec(text.slice(call.target.start, call.target.end))?.[1];
  if (variable === undefined) return false;
  if (variable !== '_') return holdsOperatingSystem(variable, script);
  return queries.some(({ span, pipeline }) => pipeline.length > 1 && span.end <= call.span.start);
}

export const rebootRows: readonly CatalogueRow[] = [
  {
    facts: [reboot('now')],
    languages: powershell,
    names: ['restart-computer'],
    source: `${learn}/powershell/module/microsoft.powershell.management/restart-computer`,
  },
  {
    facts: [reboot('off')],
    languages: powershell,
    names: ['stop-computer'],
    source: `${learn}/powershell/module/microsoft.powershell.management/stop-computer`,
  },
  {
    facts: (command) => {
      const given = shutdownSwitches(command);
      if (given.has('a') || given.has('m') || given.has('l')) return [];
      if (given.has('r') || given.has('g')) return [reboot('now', delayOf(command))];
      return ['s', 'sg', 'p'].some((name) => given.has(name)) ? [reboot('off')] : [];
    },
    languages: windows,
    names: ['shutdown'],
    source: `${learn}/windows-server/administration/windows-commands/shutdown`,
  },
  {
    facts: ({ words }) => {
      const call = words.findIndex((word) => /^call$/i.test(word));
      return call < 0 ? [] : byMethod(words[call + 1], words[call + 2]);
    },
    languages: windows,
    names: ['wmic'],
    when: (command) => hasWord(command, 'os', 'win32_operatingsystem') && !command.hasSwitch('node'),
    // It starts what stands in its own language, or a service.
    mayHide: (command) => hasWord(command, 'call') && hasWord(command, 'process', 'service', 'job'),
    source: `${learn}/windows/win32/cimwin32prov/reboot-method-in-class-win32-operatingsystem`,
  },
  {
    facts: (command) => {
      const method = command.texts('MethodName', 'M', command.argument('ClassName', 'C') ? 0 : 1)[0];
      const flags = command.entries(command.argument('Arguments', 'A')).get('flags');
      return byMethod(method, flags);
    },
    languages: powershell,
    names: ['invoke-cimmethod'],
    when: concernsOperatingSystem,
    mayHide: startsSomething,
    source: `${learn}/powershell/module/cimcmdlets/invoke-cimmethod`,
  },
  {
    facts: (command) =>
      byMethod(
        command.texts('Name', 'N', command.argument('Class', 'Cl') ? 0 : 1)[0],
        command.valueOf('ArgumentList', 'A'),
      ),
    languages: powershell,
    names: ['invoke-wmimethod'],
    when: concernsOperatingSystem,
    mayHide: startsSomething,
    source: `${learn}/powershell/module/microsoft.powershell.management/invoke-wmimethod`,
  },
  {
    facts: (command) => (command.hasSwitch('r') ? [reboot('now')] : [reboot('off')]),
    languages: windows,
    names: ['psshutdown', 'psshutdown64'],
    when: (command) =>
      command.hasSwitch('r', 's', 'k') && !command.words.some((word) => word.startsWith('\\\\')),
    source: `${learn}/sysinternals/downloads/psshutdown`,
  },
  {
    facts: ({ words }) => byMethod(words[0], undefined),
    languages: windows,
    names: ['wpeutil'],
    source: `${learn}/windows-hardware/manufacture/desktop/wpeutil-command-line-options`,
  },
  {
    facts: ({ words }) => {
      const line = words.join(' ');
      if (!/exitwindows/i.test(line)) return [];
      const flags = /exitwindows\w{0,20}[\s,]{0,9}(\d{1,9})/i.exec(line)?.[1];
      return flags === undefined ? [reboot('now')] : byFlags(flags);
    },
    languages: windows,
    names: ['rundll32'],
    // Of most of what it calls nobody knows what it does; parts of the user interface do nothing.
    mayHide: ({ words }) =>
      !/^(?:user32|printui|shell32|inetcpl|keymgr|url|iernonce)\b/i.test(words[0] ?? ''),
    source: `${learn}/windows/win32/api/winuser/nf-winuser-exitwindowsex`,
  },
  {
    facts: (command) =>
      command.hasSwitch('reboot', 'reb', 'restart') ? [reboot('now')] : [reboot('pending')],
    languages: windows,
    names: ['netdom'],
    when: ({ words }) => /^(?:join|remove|renamecomputer)$/i.test(words[0] ?? ''),
    source: `${learn}/windows-server/administration/windows-commands/netdom-join`,
  },
  {
    facts: (command) => (command.has('Restart', 'Rest') ? [reboot('now')] : [reboot('pending')]),
    languages: powershell,
    names: ['rename-computer', 'add-computer', 'remove-computer'],
    source: `${learn}/powershell/module/microsoft.powershell.management/rename-computer`,
  },
  {
    facts: (command) =>
      command.has('NoRebootOnCompletion', 'NoR')
        ? [reboot('pending')]
        : [reboot('now', { preventedBy: '-NoRebootOnCompletion' })],
    languages: powershell,
    names: [
      'install-addsforest',
      'install-addsdomain',
      'install-addsdomaincontroller',
      'uninstall-addsdomaincontroller',
    ],
    when: ({ command }) => !command.hasSplat,
    source: `${learn}/powershell/module/addsdeployment/install-addsforest`,
  },
  {
    facts: [reboot('pending')],
    languages: windows,
    names: registryCommands,
    when: (command) => /^pagingfiles$/i.test(registryWrite(command)?.name ?? ''),
    source: `${learn}/troubleshoot/windows-client/performance/introduction-to-the-page-file`,
  },
  {
    // Without User Account Control, or with it again, Windows asks for a restart.
    facts: [reboot('pending')],
    languages: windows,
    names: registryCommands,
    when: (command) => {
      const write = registryWrite(command);
      return /\\policies\\system$/i.test(write?.key ?? '') && /^enablelua$/i.test(write?.name ?? '');
    },
    source: `${learn}/windows/security/application-security/application-control/user-account-control/settings-and-configuration`,
  },
  {
    facts: [reboot('pending')],
    languages: windows,
    names: ['bcdedit'],
    when: (command) => command.hasSwitch('set', 'deletevalue', 'import'),
    source: `${learn}/windows-server/administration/windows-commands/bcdedit`,
  },
  {
    facts: [reboot('pending')],
    languages: windows,
    names: ['netsh'],
    when: ({ words }) =>
      /^(?:winsock|int(?:erface)? (?:ip|ipv4|ipv6|tcp)) reset\b/i.test(words.join(' ').replace(/\s+/g, ' ')),
    source: `${learn}/windows-server/administration/windows-commands/netsh-winsock`,
  },
];

/** A method of a process, a service, or of a class that is not known, which may be one of these. */
function startsSomething(command: CommandView): boolean {
  const found = [...command.command.args, ...(command.previous()?.command.args ?? [])].flatMap(
    ({ value }) => /^win32_(\w+)|^msft_(\w+)/i.exec(value ?? '')?.[0] ?? [],
  );
  return (
    !found.length ||
    found.some((name) => /win32_(?:process|service|scheduledjob|product)\b|firewall/i.test(name))
  );
}

function concernsOperatingSystem(command: CommandView): boolean {
  const before = command.previous();
  if (namesOperatingSystem(command.command) || (before && namesOperatingSystem(before.command))) return true;
  // In a variable: `Invoke-CimMethod -InputObject $os`.
  const variable = command.argument('InputObject', 'In')?.variable;
  return variable !== undefined && holdsOperatingSystem(variable, command.script);
}

export const rebootMethods: readonly MethodRow[] = [
  {
    facts: (call) => byMethod(call.member, call.args[0]?.value),
    members: ['reboot', 'shutdown', 'win32shutdown', 'win32shutdowntracker'],
    when: isOnOperatingSystem,
    source: `${learn}/windows/win32/cimwin32prov/win32shutdown-method-in-class-win32-operatingsystem`,
  },
];
