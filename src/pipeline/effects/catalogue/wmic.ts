import type { CatalogueRow } from './row';
import { windows } from './row';

/** The command line of WMI, whatever it is used for. */
export const wmicRows: readonly CatalogueRow[] = [
  {
    facts: [{ kind: 'wmic' }],
    languages: windows,
    names: ['wmic'],
    source:
      'https://support.microsoft.com/topic/windows-management-instrumentation-command-line-wmic-removal-from-windows-e9e83c7f-4992-477f-ba1d-96f694b8665d',
  },
];
