import type { Command } from '../../syntax/script/tree';

/** A command as the catalogue of effects matches it: by its name and arguments, however they are spelled. */
export interface CommandView {
  /** Lower case, without folder and extension: `shutdown` for `C:\Windows\System32\Shutdown.exe`. */
  readonly name: string;
  /** All arguments that are fully known, in order, as the program gets them. */
  readonly words: readonly string[];
  /** A PowerShell parameter by its name or an abbreviation of at least `shortest` letters. */
  has(parameter: string, shortest: number): boolean;
  /** A switch of a native program, with `/` or `-`, in any capitals. */
  hasSwitch(name: string): boolean;
  /** The value of a PowerShell parameter: `-Name value` or `-Name:value`. */
  valueOf(parameter: string, shortest: number): string | undefined;
}

export function viewCommand(command: Command): CommandView {
  const { args } = command;
  const words = args.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const find = (parameter: string, shortest: number) =>
    args.findIndex(
      (argument) => argument.parameter && abbreviates(argument.parameter.name, parameter, shortest),
    );
  return {
    name: baseName(command.name.value ?? ''),
    words,
    has: (parameter, shortest) => {
      const argument = args[find(parameter, shortest)];
      // -Restart:$false switches off what -Restart switches on.
      return argument !== undefined && argument.parameter?.value?.variable?.toLowerCase() !== 'false';
    },
    hasSwitch: (name) => words.some((word) => word.slice(1).toLowerCase() === name && /^[-/]/.test(word)),
    valueOf: (parameter, shortest) => {
      const at = find(parameter, shortest);
      return args[at]?.parameter?.value?.value ?? (at >= 0 ? args[at + 1]?.value : undefined);
    },
  };
}

const abbreviates = (written: string, parameter: string, shortest: number): boolean =>
  written.length >= shortest && parameter.toLowerCase().startsWith(written.toLowerCase());

/** Module-qualified names (`Microsoft.PowerShell.Management\Restart-Computer`) lose their module like a folder. */
const baseName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .toLowerCase()
    .replace(/\.(exe|com|cmd|bat)$/, '');
