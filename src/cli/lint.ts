import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyFixes } from '../lint/applyFixes';
import { decode, encodeLike } from '../lint/decode';
import { DiskFiles } from '../lint/diskFiles';
import { lintFile, searchFolder } from '../lint/lintFile';
import { knownPaths, lintPaths, UnreadablePath } from '../lint/lintPaths';
import type { LintResult } from '../lint/lintResult';
import { loadReader } from '../lint/loadVagrantfile';
import { Projects } from '../lint/project';
import { wantsColour } from '../lint/report/colour';
import { jsonReport } from '../lint/report/json';
import { placer } from '../lint/report/report';
import type { ReportInput } from '../lint/report/report';
import { sarifReport } from '../lint/report/sarif';
import { stylishReport } from '../lint/report/stylish';
import { unixReport } from '../lint/report/unix';
import { withText } from '../lint/withText';
import { severities } from '../rules/finding';
import type { Finding, Severity } from '../rules/finding';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { commonOptions, oneOf, readOptions, UsageError } from './options';
import { print } from './print';
import { usage } from './usage';

const formats = ['stylish', 'json', 'sarif', 'unix'] as const;
const thresholds = ['error', 'warning', 'info', 'never'] as const;

const lintOptions = {
  ...commonOptions,
  'fail-on': { type: 'string' },
  rule: { type: 'string', multiple: true },
  fix: { type: 'boolean' },
  'ignore-unknown': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
} as const;

/**
 * `boxwright lint`: prints what is found in files and folders, or in one text from standard input.
 * @returns the exit code
 * @throws UsageError, UnreadablePath
 */
export async function lint(argv: readonly string[]): Promise<number> {
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
  if (!given.length) throw new UsageError('Missing path. Name a template or a folder.');
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
  if (!values.stdin || !filename) throw new UsageError('--stdin and --stdin-filename must be used together.');
  if (given.length) throw new UsageError('--stdin cannot be used with a path. Use --stdin-filename.');
  if (values.fix) throw new UsageError('--fix cannot be used with --stdin.');
  const text = decode(readFileSync(process.stdin.fd));
  if (text === undefined) throw new UnreadablePath('Cannot read standard input as text.');
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

/** A mistake in boxwright.json is reported, and changes no exit code: a newer version may know more rules. */
function warnOfConfiguration(paths: readonly string[], sources: FileSource, cwd: string): void {
  const place = placer({ sources, cwd });
  const projects = new Projects(sources);
  for (const { configuration } of new Set(paths.map((one) => projects.at(one))))
    for (const { message, location } of configuration.problems) {
      const { file, line, column } = place(location);
      process.stderr.write(`boxwright: ${file}:${line}:${column}: ${message}\n`);
    }
}

/** A fixed file can show what was hidden behind another fix; each round has to leave less to fix. */
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

function ruleOf(id: string): Rule {
  const rule = rules.find((other) => other.id === id);
  if (!rule) throw new UsageError(`Unknown rule '${id}'. Run 'boxwright rules' to list all rules.`);
  return rule;
}

function fails(findings: readonly Finding[], threshold: Severity | 'never'): boolean {
  if (threshold === 'never') return false;
  const least = severities.indexOf(threshold);
  return findings.some(({ severity }) => severities.indexOf(severity) <= least);
}
