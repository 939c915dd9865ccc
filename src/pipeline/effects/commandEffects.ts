import { embeddedScripts } from '../../syntax/script/embedded';
import type { EmbeddedScript } from '../../syntax/script/embedded';
import type { Command, Script } from '../../syntax/script/tree';
import { catalogueFacts, installerFacts, rowFacts, rowsFor } from './catalogueFacts';
import { isKnownInstaller } from './catalogue/installs';
import { cancelsShutdown } from './catalogue/reboot';
import type { CatalogueRow } from './catalogue/row';
import type { CommandView } from './commandView';
import { viewCommand } from './commandView';
import { downloadedScript } from './downloadedScript';
import { isOfWindows } from './inbox/ofWindows';
import type { Fact } from './fact';
import { isHere } from './guards';
import { registeredBy } from './registered';
import { knownName, knownText } from './scriptValues';
import { commandEffect } from './scriptEffect';
import type { CommandEffect, NamedFile } from './scriptEffect';
import type { ScriptReading } from './scriptReading';
import { startedFile } from './startedFile';
import { startedProgram } from './startedProgram';

/** What one command of a script does, with what the scripts do that it carries in its arguments. */
export function commandEffects(command: Command, reading: ScriptReading): readonly CommandEffect[] {
  const { script, language, text } = reading;
  const named = withKnownName(command, script);
  const view = scriptHosted(viewCommand(named, script, language));
  const carried = once(() => embeddedScripts(named, language, text));
  const rows = rowsFor(view);
  for (const match of matchers) {
    const effects = match({ view, rows, carried, reading });
    if (effects) return effects;
  }
  return [];
}

interface Candidate {
  readonly view: CommandView;
  /** Of the catalogue, by its name. */
  readonly rows: readonly CatalogueRow[];
  /** The scripts in its arguments. They are looked for only when nothing else is known of the command. */
  readonly carried: () => readonly EmbeddedScript[];
  readonly reading: ScriptReading;
}

/** @returns what the command does; undefined where the next matcher is asked */
type Matcher = (candidate: Candidate) => readonly CommandEffect[] | undefined;

/** The first that knows a command decides what it does. */
const matchers: readonly Matcher[] = [
  onAnotherMachine,
  cancelledShutdown,
  catalogued,
  hidden,
  harmlessOrTooDeep,
  importedModule,
  downloaded,
  evaluated,
  filledIn,
  installer,
  environmentFile,
  carriedScripts,
  unknownScript,
  unknownCommand,
];

function onAnotherMachine({ view }: Candidate): readonly CommandEffect[] | undefined {
  return isHere(view) ? undefined : [];
}

function cancelledShutdown({ view }: Candidate): readonly CommandEffect[] | undefined {
  return cancelsShutdown(view) ? [commandEffect([], { shutdown: 'cancels' })] : undefined;
}

function catalogued({ view, rows, reading }: Candidate): readonly CommandEffect[] | undefined {
  if (!rows.length) return undefined;
  const facts = rows.flatMap((row) => rowFacts(row, view));
  if (facts.length && rows.some(({ ofBoxstarter }) => ofBoxstarter?.(view) === false))
    return [commandEffect([], { unknown: nameOf(view), inBoxstarter: facts })];
  if (!facts.length) return undefined;
  const later = facts.some(({ kind }) => kind === 'registers') ? registeredBy(rows, view, reading) : {};
  const own = facts.filter(({ kind }) => kind !== 'registers');
  return [
    commandEffect([...own, ...(later.facts ?? [])], {
      ...(later.registered && { registered: later.registered }),
      ...(view.name === 'shutdown' && { shutdown: 'calls' }),
      ...(runsPackage.has(view.name) && { file: boxstarterPackage(view) }),
    }),
  ];
}

/** A command in the catalogue that is about something its text does not show: `Start-Service $name`. */
function hidden({ view, rows }: Candidate): readonly CommandEffect[] | undefined {
  return rows.some((row) => row.mayHide?.(view)) ? [commandEffect([], { unknown: nameOf(view) })] : undefined;
}

