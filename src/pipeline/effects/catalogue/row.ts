import type { Argument, Assignment, Invocation, Script, ScriptLanguage } from '../../../syntax/script/tree';
import type { CommandView } from '../commandView';
import type { Fact, Reboot, RemoteAccess } from '../fact';
import { knownText } from '../scriptValues';

/** What one command, or a family of them, does. */
export interface CatalogueRow {
  /** Every fact that the call brings about, in order; none where it does nothing. */
  readonly facts: readonly Fact[] | ((command: CommandView) => readonly Fact[]);
  readonly languages: readonly ScriptLanguage[];
  /** Names as {@link CommandView.name} has them, or what they look like. */
  readonly names: readonly (string | RegExp)[];
  /** Which calls of the command have the effect; all where it is left out. */
  readonly when?: (command: CommandView) => boolean;
  /** Which calls may do what the row is about without their text showing it: what they are about is dynamic. */
  readonly mayHide?: (command: CommandView) => boolean;
  /** It is Boxstarter's only where something of Boxstarter is seen; elsewhere somebody else's may have the name. */
  readonly ofBoxstarter?: (command: CommandView) => boolean;
  /** What is kept for later, of a row with the fact `registers`. */
  readonly registers?: (command: CommandView) => Registration;
  /** Where the fact is from. */
  readonly source: string;
}

/** What a command keeps for later. */
export interface Registration {
  /** Each as the arguments that hold it; none where it stands somewhere else. */
  readonly lines: readonly (readonly Argument[])[];
  readonly when: 'start' | 'task';
}

/** What a method call in PowerShell does. */
export interface MethodRow {
  readonly facts: readonly Fact[] | ((call: Invocation) => readonly Fact[]);
  /** In lower case. */
  readonly members: readonly string[];
  /** Given the script and its text too. */
  readonly when?: (call: Invocation, script: Script, text: string) => boolean;
  /** It starts what does not stand in the script. */
  readonly runsUnread?: true;
  /** Of one with the fact `registers`: when what it keeps is started. */
  readonly registers?: Registration['when'];
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
export const registers: Fact = { kind: 'registers' };
export const elevation: Fact = { kind: 'elevation', certain: true };

/** Whether only running the script tells what an argument is. */
export const isHidden = (argument: Argument | undefined, { script }: CommandView): boolean =>
  argument !== undefined &&
  (argument.elements ?? [argument]).some((element) => knownText(element, script) === undefined);

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
