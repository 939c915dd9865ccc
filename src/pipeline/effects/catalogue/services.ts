import type { Command, Script } from '../../../syntax/script/tree';
import type { CommandView } from '../commandView';
import type { Fact, RemoteAccess } from '../fact';
import { registryCommands, registryWrite } from './registryPath';
import type { CatalogueRow } from './row';
import { hasWord, isHidden, powershell, remote, truth, windows } from './row';

const learn = 'https://learn.microsoft.com';

interface Parts {
  readonly running: RemoteAccess['part'];
  readonly startup: RemoteAccess['part'];
}

/** The services of remote access by their names and their display names. */
function partsOf(service: string | undefined): Parts | undefined {
  switch (service?.toLowerCase()) {
    case 'winrm':
    case 'windows remote management (ws-management)':
      return { running: 'service', startup: 'startup' };
    case 'sshd':
    case 'opensshd':
    case 'openssh ssh server':
    case 'openssh server':
    case 'bvsshserver':
    case 'cygwin sshd':
      return { running: 'sshd', startup: 'sshdStartup' };
    default:
      return undefined;
  }
}

type Change = 'start' | 'stop' | 'restart';

const changed = (parts: Parts, change: Change): RemoteAccess =>
  remote(parts.running, change !== 'stop', change === 'restart' ? { bounces: true } : {});

/** `auto`, `Automatic`, `AutomaticDelayedStart`, `delayed-auto`, and their opposites. */
function startsByItself(type: string | undefined): boolean | undefined {
  if (/^(?:auto\w*|delayed-auto|boot|system)$/i.test(type ?? '')) return true;
  return /^(?:manual|disabled|demand)$/i.test(type ?? '') ? false : undefined;
}

/** The services that one of PowerShell's commands names, or that are piped into it. */
function services(command: CommandView): Parts[] {
  const named = [...command.texts('Name', 'N', 0), ...command.listOf('DisplayName', 'Di')];
  const piped = named.length ? undefined : command.previous();
  const from = piped
    ? [...piped.texts('Name', 'N', 0), ...piped.listOf('DisplayName', 'Di')]
    : [...named, ...inputObject(command)];
  return from.flatMap((name) => partsOf(name) ?? []);
}

/** `$service | Stop-Service`, `Stop-Service $service` where a variable holds what Get-Service found. */
function inputObject(command: CommandView): readonly string[] {
  const variable = (
    command.argument('InputObject', 'In') ?? command.command.args[0]
  )?.variable?.toLowerCase();
  if (variable === undefined) return [];
  const { script } = command;
  const assigned = script.assignments.filter(({ name }) => name.toLowerCase() === `$${variable}`);
  return script.commands
    .filter(
      ({ name, span }) =>
        /^(?:get-service|gsv)$/i.test(name.value ?? '') &&
        assigned.some((other) => other.span.start <= span.start && span.end <= other.span.end),
    )
    .flatMap(({ args }) => args.flatMap(({ value }) => value ?? []));
}

/** Whether a command of PowerShell's is about a service that only running the script tells. */
function hidesService(command: CommandView): boolean {
  if (services(command).length) return false;
  const named =
    command.argument('Name', 'N', 0) ??
    command.argument('DisplayName', 'Di') ??
    command.argument('InputObject', 'In') ??
    command.previous()?.argument('Name', 'N', 0);
  return named ? isHidden(named, command) : command.command.pipeline.index > 0;
}

const changes: Readonly<Record<string, Change>> = {
  'start-service': 'start',
  'stop-service': 'stop',
  'restart-service': 'restart',
};

function setService(command: CommandView): Fact[] {
  return services(command).flatMap((parts) => {
    const starts = startsByItself(
      command.valueOf('StartupType', 'Star') ?? command.valueOf('StartMode', 'StartM'),
    );
    const status = command.valueOf('Status', 'Stat')?.toLowerCase();
    return [
      ...(starts === undefined ? [] : [remote(parts.startup, starts)]),
      ...(status === 'running' ? [changed(parts, 'start')] : []),
      ...(status === 'stopped' ? [changed(parts, 'stop')] : []),
    ];
  });
}

/** `sc config winrm start= auto`, also without the blank, which newer versions take too. */
function sc(command: CommandView): Fact[] {
  const [verb = '', service, ...rest] = command.words.map((word) => word.toLowerCase());
  const parts = partsOf(service);
  if (!parts) return [];
  switch (verb) {
    case 'start':
      return [changed(parts, 'start')];
    case 'stop':
      return [changed(parts, 'stop')];
    case 'delete':
      return [remote(parts.startup, false)];
    case 'config': {
      const at = rest.findIndex((word) => word.startsWith('start='));
      const starts = startsByItself(rest[at] === 'start=' ? rest[at + 1] : rest[at]?.slice(6));
      return starts === undefined ? [] : [remote(parts.startup, starts)];
    }
    default:
      return [];
  }
}