/** A command in the catalogue isn't a script of the project: winrm.cmd, boxstarter.bat. */
function harmlessOrTooDeep({ view, rows, reading }: Candidate): readonly CommandEffect[] | undefined {
  if (!reading.readInner) return [commandEffect([], { unknown: nameOf(view) })];
  return rows.some(({ names }) => names.includes(view.name)) ? [] : undefined;
}

/** A module by its file brings functions that may be called afterwards; one by its name alone does nothing by itself. */
function importedModule({ view }: Candidate): readonly CommandEffect[] | undefined {
  if (view.name !== 'import-module') return undefined;
  const argument = view.argument('Name', 'N', 0);
  const named = argument && (knownText(argument, view.script) ?? argument.literalSuffix);
  if (!argument || (named !== undefined && !/[\\/]/.test(named) && argument.value !== undefined)) return [];
  const path = knownText(argument, view.script);
  return [
    commandEffect([], {
      file: {
        language: 'powershell',
        path,
        name: named?.replace(/^.*[\\/]/s, '') || undefined,
        shares: true,
      },
    }),
  ];
}

function downloaded({ view, reading }: Candidate): readonly CommandEffect[] | undefined {
  const found = downloadedScript(view, reading.text);
  return found && [found];
}

/** What a variable holds is run: its text, where that is always the same. */
function evaluated({ view, reading }: Candidate): readonly CommandEffect[] | undefined {
  if (view.name !== 'invoke-expression') return undefined;
  const argument = view.argument('Command', 'C', 0);
  if (argument?.variable === undefined) return undefined;
  const text = knownText(argument, view.script);
  return text === undefined ? undefined : reading.readInner?.('powershell', text);
}

/**
 * `Invoke-Expression "$script -Auto"`: PowerShell fills in a text before it is read, so that what stands first in it is the
 * command.
 */
function filledIn({ view, reading }: Candidate): readonly CommandEffect[] | undefined {
  if (view.language !== 'powershell' || !fillsIn.has(view.name)) return undefined;
  const argument = view.argument('Command', 'C', 0);
  if (!argument || argument.value !== undefined || argument.variable !== undefined) return undefined;
  const { start, end } = argument.span;
  const written = reading.text.slice(start, end);
  if (!written.startsWith('"')) return undefined;
  const text = written
    .slice(1, -1)
    .replace(
      /\$(?:\{([\w:]+)\}|([\w:]+))/g,
      (all: string, braced: string | undefined, plain: string | undefined) =>
        knownText({ ...argument, variable: braced ?? plain }, view.script) ?? all,
    );
  const [first = ''] = /^\s*(?:[&.]\s*)?\$\S*/.exec(text) ?? [];
  if (first) {
    const [, name] = /[\\/]([\w.-]+\.ps1)$/i.exec(first) ?? [];
    return [commandEffect([], { file: { language: reading.language, path: undefined, name } })];
  }
  return text === written.slice(1, -1) ? undefined : reading.readInner?.('powershell', text);
}

const fillsIn = new Set(['invoke-expression', 'powershell', 'pwsh']);

/** `. /etc/os-release`, `source ~/.profile`: they set variables, which is all that they are for. */
function environmentFile({ view }: Candidate): readonly CommandEffect[] | undefined {
  if (view.language !== 'shell' || (view.name !== '.' && view.name !== 'source')) return undefined;
  const [file] = view.command.args;
  return environment.test(file?.value ?? file?.literalSuffix ?? '') ? [] : undefined;
}

const environment =
  /^\/(?:etc|usr\/lib)\/(?:os-release|lsb-release|profile(?:\.d\/.*)?|environment|bash\.bashrc|bashrc|default\/.*|sysconfig\/.*)$|(?:^|\/)\.(?:bash_profile|bash_login|profile|zprofile|zshrc|zshenv|bashrc|cargo\/env|nvm\/nvm\.sh|asdf\/asdf\.sh)$|\/bin\/activate$/;

