import { baseName } from '../../syntax/script/programName';
import type { EmbeddedScript } from '../../syntax/script/embedded';
import { embeddedScripts } from '../../syntax/script/embedded';
import { parseScript } from '../../syntax/script/parseScript';
import type { Command, Script, ScriptLanguage } from '../../syntax/script/tree';
import type { Span } from '../../text/span';
import { assignments, catalogue, methods } from './catalogue';
import { installerRow } from './catalogue/installs';
import { cancelsShutdown } from './catalogue/reboot';
import type { CatalogueRow } from './catalogue/row';
import type { CommandView } from './commandView';
import { viewCommand } from './commandView';
import type { Fact } from './fact';
import { canRun, isCertain, isHere } from './guards';
import { knownScriptFacts } from './scriptNames';
import { plainName } from './scriptValues';
import { startedProgram } from './startedProgram';

/** A script file that a command runs. */
export interface NamedFile {
  readonly language: ScriptLanguage;
  /** As written; undefined where only running the script tells all of it. */
  readonly path: string | undefined;
  /** What stands behind its last slash; undefined where that is dynamic too. */
  readonly name: string | undefined;
}

/** Something that a script can be seen to do, at its place in the outermost script. */
export interface ScriptEffect {
  readonly span: Span;
  readonly facts: readonly Fact[];
  readonly file: NamedFile | undefined;
  /** False where a condition decides. */
  readonly always: boolean;
  /** Whether no other command of the script follows. */
  readonly last: boolean;
  /** A call of shutdown, which a later one can take back. */
  readonly shutdown: 'calls' | 'cancels' | undefined;
}

/** Scripts in arguments of scripts in arguments: deeper than this nobody writes. */
const maximumDepth = 4;

/** What a script does, in source order, with what the scripts do that it carries in its commands' arguments. */
export function scriptEffects(language: ScriptLanguage, text: string, depth = 0): ScriptEffect[] {
  const script = parseScript(language, text);
  const isLast = ({ end }: Span) => !script.commands.some((other) => other.span.start >= end);
  const fromCommands = script.commands.flatMap((command) =>
    canRun(command, script, language, text)
      ? effectsOfCommand(command, script, language, text, depth).map((scriptEffect) => ({
          ...scriptEffect,
          span: command.span,
          always: scriptEffect.always && isCertain(command, command.connector),
          last: scriptEffect.last && isLast(command.span),
        }))
      : [],
  );
  return [...fromCommands, ...effectsOfExpressions(script, language, text, isLast)].sort(
    (a, b) => a.span.start - b.span.start,
  );
}

type Local = Omit<ScriptEffect, 'span'>;

const happening = (facts: readonly Fact[], more: Partial<Local> = {}): Local => ({
  facts,
  file: undefined,
  always: true,
  last: true,
  shutdown: undefined,
  ...more,
});

function effectsOfCommand(
  command: Command,
  script: Script,
  language: ScriptLanguage,
  text: string,
  depth: number,
): Local[] {
  const view = scriptHosted(viewCommand(command, script, language));
  if (!isHere(view)) return [];
  if (cancelsShutdown(view)) return [happening([], { shutdown: 'cancels' })];
  const rows = catalogue.filter((row) => concerns(row, view));
  const own = rows.flatMap((row) => factsOf(row, view));
  if (own.length)
    return [
      happening(own, {
        ...(view.name === 'shutdown' && { shutdown: 'calls' }),
        ...(view.name === 'install-boxstarterpackage' && { file: boxstarterPackage(view) }),
      }),
    ];
  // A command in the catalogue isn't a script of the project: winrm.cmd, boxstarter.bat.
  if (depth > maximumDepth || rows.some(({ names }) => names.includes(view.name))) return [];
  const carried = embeddedScripts(command, language, text);
  const inner = carried.flatMap((embedded) => effectsOfEmbedded(embedded, view, text, depth));
  if (inner.length) return inner;
  const started = startedProgram(view) ?? (carried.length ? undefined : view);
  const facts = started ? startedFacts(started, view) : [];
  if (facts.length) return [happening(facts)];
  const file = { language, path: undefined, name: undefined };
  return !carried.length && runsUnknown(view) ? [happening([], { file })] : [];
}

function startedFacts(started: CommandView, view: CommandView): readonly Fact[] {
  if (started === view && !mayBeProgram(view)) return [];
  const known = started === view ? [] : catalogue.flatMap((row) => factsOf(row, started));
  return known.length ? known : factsOf(installerRow, started);
}

/** Commands that run a script which stands in their arguments, or that they are given. */
const carriers = new Set([
  'call',
  'cmd',
  'powershell',
  'pwsh',
  'bash',
  'sh',
  'iex',
  'invoke-expression',
  'source',
  '.',
]);

