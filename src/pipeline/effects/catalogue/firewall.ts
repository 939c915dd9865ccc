import type { CommandView } from '../commandView';
import { viewCommand } from '../commandView';
import type { Fact } from '../fact';
import { portsOfName, remotePorts } from './ports';
import type { CatalogueRow } from './row';
import { powershell, remote, truth, windows } from './row';

const netshSource =
  'https://learn.microsoft.com/troubleshoot/windows-server/networking/netsh-advfirewall-firewall-control-firewall-behavior';
const moduleSource = 'https://learn.microsoft.com/powershell/module/netsecurity';

/** Whether a rule with an action lets through, given whether it is on; undefined where nothing says. */
function lets(action: string | undefined, enabled: boolean | undefined): boolean | undefined {
  if (/^block$/i.test(action ?? '')) return enabled === false ? undefined : false;
  if (enabled !== undefined) return enabled;
  return /^(?:allow|bypass)$/i.test(action ?? '') ? true : undefined;
}

const rules = (
  ports: readonly (number | undefined)[],
  opens: boolean | undefined,
  blocking?: boolean,
): Fact[] =>
  opens === undefined
    ? []
    : [...new Set(ports)].map((port) =>
        remote('firewall', opens, {
          ...(port !== undefined && { port }),
          ...(blocking !== undefined && { blocking }),
        }),
      );

/** A new rule: one that blocks keeps out whatever others allow. */
const newRules = (ports: readonly (number | undefined)[], opens: boolean | undefined): Fact[] =>
  rules(ports, opens, opens === false ? true : undefined);

const changedRules = (ports: readonly (number | undefined)[], opens: boolean | undefined): Fact[] =>
  rules(ports, opens, false);

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
  switch (verb) {
    case 'add': {
      // A rule for a program or service is about its port too, if its name says so.
      const opens = lets(command.option('action'), truth(command.option('enable')) ?? undefined);
      return newRules(own, truth(command.option('enable')) === false ? undefined : opens);
    }
    case 'set':
      return changedRules(own, lets(command.option('action'), truth(command.option('enable'))));
    case 'delete':
      return changedRules(own, isBlockRule(command, name));
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
  return rules(ports, !closed);
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
  return newRules(ports, lets(action, enabled));
}

function changedRule(command: CommandView): Fact[] {
  const ports = ruleNames(command).flatMap(portsOfName);
  switch (command.name) {
    case 'enable-netfirewallrule':
      return changedRules(ports, true);
    case 'disable-netfirewallrule':
    case 'remove-netfirewallrule':
      return changedRules(ports, false);
    default:
      return changedRules(
        ports,
        lets(command.valueOf('Action', 'Ac'), truth(command.valueOf('Enabled', 'E'))),
      );
  }
}

export const firewallRows: readonly CatalogueRow[] = [
  { facts: netsh, languages: windows, names: ['netsh'], source: netshSource },
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