function carriedScripts({ view, carried, reading }: Candidate): readonly CommandEffect[] | undefined {
  const effects = carried().flatMap((embedded) => {
    if (embedded.text === undefined) return [startedFile(embedded, view, reading.text)];
    // What a shell of Linux does on Windows is in no table.
    const isForeign = embedded.language === 'shell' && view.language !== 'shell';
    return [
      ...(isForeign ? [commandEffect([], { unknown: nameOf(view) })] : []),
      ...(reading.readInner?.(embedded.language, embedded.text) ?? []),
    ];
  });
  if (effects.length) return effects;
  // A script was found, and nothing that it does is worth a word.
  return carried().some(({ text }) => text !== undefined) ? [] : undefined;
}

function installer({ view, carried }: Candidate): readonly CommandEffect[] | undefined {
  const started = startedProgram(view) ?? (carried().length ? undefined : view);
  const facts = started ? startedFacts(started, view) : [];
  if (!facts.length || facts.some(({ kind }) => kind === 'registers')) return undefined;
  // What an installer of somebody does besides is not known.
  const isKnown = !started || catalogueFacts(started).length > 0 || isKnownInstaller(started);
  return [commandEffect(facts, isKnown ? {} : { unknown: nameOf(started ?? view) })];
}

function unknownScript({ view, carried, reading }: Candidate): readonly CommandEffect[] | undefined {
  if (carried().length || !runsUnknown(view)) return undefined;
  return [commandEffect([], { file: { language: reading.language, path: undefined, name: undefined } })];
}

function unknownCommand({ view }: Candidate): readonly CommandEffect[] | undefined {
  const started = startedProgram(view) ?? view;
  if (!started.name || carriers.has(started.name)) return [];
  // Of the programs that a Linux brings nobody keeps a list; one that is called by its path is somebody's own.
  if (started.language === 'shell')
    return ownProgram.test(started.path) ? [commandEffect([], { unknown: nameOf(started) })] : [];
  // Resources of a configuration are no commands.
  if (started.command.context.some(({ kind }) => kind === 'configuration')) return [];
  return isOfWindows(started.language, started.name) ? [] : [commandEffect([], { unknown: nameOf(started) })];
}

/** A path that leads out of the folders of a system's own programs. */
const ownProgram = /^(?!\/(?:usr\/)?s?bin\/|\/etc\/(?:rc\.d\/)?init\.d\/|\/usr\/lib(?:exec|64)?\/).*\//;

/** As it is written, without its folder. */
const nameOf = ({ path, name }: CommandView): string => path.replace(/^.*[\\/]/s, '') || name;

function startedFacts(started: CommandView, view: CommandView): readonly Fact[] {
  if (started === view && !mayBeProgram(view)) return [];
  const known = started === view ? [] : catalogueFacts(started);
  return known.length ? known : installerFacts(started);
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
  if (!name) return true;
  if (!carriers.has(name)) return false;
  const [first] = command.args;
  if (!first) return command.pipeline.index > 0;
  return command.args.some(({ value }) => value === undefined);
}

/** Commands of Boxstarter that run a package. */
const runsPackage = new Set([
  'install-boxstarterpackage',
  'invoke-chocolateyboxstarter',
  'boxstarter',
  'boxstarter.bat',
]);

/** The script that Boxstarter runs as a package; one from a gallery or the web is not known. */
function boxstarterPackage(view: CommandView): NamedFile {
  const written = view.argument('PackageName', 'P', 0)?.value;
  const path = written !== undefined && /^[a-z]:[\\/].*\.(ps1|txt)$/i.test(written) ? written : undefined;
  return {
    language: 'powershell',
    path,
    name: path === undefined ? undefined : path.replace(/^.*[\\/]/, ''),
    byBoxstarter: true,
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

/** A program that a variable holds, or `%ComSpec%`, is called by its own name. */
function withKnownName(command: Command, script: Script): Command {
  const name = knownName(command.name, script);
  return name === command.name ? command : { ...command, name: { ...name, span: command.name.span } };
}

function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}