/** Whether a command runs something that only running the script tells: `call "%%~i"`, `& $script`, `… | iex`. */
function runsUnknown({ command, name }: CommandView): boolean {
  if (command.name.value === undefined) return true;
  if (!carriers.has(name)) return false;
  const [first] = command.args;
  if (!first) return command.pipeline.index > 0;
  return command.args.some(({ value }) => value === undefined);
}

/** The script that Boxstarter runs as a package; one from a gallery or the web is not known. */
function boxstarterPackage(view: CommandView): NamedFile {
  const written = view.argument('PackageName', 'P', 0)?.value;
  const path = written !== undefined && /^[a-z]:[\\/].*\.(ps1|txt)$/i.test(written) ? written : undefined;
  return {
    language: 'powershell',
    path,
    name: path === undefined ? undefined : path.replace(/^.*[\\/]/, ''),
  };
}

/** PowerShell's own commands and functions are no installers. */
const mayBeProgram = ({ path, name }: CommandView): boolean =>
  /\.(?:exe|msi)$|^$/i.test(path) || /^setup(?:32|64)?$/.test(name);

/** `cscript //nologo winrm.vbs …`: the command stands behind the host of its script. */
function scriptHosted(view: CommandView): CommandView {
  if (view.name !== 'cscript' && view.name !== 'wscript') return view;
  const { args } = view.command;
  const at = args.findIndex(({ value }) => !/^[-/]/.test(value ?? ''));
  const name = args[at];
  return name
    ? viewCommand({ ...view.command, name, args: args.slice(at + 1) }, view.script, view.language)
    : view;
}

const concerns = ({ languages, names }: CatalogueRow, { language, name }: CommandView): boolean =>
  languages.includes(language) &&
  names.some((wanted) => (typeof wanted === 'string' ? wanted === name : name !== '' && wanted.test(name)));

function factsOf(row: CatalogueRow, view: CommandView): readonly Fact[] {
  if (row !== installerRow && !concerns(row, view)) return [];
  if (!(row.when?.(view) ?? true)) return [];
  return typeof row.facts === 'function' ? row.facts(view) : row.facts;
}

function effectsOfEmbedded(
  embedded: EmbeddedScript,
  view: CommandView,
  text: string,
  depth: number,
): Local[] {
  const { language, file, origin } = embedded;
  if (embedded.text !== undefined) return scriptEffects(language, embedded.text, depth + 1);
  const { command, script } = view;
  const at = command.args.findIndex(({ span }) => span.start <= origin.start && origin.end <= span.end);
  const argument = command.args[at];
  const word =
    argument?.elements?.find(({ span }) => span.start === origin.start) ?? argument ?? command.name;
  // `call winrm.cmd quickconfig`, `powershell -File SysprepInstance.ps1`: files that the catalogue has.
  const started = viewCommand(
    { ...command, name: word, args: argument ? command.args.slice(at + 1) : command.args },
    script,
    view.language,
  );
  const own = catalogue.flatMap((row) => factsOf(row, started));
  if (own.length) return [happening(own)];
  // The folder of the batch script itself, which ends with a backslash.
  const beside = /^["']?%~dp0([^\\/%]+?)["']?$/i.exec(text.slice(origin.start, origin.end))?.[1];
  // A variable of the batch script around PowerShell stands in its text like any other characters.
  const path = file !== undefined && /%[^%\s]+%|%~?[a-z]*\d|%%/i.test(file) ? undefined : file;
  const name = (beside ?? baseName(word))?.replace(/^(?:%[^%\s]+%|%~[a-z]*\d)/i, '');
  return [happening(knownScriptFacts(file ?? name ?? ''), { file: { language, path, name } })];
}

/** Method calls and assignments, which PowerShell has beside commands. */
function effectsOfExpressions(
  script: Script,
  language: ScriptLanguage,
  text: string,
  isLast: (span: Span) => boolean,
): ScriptEffect[] {
  const calls = script.invocations.flatMap((call) => {
    const rows = methods.filter(
      (row) =>
        row.members.includes(call.member?.toLowerCase() ?? '') && (row.when?.(call, script, text) ?? true),
    );
    return rows.map((row) => ({
      place: call,
      facts: typeof row.facts === 'function' ? row.facts(call) : row.facts,
    }));
  });
  const set = script.assignments.flatMap((assignment) =>
    assignments
      .filter((row) => row.names.includes(plainName(assignment.name)) && row.when(assignment))
      .map(({ facts }) => ({ place: assignment, facts })),
  );
  return [...calls, ...set]
    .filter(({ place, facts }) => facts.length > 0 && canRun(place, script, language, text))
    .map(({ place, facts }) => ({
      ...happening(facts, { always: isCertain(place), last: isLast(place.span) }),
      span: place.span,
    }));
}
