import type { Assignment, Invocation, Script, ScriptLanguage } from '../../../syntax/script/tree';
import type { CommandView } from '../commandView';
import type { Fact, Reboot, RemoteAccess } from '../fact';

/** What one command, or a family of them, does. */
export interface CatalogueRow {
  /** Every fact that the call brings about, in order; none where it does nothing. */
  readonly facts: readonly Fact[] | ((command: CommandView) => readonly Fact[]);
  readonly languages: readonly ScriptLanguage[];
  /** Names as {@link CommandView.name} has them, or what they look like. */
  readonly names: readonly (string | RegExp)[];
  /** Which calls of the command have the effect; all where it is left out. */
  readonly when?: (command: CommandView) => boolean;
  /** Where the fact is from. */
  readonly source: string;
}

/** What a method call in PowerShell does. */
export interface MethodRow {
  readonly facts: readonly Fact[] | ((call: Invocation) => readonly Fact[]);
  /** In lower case. */
  readonly members: readonly string[];
  /** Given the script and its text too. */
  readonly when?: (call: Invocation, script: Script, text: string) => boolean;
  readonly source: string;
}

/** What setting a variable, or a property of a DSC configuration, does. */
export interface AssignmentRow {
  readonly facts: readonly Fact[];
  /** As `plainName` has them. */
  readonly names: readonly string[];
  readonly when: (assignment: Assignment) => boolean;
  readonly source: string;
}

export const windows: readonly ScriptLanguage[] = ['powershell', 'batch'];
export const powershell: readonly ScriptLanguage[] = ['powershell'];

export const reboot = (when: Reboot['when'], more: Omit<Reboot, 'kind' | 'when'> = {}): Reboot => ({
  kind: 'reboot',
  when,
  ...more,
});

export const remote = (
  part: RemoteAccess['part'],
  opens: boolean,
  more: Omit<RemoteAccess, 'kind' | 'part' | 'opens'> = {},
): RemoteAccess => ({ kind: 'remote', part, opens, ...more });

export const installs: Fact = { kind: 'installs' };
export const updates: Fact = { kind: 'updates' };
export const boxstarter: Fact = { kind: 'boxstarter' };
export const dsc: Fact = { kind: 'dsc' };
export const resumes: Fact = { kind: 'resumes' };
export const elevation: Fact = { kind: 'elevation', certain: true };

/** Whether a word is among the arguments, in any capitals. */
export const hasWord = ({ words }: CommandView, ...wanted: readonly string[]): boolean =>
  words.some((word) => wanted.includes(word.toLowerCase()));

/** What PowerShell, the registry and WinRM write for yes and no; undefined for everything else. */
export function truth(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (/^\$?true$|^(?:0x0*)?1$|^yes$|^enable$/i.test(value)) return true;
  if (/^\$?false$|^(?:0x)?0+$|^no$|^disable$/i.test(value)) return false;
  return undefined;
}
