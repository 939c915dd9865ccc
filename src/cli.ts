#!/usr/bin/env node
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { applyFixes } from './lint/applyFixes';
import { readConfiguration } from './lint/configuration';
import { decode, encodeLike } from './lint/decode';
import { DiskFiles } from './lint/diskFiles';
import { lintFile, searchFolder } from './lint/lintFile';
import { knownPaths, lintPaths, subjectsAt, UnreadablePath } from './lint/lintPaths';
import type { LintResult } from './lint/lintTemplate';
import { loadReader } from './lint/loadVagrantfile';
import { wantsColour } from './lint/report/colour';
import { jsonReport } from './lint/report/json';
import { placer } from './lint/report/report';
import type { ReportInput } from './lint/report/report';
import { sarifReport } from './lint/report/sarif';
import { stylishReport } from './lint/report/stylish';
import { unixReport } from './lint/report/unix';
import { timelineJson } from './lint/report/timelineJson';
import { timelineText } from './lint/report/timelineText';
import { withText } from './lint/withText';
import { readPipeline } from './pipeline/pipeline';
import type { Timeline } from './pipeline/timeline/timeline';
import { severities } from './rules/finding';
import type { Finding, Severity } from './rules/finding';
import type { Rule } from './rules/rule';
import { rules } from './rules/rules';
import type { FileSource } from './text/fileSource';

const usage = `Usage: boxwright lint [options] PATH...
       boxwright lint --stdin --stdin-filename PATH [options]
       boxwright timeline [--format text|json] [--only NAME]... TEMPLATE
       boxwright rules

Reads Packer templates together with the files that they lead to, and says what will break the build.
PATH is a template, a Vagrantfile, an answer file, or a folder that is searched for them.

  --format stylish|json|sarif|unix       how the findings are printed (stylish)
  --fail-on error|warning|info|never     the least severity that makes the exit code 1 (error)
  --rule ID                              only this rule; may be given several times
  --fix                                  mend what can be mended, in the files
  --ignore-unknown                       pass over files that can't be linted or are ignored by boxwright.json
  --stdin                                lint one text, from standard input, and print what is found in it
  --stdin-filename PATH                  the file that the text stands for; it may be a script, too
  -h, --help
  -v, --version

timeline prints what runs in each build of a template, in order, and where Packer connects.

  --format text|json                     (text)
  --only NAME                            only this build; may be given several times

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or a path that can't be read.
`;

/** A mistake in the call, in a sentence for the person who made it. */
class UsageError extends Error {}

const formats = ['stylish', 'json', 'sarif', 'unix'] as const;
const thresholds = ['error', 'warning', 'info', 'never'] as const;

const common = { format: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

const lintOptions = {
  ...common,
  'fail-on': { type: 'string' },
  rule: { type: 'string', multiple: true },
  fix: { type: 'boolean' },
  'ignore-unknown': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
} as const;

const timelineOptions = { ...common, only: { type: 'string', multiple: true } } as const;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === 'lint') return lint(rest);
  if (command === 'timeline') return printTimeline(rest);
  if (command === 'rules' && rest.length === 0) return listRules();
  if (command === '--version' || command === '-v') return print(`${VERSION}\n`);
  if (command === '--help' || command === '-h' || command === 'help') return print(usage);
  throw new UsageError(
    command === undefined ? 'A command is missing.' : `'${command}' is no command of boxwright.`,
  );
}

async function lint(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, lintOptions);
  if (values.help) return print(usage);
  const format = oneOf('--format', values.format ?? 'stylish', formats);
  const failOn = oneOf('--fail-on', values['fail-on'] ?? 'error', thresholds);
  const selected = values.rule ? values.rule.map(ruleOf) : rules;
  const cwd = realpathSync(process.cwd());
  const fromInput = values.stdin || values['stdin-filename'] !== undefined;
  const { result, sources, paths } = fromInput
    ? await lintInput(values, positionals, selected, cwd)
    : await lintGiven(values, positionals, selected, cwd);
  warnOfConfiguration(paths, sources, cwd);
  print(formatted(format, { ...result, sources, cwd }, selected));
  return fails(result.findings, failOn) ? 1 : 0;
}

/** What was found, in which files, for which paths on the command line. */
interface Linted {
  readonly result: LintResult;
  readonly sources: FileSource;
  readonly paths: readonly string[];
}

type LintValues = ReturnType<typeof readOptions<typeof lintOptions>>['values'];

async function lintGiven(
  values: LintValues,
  given: readonly string[],
  selected: readonly Rule[],
  cwd: string,
): Promise<Linted> {
  if (!given.length) throw new UsageError('A path is missing: name a template or a folder.');
  const named = given.map((one) => path.resolve(cwd, one));
  const paths = values['ignore-unknown'] ? knownPaths(named, new DiskFiles()) : named;
  if (values.fix) await fixAll(paths, selected);
  const sources = new DiskFiles();
  return { result: await lintPaths(paths, sources, selected, loadReader), sources, paths };
}

