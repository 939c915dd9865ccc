import type { CommandView } from '../commandView';
import type { Fact } from '../fact';
import { isBoxstarterUpdate } from './boxstarter';
import type { CatalogueRow, MethodRow } from './row';
import { elevation, hasWord, powershell, reboot, updates, windows } from './row';

const learn = 'https://learn.microsoft.com';
const module = 'https://github.com/mgajda83/PSWindowsUpdate';

/** PSWindowsUpdate: without a word on restarts it asks, and in a build nobody answers. */
function installed(command: CommandView): Fact[] {
  const restarts = command.has('AutoReboot', 'AutoR');
  return [
    updates,
    restarts ? reboot('maybe', { preventedBy: '-IgnoreReboot' }) : reboot('pending'),
    elevation,
  ];
}

export const updateRows: readonly CatalogueRow[] = [
  {
    facts: installed,
    languages: powershell,
    names: ['install-windowsupdate', 'get-wuinstall', 'install-wuupdates'],
    when: (command) => !isBoxstarterUpdate(command),
    source: module,
  },
  {
    // Without one of these it only lists them.
    facts: installed,
    languages: powershell,
    names: ['get-windowsupdate'],
    when: (command) =>
      command.has('Install', 'I') ||
      command.has('AcceptAll', 'AcceptA') ||
      command.has('AutoReboot', 'AutoR'),
    source: module,
  },
  {
    facts: (command) => {
      if (command.hasSwitch('extract')) return [];
      if (command.hasSwitch('forcerestart')) return [updates, reboot('now'), elevation];
      if (command.hasSwitch('norestart')) return [updates, reboot('pending'), elevation];
      return command.hasSwitch('quiet')
        ? [updates, reboot('maybe', { preventedBy: '/norestart' }), elevation]
        : [updates, elevation];
    },
    languages: windows,
    names: ['wusa'],
    source: `${learn}/troubleshoot/windows-server/deployment/wusa`,
  },
  {
    // WUInstall restarts where its own switch says so, and not otherwise.
    facts: (command) => [
      updates,
      command.hasSwitch('reboot', 'reboot_if_needed', 'rebootcycle', 'shutdown')
        ? reboot('maybe', { askedBy: '/reboot' })
        : reboot('pending'),
      elevation,
    ],
    languages: windows,
    names: ['wuinstall', 'wuinstallamd64'],
    when: (command) => command.hasSwitch('install'),
    source: 'https://wuinstall.com/manual',
  },
  {
    // A task of its own installs them, so that nothing is denied.
    facts: [updates, reboot('pending')],
    languages: powershell,
    names: ['invoke-wujob'],
    source: module,
  },
  {
    facts: (command) => (hasWord(command, 'restartdevice') ? [reboot('now')] : [updates]),
    languages: windows,
    names: ['usoclient'],
    when: (command) => hasWord(command, 'restartdevice', 'startinstall', 'scaninstallwait', 'startdownload'),
    source: `${learn}/windows-server/administration/windows-commands/usoclient`,
  },
];

export const updateMethods: readonly MethodRow[] = [
  {
    facts: [updates, reboot('pending')],
    members: ['createupdateinstaller'],
    source: `${learn}/windows/win32/api/wuapi/nf-wuapi-iupdatesession-createupdateinstaller`,
  },
];
