import type { CommandView } from '../commandView';
import { viewCommand } from '../commandView';
import type { Fact } from '../fact';
import { portsOfName, remotePorts } from './ports';
import type { CatalogueRow } from './row';
import { hasWord, isHidden, powershell, remote, truth, windows } from './row';

const netshSource =
  'https://learn.microsoft.com/troubleshoot/windows-server/networking/netsh-advfirewall-firewall-control-firewall-behavior';
const moduleSource = 'https://learn.microsoft.com/powershell/module/netsecurity';

/** A rule of the firewall, or what becomes of one. */
interface Rule {
  /** Those of remote access; undefined for one whose name does not tell. */
  readonly ports: readonly (number | undefined)[];
  /** The name or group under which scripts find it; empty where it can't be told. */
  readonly name: string;
  readonly action?: string | undefined;
  readonly enabled?: boolean | undefined;
}

function facts({ ports, name }: Rule, opens: boolean, blocking?: boolean): Fact[] {
  const more = {
    ...(blocking !== undefined && { blocking }),
    ...(name && { rule: ofWindows.test(name) ? 'default' : name.toLowerCase() }),
  };
  return [...new Set(ports)].map((port) =>
    remote('firewall', opens, { ...(port !== undefined && { port }), ...more }),
  );
}

/** Of a rule that exists; its port may be known only to the command that has made it. */
function changedFacts(rule: Rule, opens: boolean, blocking?: boolean): Fact[] {
  if (rule.ports.length || !rule.name || isGroup.test(rule.name)) return facts(rule, opens, blocking);
  return [
    remote('firewall', opens, {
      ...(blocking !== undefined && { blocking }),
      rule: rule.name.toLowerCase(),
      byName: true,
    }),
  ];
}

/** Names and groups of rules that Windows brings for something else. */
const isGroup =
  /^@|[*%$]|^(?:remote|file and printer|network|core networking|windows|performance|wmi|dfs|cast|delivery|distributed|all$)/i;

/** The names and groups of the rules that Windows brings for WinRM and OpenSSH. */
const ofWindows =
  /windows remote management|^winrm-https?-in-tcp|@firewallapi\.dll,-302(?:5[2-9]|6[0-9])|^openssh/i;

const isBlock = (action: string | undefined): boolean => /^block$/i.test(action ?? '');
const isAllow = (action: string | undefined): boolean => /^(?:allow|bypass)$/i.test(action ?? '');

/** One that blocks keeps out whatever others allow. */
function newRules(rule: Rule): Fact[] {
  if (rule.enabled === false) return [];
  if (isBlock(rule.action)) return facts(rule, false, true);
  return isAllow(rule.action) ? facts(rule, true) : [];
}

/** To switch a rule on changes nothing of its action: one that blocks goes on blocking. */
function changedRules(rule: Rule): Fact[] {
  const { action, enabled } = rule;
  if (enabled === false) return changedFacts(rule, false, false);
  if (isBlock(action)) return changedFacts(rule, false, true);
  if (isAllow(action)) return changedFacts(rule, true, false);
  return enabled ? changedFacts(rule, true) : [];
}

/** Whether a rule of this name blocks, as the script made it. */
const isBlockRule = ({ script, language }: CommandView, name: string): boolean =>
  script.commands.some((other) => {
    const view = viewCommand(other, script, language);
    return (
      view.name === 'netsh' &&
      view.option('name')?.toLowerCase() === name.toLowerCase() &&
      /^block$/i.test(view.option('action') ?? '')
    );
  });

/** `netsh advfirewall firewall add|set|delete rule …` */
function netshRule(command: CommandView, verb: string): Fact[] {
  const name = command.option('name') ?? command.option('group') ?? '';
  const written = command.option('localport');
  const udp = /^udp$/i.test(command.option('protocol') ?? '');
  if (udp || /^out$/i.test(command.option('dir') ?? '')) return [];
  const ports = written === undefined || verb === 'set' ? portsOfName(name) : remotePorts(written);
  const own = ports.length || written === undefined ? ports : remotePorts(written);
  const rule: Rule = {
    ports: own,
    name,
    action: command.option('action'),
    enabled: truth(command.option('enable')),
  };
  switch (verb) {
    case 'add':
      // A rule for a program or service is about its port too, if its name says so.
      return newRules(rule);
    case 'set':
      return changedRules(rule);
    case 'delete':
      return changedFacts(rule, isBlockRule(command, name), false);
    default:
      return [];
  }
}

