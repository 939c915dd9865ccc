import type { CommandView } from '../commandView';
import type { Fact } from '../fact';
import { knownText } from '../scriptValues';
import { encrypted, plain } from './ports';
import { registryCommands, registryWrite } from './registryPath';
import type { CatalogueRow, MethodRow } from './row';
import { isHidden, powershell, remote, truth, windows } from './row';
import { trimCharacters } from '../../../text/edges';

const learn = 'https://learn.microsoft.com';
const installation = `${learn}/windows/win32/winrm/installation-and-configuration-for-windows-remote-management`;
const provider = `${learn}/powershell/module/microsoft.wsman.management/about/about_wsman_provider`;

interface Opening {
  readonly bounces?: boolean;
  readonly anyNetwork: boolean;
}

/** The service, its start, a listener and the default rule of the firewall, as one command sets them up. */
const opened = ({ bounces, anyNetwork }: Opening): Fact[] => [
  remote('service', true, bounces ? { bounces } : {}),
  remote('startup', true),
  remote('listener', true, { port: plain }),
  remote('firewall', true, { port: plain, ...(!anyNetwork && { needsPrivateNetwork: true }) }),
];

/** The encrypted listener gets no rule in the firewall. */
const openedEncrypted: readonly Fact[] = [
  remote('service', true),
  remote('startup', true),
  remote('listener', true, { port: encrypted }),
];

/** `@{Basic="true";Port="5985"}` as winrm itself reads it; batch has taken the quotes away already. */
function settingsOf(words: readonly string[]): ReadonlyMap<string, string> {
  const line = words.join(' ').trimEnd();
  const start = line.indexOf('@{');
  if (start < 0 || !line.endsWith('}')) return new Map();
  const entries = line.slice(start + 2, -1).split(';');
  return new Map(
    entries.flatMap((entry): [string, string][] => {
      const at = entry.indexOf('=');
      const name = trimCharacters(entry.slice(0, at).trim(), '\\"');
      const value = trimCharacters(entry.slice(at + 1).trim(), '\\"\'');
      return at < 0 || !/^\w+$/.test(name) ? [] : [[name.toLowerCase(), value]];
    }),
  );
}

/** What settings of the service's own part of the configuration do. */
function serviceFacts(path: string, settings: ReadonlyMap<string, string>): Fact[] {
  const basic = truth(settings.get('basic'));
  const unencrypted = truth(settings.get('allowunencrypted'));
  if (/\/service\/auth$/.test(path)) return basic === undefined ? [] : [remote('basic', basic)];
  return /\/service$/.test(path) && unencrypted !== undefined ? [remote('unencrypted', unencrypted)] : [];
}

const transportPort = (transport: string | undefined): number | undefined =>
  transport === undefined ? undefined : /^https$/i.test(transport) ? encrypted : plain;

const portOf = (settings: ReadonlyMap<string, string>): number | undefined =>
  Number(settings.get('port')) || undefined;

const listener = (opens: boolean, port: number | undefined): Fact =>
  remote('listener', opens, port === undefined ? {} : { port });

