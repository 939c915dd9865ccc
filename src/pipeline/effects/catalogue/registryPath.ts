import type { Argument } from '../../../syntax/script/tree';
import type { CommandView } from '../commandView';
import { memoizeByObject } from '../../../text/memoizeByObject';
import { knownText } from '../scriptValues';

/** A value in the registry that a command sets; a key alone has no name. */
export interface RegistryWrite {
  /** With backslashes, without one at the end; the hive is as written. */
  readonly key: string;
  readonly name: string | undefined;
  readonly value: string | undefined;
}

/** The key that `reg` or one of PowerShell's item commands is about. */
export function registryPath(command: CommandView): string | undefined {
  const { name, words } = command;
  if (name === 'reg') return normal(words[1]);
  const argument = command.argument('Path', 'P', 0) ?? command.argument('LiteralPath', 'L');
  // The hive may stand in a variable; the rest of the key says enough.
  return normal(
    command.texts('Path', 'P', 0)[0] ?? command.valueOf('LiteralPath', 'L') ?? argument?.literalSuffix,
  );
}

const normal = (key: string | undefined): string | undefined =>
  key
    ?.replace(/\//g, '\\')
    .replace(/\\{2,}/g, '\\')
    .replace(/\\$/, '');

/** The names of the commands that {@link registryWrite} reads. */
export const registryCommands = ['reg', 'set-itemproperty', 'new-itemproperty', 'new-item'] as const;

/** What `reg add`, `Set-ItemProperty`, `New-ItemProperty` and `New-Item` write. */
export const registryWrite = memoizeByObject((command: CommandView): RegistryWrite | undefined => {
  const key = registryPath(command);
  if (key === undefined) return undefined;
  switch (command.name) {
    case 'reg':
      if (command.words[0]?.toLowerCase() !== 'add') return undefined;
      return { key, name: textOf(command, 'v'), value: textOf(command, 'd') };
    case 'new-item':
      return { key: withChild(key, command.valueOf('Name', 'N')), name: undefined, value: undefined };
    default:
      return { key, name: command.texts('Name', 'N', 1)[0], value: command.texts('Value', 'Va', 2)[0] };
  }
});

const withChild = (key: string, name: string | undefined): string =>
  name === undefined ? key : `${key}\\${name}`;

/** The argument that holds the value, whether its text is known or not. */
export const registryValue = (command: CommandView): Argument | undefined =>
  command.name === 'reg' ? after(command, 'd') : command.argument('Value', 'Va', 2);

const textOf = (command: CommandView, option: string): string | undefined => {
  const argument = after(command, option);
  return argument && knownText(argument, command.script);
};

/** `/v name` */
function after({ command: { args } }: CommandView, option: string): Argument | undefined {
  const at = args.findIndex(({ value }) => /^[-/](\w+)$/.exec(value ?? '')?.[1]?.toLowerCase() === option);
  return at < 0 ? undefined : args[at + 1];
}