/** The netsh of Windows XP, which still works: `netsh firewall add portopening TCP 5985 "WinRM"`. */
function oldNetsh(command: CommandView): Fact[] {
  const [, verb = '', what = '', ...rest] = command.words.map((word) => word.toLowerCase());
  if (what === 'opmode' && verb === 'set')
    return [
      remote(
        'filter',
        rest.some((word) => /^(?:mode=)?disable$/.test(word)),
      ),
    ];
  if (what !== 'portopening') return [];
  if (rest[0] === 'udp' || command.option('protocol')?.toLowerCase() === 'udp') return [];
  const ports = remotePorts(command.option('port') ?? rest[1] ?? '');
  const closed = verb === 'delete' || rest.some((word) => /^(?:mode=)?disable$/.test(word));
  return facts({ ports, name: '' }, !closed);
}

function netsh(command: CommandView): Fact[] {
  const [area, ...rest] = command.words.map((word) => word.toLowerCase());
  if (area === 'firewall') return oldNetsh(command);
  if (area !== 'advfirewall') return [];
  if (rest[0] === 'firewall' && rest[2] === 'rule') return netshRule(command, rest[1] ?? '');
  const [verb, profile = '', setting, state] = rest;
  if (verb !== 'set' || setting !== 'state' || profile === 'domainprofile') return [];
  return /^(?:on|off)$/.test(state ?? '') && /^\w+profiles?$/.test(profile)
    ? [remote('filter', state === 'off')]
    : [];
}

/** The rules that one of PowerShell's commands names, or that are piped into it. */
function ruleNames(command: CommandView): readonly string[] {
  const source = command.previous() ?? command;
  return [source, command].flatMap((view) =>
    [
      view.listOf('DisplayName', 'DisplayN'),
      view.listOf('DisplayGroup', 'DisplayG'),
      view.listOf('Group', 'G'),
      view.texts('Name', 'Na', 0),
    ].flat(),
  );
}

function newRule(command: CommandView): Fact[] {
  if (/^outbound$/i.test(command.valueOf('Direction', 'Di') ?? '')) return [];
  if (/^udp$/i.test(command.valueOf('Protocol', 'Pr') ?? '')) return [];
  const enabled = truth(command.valueOf('Enabled', 'E'));
  if (enabled === false) return [];
  const action = command.valueOf('Action', 'Ac') ?? (command.argument('Action', 'Ac') ? undefined : 'Allow');
  const written = command.listOf('LocalPort', 'LocalP');
  const ports = written.length ? remotePorts(written.join(',')) : portsOfName(ruleNames(command).join(' '));
  return newRules({ ports, name: nameOfRule(command), action, enabled });
}

/** With two names a rule may be found by either. */
function nameOfRule(command: CommandView): string {
  const names = [command.valueOf('DisplayName', 'DisplayN'), command.valueOf('Name', 'Na')].filter(
    (name) => name !== undefined,
  );
  const [first = ''] = names;
  return names.every((name) => name.toLowerCase() === first.toLowerCase()) ? first : '';
}

function changedRule(command: CommandView): Fact[] {
  const rule: Rule = { ports: ruleNames(command).flatMap(portsOfName), name: ruleNames(command)[0] ?? '' };
  switch (command.name) {
    case 'enable-netfirewallrule':
      return changedRules({ ...rule, enabled: true });
    case 'disable-netfirewallrule':
    case 'remove-netfirewallrule':
      return changedRules({ ...rule, enabled: false });
    default:
      return changedRules({
        ...rule,
        action: command.valueOf('Action', 'Ac'),
        enabled: truth(command.valueOf('Enabled', 'E')),
      });
  }
}

export const firewallRows: readonly CatalogueRow[] = [
  {
    facts: netsh,
    languages: windows,
    names: ['netsh'],
    // Of its first words the rest depends; it also reads whole scripts, and policies.
    mayHide: (command) =>
      hasWord(command, 'exec', 'import', '-f') ||
      command.command.args.slice(0, 4).some((word) => isHidden(word, command)),
    source: netshSource,
  },
  {
    facts: newRule,
    languages: powershell,
    names: ['new-netfirewallrule'],
    source: `${moduleSource}/new-netfirewallrule`,
  },
  {
    facts: changedRule,
    languages: powershell,
    names: [
      'enable-netfirewallrule',
      'disable-netfirewallrule',
      'set-netfirewallrule',
      'remove-netfirewallrule',
    ],
    source: `${moduleSource}/set-netfirewallrule`,
  },
  {
    facts: (command) => {
      const enabled = truth(command.valueOf('Enabled', 'E'));
      const profiles = command.texts('Profile', 'P', 0);
      const isDomainOnly = profiles.length > 0 && profiles.every((profile) => /^domain$/i.test(profile));
      return enabled === undefined || isDomainOnly ? [] : [remote('filter', !enabled)];
    },
    languages: powershell,
    names: ['set-netfirewallprofile'],
    source: `${moduleSource}/set-netfirewallprofile`,
  },
];
