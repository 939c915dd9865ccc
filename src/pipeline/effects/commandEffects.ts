import { embeddedScripts } from '../../syntax/script/embedded';
import type { EmbeddedScript } from '../../syntax/script/embedded';
import type { Command, Script, ScriptLanguage } from '../../syntax/script/tree';
import { catalogueFacts, installerFacts, rowFacts, rowsFor } from './catalogueFacts';
import { cancelsShutdown } from './catalogue/reboot';
import type { CatalogueRow } from './catalogue/row';
import type { CommandView } from './commandView';
import { viewCommand } from './commandView';
import type { Fact } from './fact';
import { isHere } from './guards';
import { commandEffect } from './scriptEffect';
import type { CommandEffect, NamedFile } from './scriptEffect';
import { startedFile } from './startedFile';
import { startedProgram } from './startedProgram';

/** A script, as its commands are read. */
export interface ScriptReading {
  readonly script: Script;
  readonly language: ScriptLanguage;
  readonly text: string;
  /** Reads a script that stands in a command's arguments; undefined where this one stands too deep in others. */
  readonly readInner: ((language: ScriptLanguage, text: string) => readonly CommandEffect[]) | undefined;
}

/** What one command of a script does, with what the scripts do that it carries in its arguments. */
export function commandEffects(command: Command, reading: ScriptReading): readonly CommandEffect[] {
  const { script, language, text } = reading;
  const view = scriptHosted(viewCommand(command, script, language));
  const carried = once(() => embeddedScripts(command, language, text));
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
  harmlessOrTooDeep,
  carriedScripts,
  installer,
  unknownScript,
];

function onAnotherMachine({ view }: Candidate): readonly CommandEffect[] | undefined {
  return isHere(view) ? undefined : [];
}

function cancelledShutdown({ view }: Candidate): readonly CommandEffect[] | undefined {
  return cancelsShutdown(view) ? [commandEffect([], { shutdown: 'cancels' })] : undefined;
}

function catalogued({ view, rows }: Candidate): readonly CommandEffect[] | undefined {
  const facts = rows.flatMap((row) => rowFacts(row, view));
  if (!facts.length) return undefined;
  return [
    commandEffect(facts, {
      ...(view.name === 'shutdown' && { shutdown: 'calls' }),
      ...(view.name === 'install-boxstarterpackage' && { file: boxstarterPackage(view) }),
    }),
  ];
}

/** A command in the catalogue isn't a script of the project: winrm.cmd, boxstarter.bat. */
function harmlessOrTooDeep({ view, rows, reading }: Candidate): readonly CommandEffect[] | undefined {
  return !reading.readInner || rows.some(({ names }) => names.includes(view.name)) ? [] : undefined;
}

function carriedScripts({ view, carried, reading }: Candidate): readonly CommandEffect[] | undefined {
  const effects = carried().flatMap((embedded) =>
    embedded.text === undefined
      ? [startedFile(embedded, view, reading.text)]
      : (reading.readInner?.(embedded.language, embedded.text) ?? []),
  );
  return effects.length ? effects : undefined;
}

function installer({ view, carried }: Candidate): readonly CommandEffect[] | undefined {
  const started = startedProgram(view) ?? (carried().length ? undefined : view);
  const facts = started ? startedFacts(started, view) : [];
  return facts.length ? [commandEffect(facts)] : undefined;
}

function unknownScript({ view, carried, reading }: Candidate): readonly CommandEffect[] | undefined {
  if (carried().length || !runsUnknown(view)) return undefined;
  return [commandEffect([], { file: { language: reading.language, path: undefined, name: undefined } })];
}

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

function once<Result>(compute: () => Result): () => Result {
  let known: { readonly result: Result } | undefined;
  return () => (known ??= { result: compute() }).result;
}
