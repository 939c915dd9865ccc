import type { CommandView } from '../commandView';
import type { AssignmentRow, CatalogueRow } from './row';
import { boxstarter, powershell, reboot, truth, updates, windows } from './row';

const source = 'https://boxstarter.org/usingboxstarter';

const packageUpdates = ['install-windowsupdate'] as const;

/**
 * Boxstarter and PSWindowsUpdate both have an Install-WindowsUpdate. Their parameters tell them apart; without any,
 * the module that the script names.
 */
export function isBoxstarterUpdate(command: CommandView): boolean {
  if (command.has('AcceptEula', 'AcceptE') || command.has('SuppressReboots', 'S')) return true;
  if (command.has('GetUpdatesFromMS', 'GetU') || command.has('Criteria', 'Crit')) return true;
  if (command.command.args.some(({ kind }) => kind === 'parameter')) return false;
  return mentions(command, /boxstarter|^invoke-reboot$/i) && !mentions(command, /^pswindowsupdate$/i);
}

/** Whether a script names something in a command, an argument or a variable. */
const mentions = ({ script }: CommandView, name: RegExp): boolean =>
  script.commands.some((other) => [other.name, ...other.args].some(({ value }) => name.test(value ?? ''))) ||
  script.assignments.some((other) => name.test(other.name));

export const boxstarterRows: readonly CatalogueRow[] = [
  {
    facts: [boxstarter],
    languages: powershell,
    names: [
      'install-boxstarterpackage',
      'invoke-boxstarter',
      'get-boxstarter',
      'invoke-chocolateyboxstarter',
    ],
    source,
  },
  {
    facts: [boxstarter],
    languages: windows,
    names: ['boxstarter', 'boxstarter.bat', 'boxstartershell'],
    source,
  },
  {
    // Does nothing where Boxstarter isn't allowed to restart.
    facts: [reboot('maybe', { by: 'boxstarter' })],
    languages: powershell,
    names: ['invoke-reboot'],
    ofBoxstarter: (command) => mentions(command, /boxstarter/i),
    source: 'https://boxstarter.org/commands',
  },
  {
    facts: (command) =>
      command.has('SuppressReboots', 'S')
        ? [updates, reboot('pending')]
        : [updates, reboot('maybe', { by: 'boxstarter', preventedBy: '-SuppressReboots' })],
    languages: powershell,
    names: packageUpdates,
    when: isBoxstarterUpdate,
    source: 'https://boxstarter.org/commands',
  },
];

export const boxstarterAssignments: readonly AssignmentRow[] = [
  {
    facts: [reboot('maybe', { by: 'boxstarter' })],
    names: ['boxstarter.rebootok'],
    when: ({ value }) => truth(value?.variable ?? value?.value) === true,
    source,
  },
];
