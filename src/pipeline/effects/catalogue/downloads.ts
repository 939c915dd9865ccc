import { knownScriptFacts } from '../scriptNames';
import type { CatalogueRow, MethodRow } from './row';
import { powershell } from './row';

const source = 'https://docs.ansible.com/ansible/latest/os_guide/windows_winrm.html';

/** Well-known scripts that are run from where they are published. */
export const downloadRows: readonly CatalogueRow[] = [
  {
    // On its own it is only fetched.
    facts: ({ words }) => words.flatMap(knownScriptFacts),
    languages: powershell,
    names: ['invoke-webrequest', 'invoke-restmethod'],
    when: ({ command: { pipeline } }) => pipeline.index < pipeline.length - 1,
    source,
  },
];

export const downloadMethods: readonly MethodRow[] = [
  {
    facts: ({ args }) => args.flatMap(({ value }) => (value === undefined ? [] : knownScriptFacts(value))),
    members: ['downloadstring'],
    source,
  },
];
