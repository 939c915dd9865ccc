import type { EmbeddedSource, Segment } from './embeddedSource';
import { joined, sourceOf, verbatimSource } from './embeddedSource';
import { parameterValue } from './parameters';
import { programName } from './programName';
import type { Argument, Command, ScriptLanguage } from './tree';
import type { Span } from '../../text/span';

/** A script that a command runs: text in its arguments, or a file that they name. */
export interface EmbeddedScript {
  readonly language: ScriptLanguage;
  readonly text: string | undefined;
  /** As written; relative to a folder that only running the script can tell. */
  readonly file: string | undefined;
  /** The arguments that carry it, in the script around it. */
  readonly origin: Span;
  /** What of the text stands letter for letter in the script around it; see `outerSpan`. */
  readonly segments: readonly Segment[];
}

type Reader = (command: Command, language: ScriptLanguage, outerText?: string) => EmbeddedScript | undefined;

/**
 * The scripts that a command carries: `powershell -Command "…"`, `cmd /c …`, `sh -c '…'`, `iex "…"`, `call x.bat`
 * and their like. What a script block holds isn't among them: it is in the command's own script.
 * @param language of the script that the command stands in
 * @param outerText that script's text; without it, text with dynamic parts isn't given
 */
export function embeddedScripts(
  command: Command,
  language: ScriptLanguage,
  outerText?: string,
): EmbeddedScript[] {
  const name = programName(command);
  if (name === undefined) return fileScript(command.name);
  const reader = own(readers[language], name) ?? own(everywhere, name);
  const found = reader?.(command, language, outerText);
  return found ? [found] : reader ? [] : fileScript(command.name);
}

/** The language of a script file, by its extension. */
function scriptLanguage(file: string): ScriptLanguage | undefined {
  const extension = /\.(\w+)["']?$/.exec(file.slice(-20))?.[1]?.toLowerCase();
  return extension === undefined ? undefined : extensions.get(extension);
}

const extensions = new Map<string, ScriptLanguage>([
  ['ps1', 'powershell'],
  ['bat', 'batch'],
  ['cmd', 'batch'],
  ['sh', 'shell'],
  ['bash', 'shell'],
]);

const own = (map: Readonly<Record<string, Reader>>, key: string): Reader | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** Options of powershell.exe and pwsh that take a value, with their shortest forms. */
const valueOptions: readonly (readonly [name: string, minimum: string])[] = [
  ['executionpolicy', 'ex'],
  ['ep', 'ep'],
  ['inputformat', 'in'],
  ['if', 'if'],
  ['outputformat', 'o'],
  ['of', 'of'],
  ['windowstyle', 'w'],
  ['wd', 'wd'],
  ['workingdirectory', 'wo'],
  ['version', 'v'],
  ['psconsolefile', 'pscon'],
  ['configurationname', 'config'],
  ['configurationfile', 'configurationf'],
  ['custompipename', 'cus'],
  ['settingsfile', 'settings'],
];

const isOption = (written: string, name: string, minimum: string): boolean =>
  written.length >= minimum.length && name.startsWith(written);

const powershell: Reader = (command, language, outerText) => {
  const { args } = command;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (!argument) break;
    const option = /^[-/\u2013\u2014]{1,2}(\w+)$/.exec(argument.value ?? '')?.[1]?.toLowerCase();
    const rest = args.slice(i + 1);
    if (option === undefined) {
      // Windows PowerShell takes what has no option for a command, PowerShell 7 for a file.
      return fileOf(argument) ?? text('powershell', args.slice(i), outerText);
    }
    if (isOption(option, 'command', 'c')) return text('powershell', rest, outerText);
    if (option === 'ec' || isOption(option, 'encodedcommand', 'e')) return encoded(rest[0]);
    if (isOption(option, 'file', 'f')) return rest[0] && namedFile(rest[0], 'powershell');
    if (valueOptions.some(([name, minimum]) => isOption(option, name, minimum))) i++;
  }
  return standardInput(command, 'powershell', outerText, language);
};

