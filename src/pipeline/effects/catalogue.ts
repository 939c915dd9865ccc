import type { ScriptLanguage } from '../../syntax/script/tree';
import type { CommandView } from './commandView';
import type { Fact } from './fact';

export interface CatalogueRow {
  /** Every fact that the call brings about, in order. */
  readonly facts: readonly Fact[];
  readonly languages: readonly ScriptLanguage[];
  /** Names as {@link CommandView.name} has them. */
  readonly names: readonly string[];
  /** Which calls of the command have the effect; all where it is left out. */
  readonly when?: (command: CommandView) => boolean;
  /** Where the fact is from. */
  readonly source: string;
}

const windows: readonly ScriptLanguage[] = ['powershell', 'batch'];

const isLocal = (command: CommandView): boolean => {
  const computer = command.valueOf('ComputerName', 1);
  return computer === undefined || /^(localhost|\.|127\.0\.0\.1)$/i.test(computer);
};

/** One table for all languages; a row is matched on parsed commands, never on text. */
export const catalogue: readonly CatalogueRow[] = [
  {
    facts: [{ kind: 'reboot', when: 'now' }],
    languages: ['powershell'],
    names: ['restart-computer'],
    when: (command) => !command.has('WhatIf', 2) && isLocal(command),
    source: 'https://learn.microsoft.com/powershell/module/microsoft.powershell.management/restart-computer',
  },
  {
    facts: [{ kind: 'reboot', when: 'now' }],
    languages: windows,
    names: ['shutdown'],
    when: (command) =>
      ['r', 'g'].some((name) => command.hasSwitch(name)) &&
      !command.hasSwitch('a') &&
      !command.hasSwitch('m'),
    source: 'https://learn.microsoft.com/windows-server/administration/windows-commands/shutdown',
  },
  {
    facts: [{ kind: 'reboot', when: 'now' }],
    languages: windows,
    names: ['wmic'],
    when: ({ words }) =>
      words.some((word) => /^reboot$/i.test(word)) && words.some((word) => /^call$/i.test(word)),
    source:
      'https://learn.microsoft.com/windows/win32/cimwin32prov/reboot-method-in-class-win32-operatingsystem',
  },
  {
    facts: [{ kind: 'reboot', when: 'now' }],
    languages: windows,
    names: ['psshutdown', 'psshutdown64'],
    when: (command) => command.hasSwitch('r'),
    source: 'https://learn.microsoft.com/sysinternals/downloads/psshutdown',
  },
  {
    facts: [{ kind: 'reboot', when: 'now' }],
    languages: windows,
    names: ['wpeutil'],
    when: ({ words }) => /^reboot$/i.test(words[0] ?? ''),
    source: 'https://learn.microsoft.com/windows-hardware/manufacture/desktop/wpeutil-command-line-options',
  },
  {
    facts: [{ kind: 'boxstarter' }],
    languages: ['powershell'],
    names: ['install-boxstarterpackage', 'invoke-boxstarter', 'get-boxstarter'],
    source: 'https://boxstarter.org/usingboxstarter',
  },
  {
    facts: [{ kind: 'boxstarter' }],
    languages: windows,
    names: ['boxstartershell', 'boxstarter'],
    source: 'https://boxstarter.org/usingboxstarter',
  },
];
