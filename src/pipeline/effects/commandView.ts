import { memoizeByObject } from '../../text/memoizeByObject';
import { findParameter, parameterValue, switchValue } from '../../syntax/script/parameters';
import { programName } from '../../syntax/script/programName';
import type { Argument, Command, Script, ScriptLanguage } from '../../syntax/script/tree';
import { contains } from '../../text/span';
import { aliases } from './aliases';
import { knownList, knownText, plainName } from './scriptValues';

/** A command as the catalogue of effects matches it: by its name and arguments, however they are spelled. */
export interface CommandView {
  readonly language: ScriptLanguage;
  readonly command: Command;
  /** The script that the command stands in. */
  readonly script: Script;
  /**
   * Lower case, without folder, module, `.exe` and `.com`, and not as an alias: `shutdown` for
   * `C:\Windows\System32\Shutdown.exe`, `set-item` for `si`. Empty where only running the script can tell.
   */
  readonly name: string;
  /** The name as written, with folder and extension, as far as it is known. */
  readonly path: string;
  /** All arguments that are fully known, in order, as the program gets them. */
  readonly words: readonly string[];
  /** There may be options that the text doesn't show: a splat, or a variable in place of them. */
  readonly hidesOptions: boolean;
  /** A PowerShell switch by its name or an abbreviation, the shortest of which is `minimum`. */
  has(parameter: string, minimum: string): boolean;
  /** One of several switches of a native program, with `/` or `-`, in any capitals, with or without `:value`. */
  hasSwitch(...names: readonly string[]): boolean;
  /** The value in `name=value` and `/name:value`, the names of which must be in lower case. */
  option(name: string): string | undefined;
  /** The known text of a PowerShell parameter's value: `-Name value` or `-Name:value`. */
  valueOf(parameter: string, minimum: string): string | undefined;
  /** The known texts of `-Name a, b`. Empty where there is no such parameter. */
  listOf(parameter: string, minimum: string): readonly string[];
  /** A PowerShell parameter or, where it isn't named, the argument at this place among those without names. */
  argument(parameter: string, minimum: string, position?: number): Argument | undefined;
  /** As {@link argument}, its known texts. */
  texts(parameter: string, minimum: string, position: number): readonly string[];
  /** The entries of a hash table, by their names in lower case. */
  entries(table: Argument | undefined): ReadonlyMap<string, string>;
  /** What is piped into the command. */
  previous(): CommandView | undefined;
}

/** Switches, which take no value: what follows them is an argument of its own. */
const switches = new Set(
  `acceptall acceptlicense all allusers asjob autoreboot confirm debug force forcebootstrap ignorereboot includeallsubfeature
  includemanagementtools install literal microsoftupdate nonewwindow norestart online passthru quiet recurse restart
  skipnetworkprofilecheck skippublishercheck unjoindomaincredential usebasicparsing usessl verbose wait whatif`.split(
    /\s+/,
  ),
);

export const viewCommand = (command: Command, script: Script, language: ScriptLanguage): CommandView =>
  new View(command, script, language);

/** Of most commands little more than the name is asked: what else there is to know is worked out when it is. */
class View implements CommandView {
  readonly name: string;
  readonly path: string;
  private knownWords: readonly string[] | undefined;
  private knownPositional: readonly Argument[] | undefined;

  constructor(
    readonly command: Command,
    readonly script: Script,
    readonly language: ScriptLanguage,
  ) {
    const { name } = command;
    const written = programName(command) ?? '';
    this.name =
      (language === 'powershell' && !/\.\w+$/.test(name.value ?? '') && aliases[written]) || written;
    this.path = name.value ?? name.literalSuffix ?? '';
  }

  get words(): readonly string[] {
    return (this.knownWords ??= this.command.args.flatMap((argument) => {
      const { elements } = argument;
      const text = elements
        ? joinElements(elements.map((element) => knownText(element, this.script)))
        : knownText(argument, this.script);
      return text === undefined ? [] : [text];
    }));
  }

  get hidesOptions(): boolean {
    return this.command.hasSplat || this.command.args.some((argument) => isVariable(argument, this.script));
  }

  has(parameter: string, minimum: string): boolean {
    return (
      findParameter(this.command, parameter, minimum) !== undefined &&
      switchValue(this.command, parameter, minimum) !== false
    );
  }

  hasSwitch(...names: readonly string[]): boolean {
    const prefixes = this.command.args.flatMap(({ literalPrefix }) => literalPrefix ?? []);
    return [...this.words, ...prefixes].some((word) => {
      const name = /^(?:\/|--?)([^:=]+)/.exec(word)?.[1]?.toLowerCase();
      return name !== undefined && names.includes(name);
    });
  }

  option(name: string): string | undefined {
    return this.words.flatMap((word) => {
      const [, written = '', value = ''] = /^[-/]*(\w[\w-]*)[=:](.*)$/s.exec(word) ?? [];
      return written.toLowerCase() === name ? [value] : [];
    })[0];
  }

  valueOf(parameter: string, minimum: string): string | undefined {
    return this.list(this.argument(parameter, minimum))[0];
  }

  listOf(parameter: string, minimum: string): readonly string[] {
    return this.list(this.argument(parameter, minimum));
  }

  argument(parameter: string, minimum: string, position?: number): Argument | undefined {
    return (
      parameterValue(this.command, parameter, minimum) ??
      (position === undefined || findParameter(this.command, parameter, minimum)
        ? undefined
        : this.positional[position])
    );
  }

  texts(parameter: string, minimum: string, position: number): readonly string[] {
    return this.list(this.argument(parameter, minimum, position));
  }

  entries(table: Argument | undefined): ReadonlyMap<string, string> {
    return new Map(
      this.script.assignments
        .filter(
          ({ span, context }) => table && contains(table.span, span) && context.at(-1)?.kind === 'hashtable',
        )
        .map(({ name, value }) => [plainName(name), (value && knownText(value, this.script)) ?? '']),
    );
  }

  previous(): CommandView | undefined {
    const before =
      this.command.pipeline.index > 0 ? commandsBefore(this.script).get(this.command) : undefined;
    return before && viewCommand(before, this.script, this.language);
  }

  /** The arguments that have no names. */
  private get positional(): readonly Argument[] {
    return (this.knownPositional ??= this.command.args.filter((argument, index, args) => {
      const before = args[index - 1]?.parameter;
      if (argument.kind === 'parameter') return false;
      return !before || before.value !== undefined || switches.has(before.name.toLowerCase());
    }));
  }

  private list(argument: Argument | undefined): readonly string[] {
    return argument ? knownList(argument, this.script) : [];
  }
}

/** The commands whose output is piped into others. */
const commandsBefore = memoizeByObject(({ commands }: Script): ReadonlyMap<Command, Command> => {
  const before = new Map<Command, Command>();
  const last = new Map<Command['context'], Command>();
  for (const command of [...commands].sort((a, b) => a.span.start - b.span.start)) {
    const { context, pipeline } = command;
    const other = last.get(context);
    if (other?.pipeline.index === pipeline.index - 1 && other.pipeline.length === pipeline.length)
      before.set(command, other);
    last.set(context, command);
  }
  return before;
});

const joinElements = (values: readonly (string | undefined)[]): string | undefined =>
  values.every((value) => value !== undefined) ? values.join(',') : undefined;

const isVariable = (argument: Argument, script: Script): boolean =>
  argument.variable !== undefined && knownText(argument, script) === undefined;
