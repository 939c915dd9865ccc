import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { applyFixes } from './lint/applyFixes';
import { readConfiguration } from './lint/configuration';
import { encodeLike } from './lint/decode';
import { DiskFiles } from './lint/diskFiles';
import { lintPaths, subjectsAt, UnreadablePath } from './lint/lintPaths';
import { loadReader } from './lint/loadVagrantfile';
import { placer } from './lint/report/report';
import { jsonReport } from './lint/report/json';
import { timelineJson, timelineText } from './lint/report/timeline';
import { stylishReport } from './lint/report/stylish';
import { readPipeline } from './pipeline/pipeline';
import type { Timeline } from './pipeline/timeline/timeline';
import { severities } from './rules/finding';
import type { Finding, Severity } from './rules/finding';
import { rules } from './rules/rules';

const usage = `Usage: boxwright lint [options] PATH...
       boxwright timeline [--format text|json] [--only NAME]... TEMPLATE
       boxwright rules

Reads Packer templates together with the files that they lead to, and says what will break the build.
PATH is a template or a folder that is searched for templates.

  --format stylish|json                  how the findings are printed (stylish)
  --fail-on error|warning|info|never     the least severity that makes the exit code 1 (error)
  --rule ID                              only this rule; may be given several times
  --fix                                  mend what can be mended, in the files
  -h, --help
  -v, --version

timeline prints what runs in each build of a template, in order, and where Packer connects.

  --format text|json                     (text)
  --only NAME                            only this build; may be given several times

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or a path that can't be read.
`;

/** A mistake in the call, in a sentence for the person who made it. */
class UsageError extends Error {}

const formats = ['stylish', 'json'] as const;
const thresholds = ['error', 'warning', 'info', 'never'] as const;

const common = { format: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

const lintOptions = {
  ...common,
  'fail-on': { type: 'string' },
  rule: { type: 'string', multiple: true },
  fix: { type: 'boolean' },
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
  if (!positionals.length) throw new UsageError('A path is missing: name a template or a folder.');

  const cwd = realpathSync(process.cwd());
  const paths = positionals.map((given) => path.resolve(cwd, given));
  if (values.fix) await fixAll(paths, selected);
  const sources = new DiskFiles();
  const report = { ...(await lintPaths(paths, sources, selected, loadReader)), sources, cwd };
  warnOfConfiguration(paths, sources, cwd);
  print(
    format === 'json' ? jsonReport(report) : stylishReport(report, process.stdout.hasColors?.() ?? false),
  );
  return fails(report.findings, failOn) ? 1 : 0;
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
      : timelineText(shown, input, process.stdout.hasColors?.() ?? false),
  );
}

function timelineOf(name: string, timelines: readonly Timeline[]): Timeline {
  const found = timelines.find(({ build }) => build.name === name);
  if (found) return found;
  const names = timelines.map(({ build }) => build.name).join(', ');
  throw new UsageError(`The template has no build '${name}'; it has ${names || 'none'}.`);
}

/** A mistake in boxwright.json is told, and changes no exit code: a newer version may know more rules. */
function warnOfConfiguration(paths: readonly string[], sources: DiskFiles, cwd: string): void {
  const place = placer({ sources, cwd });
  for (const root of new Set(paths.map((file) => sources.rootOf(file))))
    for (const { message, location } of readConfiguration(root, sources).problems) {
      const { file, line, column } = place(location);
      process.stderr.write(`boxwright: ${file}:${line}:${column}: ${message}\n`);
    }
}

/** A mended file can show what was hidden behind another fix; each round has to leave less to mend. */
async function fixAll(paths: readonly string[], selected: readonly (typeof rules)[number][]): Promise<void> {
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

function ruleOf(id: string): (typeof rules)[number] {
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