const cmd: Reader = (command, language, outerText) => {
  const index = command.args.findIndex(({ value }) => value !== undefined && /^\/[ckr]/i.test(value));
  const option = command.args[index];
  if (!option) return undefined;
  const rest = command.args.slice(index + 1);
  const glued = option.value && option.value.length > 2 && option.content;
  if (glued && outerText !== undefined && language === 'batch') {
    const end = command.args.at(-1)?.span.end ?? option.span.end;
    return carried('batch', unquoted(verbatimSource(outerText, glued.start + 2, end)));
  }
  if (rest.length === 0) return undefined;
  if (language === 'batch' && outerText !== undefined) {
    const start = rest[0]?.span.start ?? 0;
    const written = verbatimSource(outerText, start, rest.at(-1)?.span.end ?? start);
    // The outer cmd takes carets away before the inner one reads the line; without them it stands there as it is.
    if (!written.text.includes('^')) return carried('batch', unquoted(written));
  }
  return carried(
    'batch',
    rest.length === 1 ? joined(sources(rest, outerText)) : joined(requoted(rest, outerText)),
  );
};

const shell: Reader = (command, language, outerText) => {
  for (const [index, argument] of command.args.entries()) {
    const { value } = argument;
    if (value === undefined) return undefined;
    if (/^-[abd-z]*c[a-z]*$/.test(value))
      return text('shell', command.args.slice(index + 1, index + 2), outerText);
    if (!value.startsWith('-') && !value.startsWith('+')) return namedFile(argument, 'shell');
  }
  return standardInput(command, 'shell', outerText, language);
};

const invokeExpression: Reader = (command, _language, outerText) => {
  const named = parameterValue(command, 'Command', 'C');
  const argument = named ?? command.args.find(({ kind }) => kind !== 'parameter');
  return argument && text('powershell', [argument], outerText);
};

const startProcess: Reader = (command, _language, outerText) => {
  const positional = positionalArguments(command, [
    'wait',
    'passthru',
    'nonewwindow',
    'loaduserprofile',
    'usenewenvironment',
  ]);
  const file = parameterValue(command, 'FilePath', 'F') ?? positional.shift();
  const list =
    parameterValue(command, 'ArgumentList', 'A') ??
    parameterValue(command, 'Args', 'Args') ??
    positional.shift();
  if (!file) return undefined;
  const args = list ? (list.elements ?? [list]) : [];
  const commandLine = joined([...requoted([file], outerText), ...sources(args, outerText)]);
  return carried('batch', commandLine && withoutOperators(commandLine));
};

/** A script file that is run here, or as a job. */
const filePath: Reader = (command) => {
  const file = parameterValue(command, 'FilePath', 'F');
  return file && namedFile(file, 'powershell');
};

const start: Reader = (command, _language, outerText) => {
  const { args } = command;
  let index = 0;
  // The first quoted word is the window's title.
  if (args[0]?.kind === 'string') index = 1;
  for (; index < args.length; index++) {
    const value = args[index]?.value?.toLowerCase();
    if (value === undefined || !value.startsWith('/')) break;
    if (/^\/(?:d|node|affinity|machine)$/.test(value)) index++;
  }
  return restOfLine(command, index, 'batch', outerText);
};

const call: Reader = (command, _language, outerText) => {
  const first = command.args[0];
  if (!first || first.value?.startsWith(':')) return undefined;
  return fileOf(first) ?? restOfLine(command, 0, 'batch', outerText);
};

const source: Reader = (command, language) => {
  const first = command.args[0];
  return first && namedFile(first, scriptLanguage(first.value ?? '') ?? language);
};

