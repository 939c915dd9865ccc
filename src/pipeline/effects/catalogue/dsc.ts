import type { AssignmentRow, CatalogueRow } from './row';
import { dsc, powershell, reboot, truth } from './row';

const learn = 'https://learn.microsoft.com/powershell';
const metaConfig = `${learn}/dsc/managing-nodes/metaconfig`;
const restarts = [reboot('maybe', { by: 'dsc' })] as const;

export const dscRows: readonly CatalogueRow[] = [
  {
    facts: [dsc],
    languages: powershell,
    names: [
      'start-dscconfiguration',
      'update-dscconfiguration',
      'restore-dscconfiguration',
      'invoke-dscresource',
    ],
    source: `${learn}/module/psdesiredstateconfiguration/start-dscconfiguration`,
  },
  {
    facts: [{ kind: 'dscSettings' }],
    languages: powershell,
    names: ['set-dsclocalconfigurationmanager'],
    source: `${learn}/module/psdesiredstateconfiguration/set-dsclocalconfigurationmanager`,
  },
  {
    // Resources of a configuration, which restart the node on behalf of others.
    facts: restarts,
    languages: powershell,
    names: ['pendingreboot', 'xpendingreboot'],
    when: ({ command }) => command.context.some(({ kind }) => kind === 'configuration'),
    source: 'https://github.com/dsccommunity/ComputerManagementDsc/wiki/PendingReboot',
  },
];

export const dscAssignments: readonly AssignmentRow[] = [
  {
    facts: restarts,
    names: ['rebootnodeifneeded'],
    when: ({ value, context }) =>
      truth(value?.variable ?? value?.value) === true && context.some(({ kind }) => kind === 'configuration'),
    source: metaConfig,
  },
  {
    facts: restarts,
    names: ['dscmachinestatus'],
    when: ({ value, name }) => /^\$global:/i.test(name) && value?.value === '1',
    source: `${learn}/dsc/resources/authoringresourcemof`,
  },
];