/** `winrm quickconfig`, `winrm set|create|delete|invoke …`, with their short forms. */
function winrm(command: CommandView): Fact[] {
  const { words } = command;
  const at = words.findIndex((word) => !/^\/\//.test(word));
  const verb = words[at]?.toLowerCase();
  if (command.hasSwitch('r', 'remote', '?')) return [];
  if (verb === 'quickconfig' || verb === 'qc')
    return /^https$/i.test(command.option('transport') ?? '')
      ? [...openedEncrypted]
      : opened({ anyNetwork: false });
  const resource = words[at + 1] ?? '';
  const path = resource.replace(/\?.*$/s, '').toLowerCase();
  const settings = settingsOf(words.slice(at + 2));
  const isListener = /^winrm\/config\/listener$/.test(path);
  const transport = /transport=(\w+)/i.exec(resource)?.[1];
  switch (verb) {
    case 'set':
    case 's': {
      const port = portOf(settings);
      if (isListener) return port === undefined ? [] : [listener(true, port)];
      return serviceFacts(path, settings);
    }
    case 'create':
    case 'c':
      return isListener ? [listener(true, portOf(settings) ?? transportPort(transport))] : [];
    case 'delete':
    case 'd':
      return isListener ? [listener(false, transportPort(transport))] : [];
    case 'invoke':
    case 'i':
      return /^restore$/i.test(resource) ? [remote('basic', false), remote('unencrypted', false)] : [];
    default:
      return [];
  }
}

/** The path in PowerShell's drive of WinRM's configuration: `\service\auth\basic`. */
function wsmanPath(command: CommandView): string | undefined {
  const path = command.texts('Path', 'P', 0)[0] ?? command.valueOf('LiteralPath', 'L');
  const match =
    /^(?:microsoft\.wsman\.management\\)?(?:wsman:{1,2})[\\/]*(?:localhost|\.|127\.0\.0\.1)([\\/].*)$/i.exec(
      path ?? '',
    );
  return match?.[1]
    ?.replace(/[\\/]+/g, '\\')
    .replace(/\\$/, '')
    .toLowerCase();
}

function setWsmanItem(command: CommandView): Fact[] {
  const path = wsmanPath(command);
  const value = command.texts('Value', 'V', 1)[0];
  if (path === undefined || value === undefined) return [];
  const at = path.lastIndexOf('\\');
  if (/^\\listener\\.*\\port$/.test(path)) return Number(value) ? [listener(true, Number(value))] : [];
  return serviceFacts(path.slice(0, at).replace(/\\/g, '/'), new Map([[path.slice(at + 1), value]]));
}

/** PowerShell's commands for the same configuration: `Set-WSManInstance winrm/config/service -ValueSet @{…}`. */
function wsmanInstance(command: CommandView): Fact[] {
  const path = (command.texts('ResourceURI', 'R', 0)[0] ?? '').toLowerCase();
  if (command.argument('ComputerName', 'Co')) return [];
  const settings = command.entries(command.argument('ValueSet', 'V'));
  const transport = command.entries(command.argument('SelectorSet', 'Se')).get('transport');
  if (!/^winrm\/config\/listener$/.test(path))
    return command.name === 'set-wsmaninstance' ? serviceFacts(path, settings) : [];
  const port = portOf(settings) ?? transportPort(transport);
  return command.name === 'set-wsmaninstance' && !settings.has('port')
    ? []
    : [listener(command.name !== 'remove-wsmaninstance', port)];
}

/** The values in which policies, and WinRM itself, keep its configuration. */
function winrmRegistry(command: CommandView): Fact[] {
  const write = registryWrite(command);
  if (!write?.name) return [];
  const on = truth(write.value);
  if (on === undefined) return [];
  if (/\\policies\\microsoft\\windows\\winrm\\service$/i.test(write.key))
    switch (write.name.toLowerCase()) {
      case 'allowbasic':
        return [remote('basic', on)];
      case 'allowunencryptedtraffic':
        return [remote('unencrypted', on)];
      case 'allowautoconfig':
        return [remote('listener', on, { port: plain })];
    }
  if (/\\currentversion\\wsman\\service$/i.test(write.key))
    switch (write.name.toLowerCase()) {
      case 'auth_basic':
        return [remote('basic', on)];
      case 'allow_unencrypted':
        return [remote('unencrypted', on)];
    }
  return [];
}

/** Whether the registry is written somewhere that the script does not show, or from a file. */
function hidesSetting(command: CommandView): boolean {
  if (command.name === 'reg') return /^(?:import|load|restore)$/i.test(command.words[0] ?? '');
  const key = command.argument('Path', 'P', 0) ?? command.argument('LiteralPath', 'L');
  const name = command.argument('Name', 'N', 1);
  if (command.name === 'new-item' || !isHidden(key, command)) return false;
  const written = knownText(name ?? key ?? command.command.name, command.script);
  return written === undefined || settingNames.test(written);
}

/** The values in the registry that say something of remote access. */
const settingNames = /^(?:allow\w*|auth_basic|start|newnetworkwindowoff|category|disabled)$/i;

export const winrmRows: readonly CatalogueRow[] = [
  {
    facts: winrm,
    languages: windows,
    names: ['winrm', 'winrm.cmd', 'winrm.vbs'],
    // A hash table of PowerShell's is no secret: winrm does not take it.
    mayHide: (command) =>
      command.command.args
        .slice(0, 3)
        .some(
          (word) => (word.kind !== 'expression' || word.variable !== undefined) && isHidden(word, command),
        ),
    source: installation,
  },
  {
    facts: (command) => [
      ...opened({
        bounces: true,
        anyNetwork: command.has('SkipNetworkProfileCheck', 'S'),
      }),
    ],
    languages: powershell,
    names: ['enable-psremoting'],
    source: `${learn}/powershell/module/microsoft.powershell.core/enable-psremoting`,
  },
  {
    // It leaves the service, the listeners and the firewall as they are.
    facts: [remote('psremoting', false)],
    languages: powershell,
    names: ['disable-psremoting'],
    source: `${learn}/powershell/module/microsoft.powershell.core/disable-psremoting`,
  },
  {
    facts: (command) =>
      command.has('UseSSL', 'U')
        ? openedEncrypted
        : opened({ anyNetwork: command.has('SkipNetworkProfileCheck', 'S') }),
    languages: powershell,
    names: ['set-wsmanquickconfig'],
    source: `${learn}/powershell/module/microsoft.wsman.management/set-wsmanquickconfig`,
  },
  {
    facts: (command) => {
      if (wsmanPath(command) !== '\\listener') return [];
      const port = Number(command.valueOf('Port', 'Po')) || transportPort(command.valueOf('Transport', 'T'));
      return [listener(true, port || undefined)];
    },
    languages: powershell,
    names: ['new-item'],
    source: provider,
  },
  {
    facts: (command) => (/^\\listener\\/.test(wsmanPath(command) ?? '') ? [listener(false, undefined)] : []),
    languages: powershell,
    names: ['remove-item'],
    source: provider,
  },
  {
    facts: setWsmanItem,
    languages: powershell,
    names: ['set-item'],
    mayHide: (command) => {
      const path = command.argument('Path', 'P', 0) ?? command.argument('LiteralPath', 'L');
      return isHidden(path, command) && !/^(?!wsman)\w+:/i.test(path?.literalPrefix ?? '');
    },
    source: provider,
  },
  {
    facts: wsmanInstance,
    languages: powershell,
    names: ['set-wsmaninstance', 'new-wsmaninstance', 'remove-wsmaninstance'],
    source: `${learn}/powershell/module/microsoft.wsman.management/new-wsmaninstance`,
  },
  {
    facts: winrmRegistry,
    languages: windows,
    names: registryCommands,
    mayHide: hidesSetting,
    source: `${learn}/windows/client-management/mdm/policy-csp-remotemanagement`,
  },
  {
    facts: (command) => {
      const { key = '', name = '', value } = registryWrite(command) ?? {};
      if (/\\network\\newnetworkwindowoff$/i.test(key)) return [remote('network', true)];
      const isCategory = /\\networklist\\/i.test(key) && /^category$/i.test(name);
      return isCategory && value !== undefined ? [remote('network', truth(value) === true)] : [];
    },
    languages: windows,
    names: registryCommands,
    source:
      'https://github.com/actions/runner-images/blob/HEAD/images/windows/scripts/build/Configure-BaseImage.ps1',
  },
];

export const winrmMethods: readonly MethodRow[] = [
  {
    // INetwork of the network list manager: 0 is public, 1 private.
    facts: ({ args }) => (args[0]?.value === undefined ? [] : [remote('network', args[0].value !== '0')]),
    members: ['setcategory'],
    when: ({ args }) => args.length === 1,
    source: `${learn}/windows/win32/api/netlistmgr/nf-netlistmgr-inetwork-setcategory`,
  },
];
