import type { CommandView } from '../commandView';
import type { Fact } from '../fact';
import type { CatalogueRow } from './row';
import { elevation, installs, powershell, reboot, remote, windows } from './row';

const learn = 'https://learn.microsoft.com';

/** `-Online` commands restart by themselves unless told not to; a splat may hide that. */
const unlessPrevented = (command: CommandView): Fact[] => [
  installs,
  command.command.hasSplat || command.has('NoRestart', 'NoR')
    ? reboot('pending')
    : reboot('maybe', { preventedBy: '-NoRestart' }),
];

/** Only where nobody may be asked it restarts on its own: without /quiet it asks first. */
function dism(command: CommandView): Fact[] {
  const restart =
    command.hasSwitch('norestart') || !command.hasSwitch('quiet', 'q')
      ? reboot('pending')
      : reboot('maybe', { preventedBy: '/norestart' });
  const failsRemotely = command.hasSwitch('add-package', 'add-capability');
  return [
    installs,
    restart,
    ...sshServer(command.option('capabilityname')),
    ...(failsRemotely ? [{ kind: 'elevation', certain: false } as const] : []),
  ];
}

const sshServer = (capability: string | undefined): Fact[] =>
  /^openssh\.server/i.test(capability ?? '') ? [remote('sshdInstalled', true)] : [];

export const featureRows: readonly CatalogueRow[] = [
  {
    facts: (command) => [
      installs,
      command.has('Restart', 'Rest') ? reboot('maybe', { askedBy: '-Restart' }) : reboot('pending'),
    ],
    languages: powershell,
    names: [
      'install-windowsfeature',
      'add-windowsfeature',
      'remove-windowsfeature',
      'uninstall-windowsfeature',
    ],
    when: (command) => !command.argument('Vhd', 'Vh'),
    source: `${learn}/powershell/module/servermanager/install-windowsfeature`,
  },
  {
    facts: unlessPrevented,
    languages: powershell,
    names: [
      'enable-windowsoptionalfeature',
      'disable-windowsoptionalfeature',
      'add-windowspackage',
      'remove-windowspackage',
    ],
    when: (command) => !command.argument('Path', 'Pat'),
    source: `${learn}/powershell/module/dism/enable-windowsoptionalfeature`,
  },
  {
    facts: (command) => [
      installs,
      // The name may come from Get-WindowsCapability, through a pipe.
      ...sshServer(
        [command, command.previous()].flatMap(
          (view) => view?.words.find((word) => /^openssh\.server/i.test(word)) ?? [],
        )[0],
      ),
      elevation,
    ],
    languages: powershell,
    names: ['add-windowscapability'],
    when: (command) => !command.argument('Path', 'Pat'),
    source: `${learn}/windows-server/administration/openssh/openssh_install_firstuse`,
  },
  {
    facts: dism,
    languages: windows,
    names: ['dism'],
    when: (command) =>
      command.hasSwitch('online') &&
      command.hasSwitch(
        'enable-feature',
        'disable-feature',
        'add-package',
        'remove-package',
        'add-capability',
        'remove-capability',
        'set-edition',
        'apply-unattend',
      ),
    source: `${learn}/windows-hardware/manufacture/desktop/dism-global-options-for-command-line-syntax`,
  },
  {
    facts: (command) => [
      installs,
      command.hasSwitch('restart') ? reboot('maybe', { askedBy: '-restart' }) : reboot('pending'),
    ],
    languages: windows,
    names: ['servermanagercmd'],
    when: (command) => command.hasSwitch('install', 'i', 'remove', 'r'),
    source: `${learn}/previous-versions/windows/it-pro/windows-server-2008-R2-and-2008/cc748918(v=ws.10)`,
  },
  {
    facts: [installs, reboot('pending')],
    languages: windows,
    names: ['fondue'],
    when: (command) => command.hasSwitch('enable-feature'),
    source: `${learn}/windows-server/administration/windows-commands/fondue`,
  },
  {
    // The virtual machine platform is a feature, which works after a restart.
    facts: [installs, reboot('pending')],
    languages: windows,
    names: ['wsl'],
    when: (command) => command.hasSwitch('install'),
    mayHide: ({ words }) => words.some((word) => !word.startsWith('-')),
    source: `${learn}/windows/wsl/install`,
  },
];