/** `sudo command`, `env A=b command`, `nohup command`: the command stands behind options and variables. */
const prefix: Reader = (command, language, outerText) => {
  let index = 0;
  for (; index < command.args.length; index++) {
    const value = command.args[index]?.value;
    if (value === undefined) return undefined;
    if (/^-[ugpChrtT]$/.test(value)) index++;
    else if (!value.startsWith('-') && !/^\w+=/.test(value)) break;
  }
  return restOfLine(command, index, language, outerText);
};

const everywhere: Readonly<Record<string, Reader>> = {
  powershell,
  pwsh: powershell,
  cmd,
  bash: shell,
  sh: shell,
  dash: shell,
  zsh: shell,
};

const readers: Readonly<Record<ScriptLanguage, Readonly<Record<string, Reader>>>> = {
  powershell: {
    'invoke-expression': invokeExpression,
    iex: invokeExpression,
    'start-process': startProcess,
    saps: startProcess,
    start: startProcess,
    'invoke-command': filePath,
    icm: filePath,
    'start-job': filePath,
    sajb: filePath,
  },
  batch: { start, call },
  shell: {
    source,
    '.': source,
    sudo: prefix,
    doas: prefix,
    env: prefix,
    nohup: prefix,
    setsid: prefix,
    nice: limited,
    time: prefix,
    stdbuf: prefix,
    chronic: prefix,
    // In the system that the Debian installer has installed.
    'in-target': prefix,
    timeout: limited,
    su: asUser,
    runuser: asUser,
    trap: trapped,
    exec: prefix,
    command: prefix,
    eval: evaluation,
  },
};

/** `timeout -k 5 60 command`, `nice -n 10 command`: a number may stand behind the options. */
function limited(command: Command, language: ScriptLanguage, outerText?: string): EmbeddedScript | undefined {
  const words = command.args.map(({ value }) => value ?? '');
  let index = 0;
  while (words[index]?.startsWith('-')) index += /^-[ksn]$/.test(words[index] ?? '') ? 2 : 1;
  if (/^[\d.]+[smhd]?$/.test(words[index] ?? '')) index++;
  return restOfLine(command, index, language, outerText);
}

/** `su - root -c 'command'`. */
function asUser(
  { args }: Command,
  _language: ScriptLanguage,
  outerText?: string,
): EmbeddedScript | undefined {
  const index = args.findIndex(({ value }) => /^(?:-[a-z]*c|--command|--session-command)$/.test(value ?? ''));
  return index < 0 ? undefined : text('shell', args.slice(index + 1, index + 2), outerText);
}

/** `trap 'command' EXIT` runs when the script ends; of other signals nobody knows when they come. */
function trapped(
  { args }: Command,
  _language: ScriptLanguage,
  outerText?: string,
): EmbeddedScript | undefined {
  const isOfEnd = args.slice(1).some(({ value }) => /^(?:EXIT|0)$/i.test(value ?? ''));
  return isOfEnd ? text('shell', args.slice(0, 1), outerText) : undefined;
}

function evaluation(
  command: Command,
  _language: ScriptLanguage,
  outerText?: string,
): EmbeddedScript | undefined {
  return text('shell', command.args, outerText);
}

const sources = (args: readonly Argument[], outerText?: string) =>
  args.map((argument) => sourceOf(argument, outerText));

/** Gives words with blanks their quotes back, as programs get them on one line. */
const requoted = (args: readonly Argument[], outerText?: string) =>
  sources(args, outerText).map((source): EmbeddedSource | undefined => {
    if (!source || !/\s/.test(source.text) || source.text.includes('"')) return source;
    const segments = source.segments.map((segment) => ({ ...segment, inner: segment.inner + 1 }));
    return { ...source, text: `"${source.text}"`, segments };
  });