async function lintInput(
  values: LintValues,
  given: readonly string[],
  selected: readonly Rule[],
  cwd: string,
): Promise<Linted> {
  const filename = values['stdin-filename'];
  if (!values.stdin || !filename) throw new UsageError('--stdin and --stdin-filename go together.');
  if (given.length) throw new UsageError('--stdin takes no path but --stdin-filename.');
  if (values.fix) throw new UsageError('--fix writes into files, and --stdin is none.');
  const text = decode(readFileSync(process.stdin.fd));
  if (text === undefined) throw new UnreadablePath("Standard input can't be read as text.");
  const file = path.resolve(cwd, filename);
  const sources = withText(new DiskFiles(), file, text);
  const folder = searchFolder(file, cwd, sources);
  return { result: await lintFile(file, folder, sources, selected, loadReader), sources, paths: [file] };
}

function formatted(format: (typeof formats)[number], report: ReportInput, selected: readonly Rule[]): string {
  if (format === 'json') return jsonReport(report);
  if (format === 'sarif') return sarifReport(report, selected, VERSION);
  if (format === 'unix') return unixReport(report);
  // The terminal of VS Code wraps by itself, and its problem matchers read whole lines.
  const width = process.env['TERM_PROGRAM'] === 'vscode' ? undefined : process.stdout.columns;
  return stylishReport(report, wantsColour(process.stdout, process.env), width);
}

function printTimeline(argv: readonly string[]): number {
  const { values, positionals } = readOptions(argv, timelineOptions);
  if (values.help) return print(usage);
  const format = oneOf('--format', values.format ?? 'text', ['text', 'json'] as const);
  const [given, ...others] = positionals;
  if (given === undefined || others.length) throw new UsageError('timeline takes one template.');
  const cwd = realpathSync(process.cwd());
  const sources = new DiskFiles();
  const [template] = [...subjectsAt(path.resolve(cwd, given), sources)].flatMap((subject) =>
    subject.kind === 'template' ? [subject.template] : [],
  );
  if (!template) throw new UnreadablePath(`There is no Packer template in ${given}.`);
  const { timelines } = readPipeline(template, sources);
  const shown = values.only ? values.only.map((name) => timelineOf(name, timelines)) : timelines;
  const input = { sources, cwd };
  return print(
    format === 'json'
      ? timelineJson(shown, input)
      : timelineText(shown, input, wantsColour(process.stdout, process.env)),
  );
}

function timelineOf(name: string, timelines: readonly Timeline[]): Timeline {
  const found = timelines.find(({ build }) => build.name === name);
  if (found) return found;
  const names = timelines.map(({ build }) => build.name).join(', ');
  throw new UsageError(`The template has no build '${name}'; it has ${names || 'none'}.`);
}

/** A mistake in boxwright.json is told, and changes no exit code: a newer version may know more rules. */
function warnOfConfiguration(paths: readonly string[], sources: FileSource, cwd: string): void {
  const place = placer({ sources, cwd });
  for (const root of new Set(paths.map((file) => sources.rootOf(file))))
    for (const { message, location } of readConfiguration(root, sources).problems) {
      const { file, line, column } = place(location);
      process.stderr.write(`boxwright: ${file}:${line}:${column}: ${message}\n`);
    }
}

/** A mended file can show what was hidden behind another fix; each round has to leave less to mend. */
async function fixAll(paths: readonly string[], selected: readonly Rule[]): Promise<void> {
  for (let fixable = Infinity; ;) {
    const sources = new DiskFiles();
    const { findings: all } = await lintPaths(paths, sources, selected, loadReader);
    const findings = all.filter(({ fixes }) => fixes.length > 0);
    if (!findings.length || findings.length >= fixable) return;
    fixable = findings.length;
    for (const [file, text] of applyFixes(findings, (name) => sources.read(name)))
      writeFileSync(file, encodeLike(readFileSync(file), text));
  }
}

/** @throws UsageError with what is wrong with the options */
function readOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<Value extends string>(option: string, given: string, known: readonly Value[]): Value {
  const value = known.find((other) => other === given);
  if (value === undefined) throw new UsageError(`${option} is one of ${known.join(', ')}, not '${given}'.`);
  return value;
}

function ruleOf(id: string): Rule {
  const rule = rules.find((other) => other.id === id);
  if (!rule) throw new UsageError(`There is no rule '${id}'; 'boxwright rules' lists them.`);
  return rule;
}

function fails(findings: readonly Finding[], threshold: Severity | 'never'): boolean {
  if (threshold === 'never') return false;
  const least = severities.indexOf(threshold);
  return findings.some(({ severity }) => severities.indexOf(severity) <= least);
}

function listRules(): number {
  const width = Math.max(...rules.map(({ id }) => id.length)) + 2;
  return print(
    rules
      .map(
        ({ id, severity, summary, fixable }) =>
          `${id.padEnd(width)}${severity.padEnd(9)}${summary}${fixable ? ' (fixable)' : ''}\n`,
      )
      .join(''),
  );
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // Reading and writing can fail on the disk's side, too; both are told in a line, not as a stack.
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`boxwright: ${message}\n`);
    if (error instanceof UsageError) process.stderr.write("Try 'boxwright --help'.\n");
    else if (!(error instanceof UnreadablePath) && process.env['BOXWRIGHT_DEBUG']) console.error(error);
    process.exitCode = 2;
  },
);