/** Set-Content as it is meant: with its parameters, or at the end of a pipeline. */
const isSetContent = ({ args, pipeline }: Command): boolean =>
  pipeline.index > 0 || args.some(({ kind }) => kind === 'parameter');

/** Whether a script takes the alias away, or has something of its own under the name. */
const isRenamed = ({ functions, commands }: Script): boolean =>
  functions.some(({ name }) => /^(?:global:|script:)?sc$/i.test(name)) ||
  commands.some(
    ({ name, args }) =>
      /^(?:remove-item|ri|rm|del|(?:set|new|remove)-alias|sal|nal)$/i.test(name.value ?? '') &&
      args.some(({ value }) => /^(?:alias:[\\/]?)?sc$/i.test(value ?? '')),
  );

export const serviceRows: readonly CatalogueRow[] = [
  {
    facts: (command) => {
      const change = changes[command.name];
      return change ? services(command).map((parts) => changed(parts, change)) : [];
    },
    languages: powershell,
    names: Object.keys(changes),
    mayHide: hidesService,
    source: `${learn}/powershell/module/microsoft.powershell.management/restart-service`,
  },
  {
    facts: setService,
    languages: powershell,
    names: ['set-service'],
    mayHide: hidesService,
    source: `${learn}/powershell/module/microsoft.powershell.management/set-service`,
  },
  {
    facts: ({ words }) => {
      const verb = words[0]?.toLowerCase();
      const parts = partsOf(words[1]);
      return parts && (verb === 'start' || verb === 'stop') ? [changed(parts, verb)] : [];
    },
    languages: windows,
    names: ['net', 'net1'],
    mayHide: (command) =>
      hasWord(command, 'start', 'stop') && command.command.args.some((word) => isHidden(word, command)),
    source: `${learn}/windows-server/administration/windows-commands/net-start`,
  },
  {
    // Without .exe it writes files: Windows PowerShell's own alias comes first. PowerShell 7 has it no more.
    facts: [{ kind: 'setContentAlias' }],
    languages: ['powershell'],
    names: ['set-content'],
    when: ({ path, words, command, script }) =>
      /^sc$/i.test(path) &&
      !isSetContent(command) &&
      !isRenamed(script) &&
      /^(config|start|stop|create|delete|failure|query|queryex|qc|sdset|description|\\\\.+)$/i.test(
        words[0] ?? '',
      ),
    source: `${learn}/powershell/module/microsoft.powershell.core/about/about_aliases`,
  },
  {
    facts: sc,
    languages: windows,
    names: ['sc'],
    mayHide: (command) =>
      hasWord(command, 'start', 'stop', 'config') && isHidden(command.command.args[1], command),
    source: `${learn}/windows-server/administration/windows-commands/sc-config`,
  },
  {
    facts: (command) => {
      const write = registryWrite(command);
      const service = /\\services\\([^\\]+)$/i.exec(write?.key ?? '')?.[1];
      const parts = partsOf(service);
      if (!parts || write?.name?.toLowerCase() !== 'start') return [];
      const type = Number(write.value);
      return type >= 2 && type <= 4 ? [remote(parts.startup, type === 2)] : [];
    },
    languages: windows,
    names: registryCommands,
    source: `${learn}/windows-hardware/drivers/install/hklm-system-currentcontrolset-services-registry-tree`,
  },
  {
    // -S starts the service, -E ends it, -R removes it, -I installs it.
    facts: ({ words }) => {
      const at = words.findIndex((word) => /^(?:-[SER]|--(?:start|stop|remove))$/.test(word));
      const parts = partsOf(words[at + 1]);
      if (at < 0 || !parts) return [];
      return [changed(parts, /^(?:-S|--start)$/.test(words[at] ?? '') ? 'start' : 'stop')];
    },
    languages: ['powershell', 'batch', 'shell'],
    names: ['cygrunsrv'],
    source: 'https://cygwin.com/cgit/cygwin-apps/cygrunsrv/plain/README',
  },
  {
    facts: ({ name }) => [
      name.startsWith('restart')
        ? remote('link', true, { bounces: true })
        : remote('link', name.startsWith('enable')),
    ],
    languages: powershell,
    names: ['disable-netadapter', 'enable-netadapter', 'restart-netadapter'],
    source: `${learn}/powershell/module/netadapter/disable-netadapter`,
  },
  {
    facts: (command) => {
      const category = command.valueOf('NetworkCategory', 'Ne');
      if (/^private$/i.test(category ?? '')) return [remote('network', true)];
      return /^public$/i.test(category ?? '') || truth(category) === false ? [remote('network', false)] : [];
    },
    languages: powershell,
    names: ['set-netconnectionprofile'],
    source: `${learn}/powershell/module/netconnection/set-netconnectionprofile`,
  },
];