/** cmd takes the first and the last quote away, unless they are around a program's path. */
function unquoted(source: EmbeddedSource): EmbeddedSource {
  const { text: line, segments, origin } = source;
  const first = segments[0];
  if (!first || line.length < 2 || !line.startsWith('"') || !line.endsWith('"')) return source;
  // "call a:\x.cmd" is no path: a drive stands in the middle of it.
  if (/^"[^"]*\.(?:exe|com|bat|cmd)"$/i.test(line) && !/\s[a-z]:/i.test(line)) return source;
  const segment = { inner: 0, outer: first.outer + 1, length: line.length - 2 };
  return { text: line.slice(1, -1), origin, segments: [segment] };
}

/** Operators mean nothing in a command line that no shell reads. */
function withoutOperators(source: EmbeddedSource): EmbeddedSource {
  let isQuoted = false;
  const line = source.text.replace(/["&|<>^%]/g, (c) => {
    if (c === '"') isQuoted = !isQuoted;
    if (c === '%') return '%%';
    return isQuoted || c === '"' ? c : `^${c}`;
  });
  return line === source.text ? source : { ...source, text: line, segments: [] };
}

function carried(language: ScriptLanguage, source: EmbeddedSource | undefined): EmbeddedScript | undefined {
  return source && { language, file: undefined, ...source };
}

function text(
  language: ScriptLanguage,
  args: readonly Argument[],
  outerText?: string,
): EmbeddedScript | undefined {
  if (args.length === 0 || (args.length === 1 && args[0]?.value === '-')) return undefined;
  // What a variable holds is the script, not its name.
  if (args.length === 1 && args[0]?.variable !== undefined) return undefined;
  return carried(language, joined(sources(args, outerText)));
}

/** The command that stands in a command's arguments, from one of them on, as written. */
function restOfLine(
  command: Command,
  index: number,
  language: ScriptLanguage,
  outerText?: string,
): EmbeddedScript | undefined {
  const rest = command.args.slice(index);
  const first = rest[0];
  if (!first) return undefined;
  if (outerText === undefined) return carried(language, joined(requoted(rest)));
  return carried(
    language,
    verbatimSource(outerText, first.span.start, rest.at(-1)?.span.end ?? first.span.end),
  );
}

function standardInput(
  command: Command,
  language: ScriptLanguage,
  outerText: string | undefined,
  outerLanguage: ScriptLanguage,
): EmbeddedScript | undefined {
  const body = command.redirections.find((redirection) => redirection.body)?.body;
  if (!body || outerText === undefined || outerLanguage !== 'shell') return undefined;
  return carried(language, verbatimSource(outerText, body.start, body.end));
}

function encoded(argument: Argument | undefined): EmbeddedScript | undefined {
  const base64 = argument?.value;
  if (!argument || base64 === undefined || !/^[A-Za-z0-9+/]+=*$/.test(base64)) return undefined;
  const decoded = Buffer.from(base64, 'base64').toString('utf16le');
  return carried('powershell', { text: decoded, origin: argument.span, segments: [] });
}

/** The words that belong to no parameter: those behind a switch, and those behind nothing. */
function positionalArguments(command: Command, switches: readonly string[]): Argument[] {
  return command.args.filter((argument, index) => {
    const before = command.args[index - 1]?.parameter;
    if (argument.kind === 'parameter') return false;
    return (
      !before ||
      before.value !== undefined ||
      switches.some((name) => name.startsWith(before.name.toLowerCase()))
    );
  });
}

function fileOf(argument: Argument): EmbeddedScript | undefined {
  const language = scriptLanguage(argument.value ?? argument.literalSuffix ?? '');
  return language && namedFile(argument, language);
}

/** A dynamic name has no file: `file` is then undefined as `text` is, and `origin` says where it is named. */
const namedFile = (argument: Argument, language: ScriptLanguage): EmbeddedScript => ({
  language,
  text: undefined,
  file: argument.value,
  origin: argument.span,
  segments: [],
});

const fileScript = (name: Command['name']): EmbeddedScript[] => {
  const language = scriptLanguage(name.value ?? name.literalSuffix ?? '');
  return language ? [{ language, text: undefined, file: name.value, origin: name.span, segments: [] }] : [];
};
