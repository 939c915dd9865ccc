import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { ResultCache } from '../lint/cache/resultCache';
import { decode } from '../lint/decode';
import { DiskFiles, givenFolders } from '../lint/diskFiles';
import { lintFile } from '../lint/lintFile';
import { knownPaths, lintPaths, subjectsAt, UnreadablePath } from '../lint/lintPaths';
import type { GivenOptions } from '../lint/lintPaths';
import type { LintResult } from '../lint/lintResult';
import { loadReader } from '../lint/loadVagrantfile';
import { thresholds } from '../lint/configuration/layer';
import { Projects } from '../lint/project';
import type { InsteadOfFound, LintedBy, Project } from '../lint/project';
import { placer } from '../lint/report/report';
import { formatNames } from '../lint/report/formats';
import { withText } from '../lint/withText';
import type { Template } from '../pipeline/template/template';
import type { Rule } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import { acceptAll, checkBaseline, tellGone } from './accepted';
import { CacheFile } from './cacheFile';
import { usualCacheFolder } from './cacheFolder';
import { fixPaths } from './fix';
import type { LeftFiles } from './fix';
import { givenPath, givenPaths, workingFolder } from './givenPaths';
import { commonOptions, oneOf, readOptions, UsageError } from './options';
import { outputsOf, report } from './outputs';
import { print, printError } from './print';
import { effectiveConfiguration } from './printConfig';
import { readInput } from './readInput';
import { usage } from './usage';
import { verdict } from './verdict';
import { checkDeclared, readVariables, variableOptions } from './variables';

const lintOptions = {
  ...commonOptions,
  ...variableOptions,
  'fail-on': { type: 'string' },
  'max-warnings': { type: 'string' },
  output: { type: 'string', multiple: true },
  config: { type: 'string' },
  'strict-config': { type: 'boolean' },
  'print-config': { type: 'string' },
  'allow-empty': { type: 'boolean' },
  baseline: { type: 'string' },
  'no-baseline': { type: 'boolean' },
  'write-baseline': { type: 'boolean' },
  'prune-baseline': { type: 'boolean' },
  since: { type: 'string' },
  rule: { type: 'string', multiple: true },
  preview: { type: 'boolean' },
  fix: { type: 'boolean' },
  'unsafe-fixes': { type: 'boolean' },
  'ignore-unknown': { type: 'boolean' },
  stdin: { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  cache: { type: 'boolean' },
  'cache-location': { type: 'string' },
} as const;

/** Options that do not go together. */
const conflicts = [
  ['fix', 'stdin'],
  ['write-baseline', 'prune-baseline'],
  ['no-baseline', 'baseline'],
  ['no-baseline', 'write-baseline'],
  ['no-baseline', 'prune-baseline'],
  ['since', 'write-baseline'],
  ['since', 'fix'],
  ['since', 'stdin'],
  ['cache', 'stdin'],
] as const;

/**
 * `boxwright lint`: prints what is found in files and folders, or in one text from standard input.
 * @returns the exit code
 * @throws UsageError, UnreadablePath
 */
export async function lint(argv: readonly string[]): Promise<number> {
  keepHeapSmall();
  const { values, positionals } = readOptions(argv, lintOptions);
  if (values.help) return print(usage);
  const format = oneOf('--format', values.format ?? 'stylish', formatNames);
  const { 'fail-on': failOnGiven } = values;
  const failOn = failOnGiven === undefined ? undefined : oneOf('--fail-on', failOnGiven, thresholds);
  const selected = values.rule?.map(ruleOf) ?? rules.filter(({ preview }) => !preview || values.preview);
  const cwd = workingFolder();
  const fromInput = values.stdin || values['stdin-filename'] !== undefined;
  if (values['unsafe-fixes'] && !values.fix) throw new UsageError('--unsafe-fixes requires --fix.');
  if (values['cache-location'] !== undefined && !values.cache)
    throw new UsageError('--cache-location requires --cache.');
  for (const [one, other] of conflicts)
    if (values[one] !== undefined && values[other] !== undefined)
      throw new UsageError(`--${one} cannot be used with --${other}.`);
  const maxWarnings = values['max-warnings'] === undefined ? undefined : numberOf(values['max-warnings']);
  const outputs = outputsOf(values.output ?? [], cwd);
  const instead = values.config === undefined ? undefined : configurationAt(values.config, cwd);
  if (values['print-config'] !== undefined) {
    const file = givenPath(cwd, values['print-config']);
    const files = new DiskFiles(givenFolders(cwd, [file]), cwd);
    if (!files.kind(file)) throw new UnreadablePath(`'${files.shown(file)}' does not exist.`);
    const project = new Projects(files, { instead }).at(file);
    await print(effectiveConfiguration(file, project, cwd));
    return printProblems(project, values['strict-config'] ?? false, cwd);
  }
  const given = readVariables(values, cwd, new DiskFiles());
  const list = values.baseline === undefined ? undefined : givenPath(cwd, values.baseline);
  const lintBy = (baseline: LintedBy['baseline']) =>
    (fromInput ? lintInput : lintGiven)(values, positionals, selected, cwd, { given, instead, baseline });
  if (values['write-baseline']) {
    const { result, sources } = await lintBy(null);
    acceptAll(result, new Projects(sources, { instead }), list, selected);
  }
  if (list !== undefined) checkBaseline(list, new DiskFiles([], cwd));
  const { result, sources, left } = await lintBy(values['no-baseline'] ? null : list);
  const projects = new Projects(sources, { instead });
  tellGone(result, sources, values['prune-baseline'] ?? false);
  await report({ ...result, sources, cwd, isSince: values.since !== undefined }, selected, format, outputs);
  for (const [file, reason] of left) printError(`boxwright: Cannot fix '${sources.shown(file)}': ${reason}`);
  const code = verdict(result.findings, {
    failOn: (file) => failOn ?? projects.ofFile(file).configuration.failOn ?? 'error',
    maxWarnings,
    strictConfig: values['strict-config'] ?? false,
  });
  return left.size ? 2 : code;
}

/**
 * V8 lets garbage grow to several times of what is in use where the computer has much memory: 900 MB for 5,000 templates. A
 * later Node may not know the option, which it would say.
 */
function keepHeapSmall(): void {
  if (Number.parseInt(process.versions.node, 10) <= 24) setFlagsFromString('--heap-growing-percent=25');
}

/** What was found, in which files. */
interface Linted {
  readonly result: LintResult;
  readonly sources: FileSource;
  /** Files that could not be fixed. */
  readonly left: LeftFiles;
}

type LintValues = ReturnType<typeof readOptions<typeof lintOptions>>['values'];

async function lintGiven(
  values: LintValues,
  given: readonly string[],
  selected: readonly Rule[],
  cwd: string,
  options: GivenOptions,
): Promise<Linted> {
  if (!given.length) throw new UsageError('Missing path. Name a template or a folder.');
  const named = givenPaths(cwd, given);
  const open = () => new DiskFiles(givenFolders(cwd, named), cwd);
  const paths = values['ignore-unknown'] ? knownPaths(named, open()) : named;
  const most = values['unsafe-fixes'] ? 'unsafe' : 'safe';
  const left: LeftFiles = values.fix ? await fixPaths(paths, open, selected, most, options) : new Map();
  const sources = open();
  checkDeclared(
    templatesAt(paths, new Projects(sources, { instead: options.instead })),
    options.given,
    sources,
  );
  const since =
    values.since === undefined
      ? undefined
      : await earlierFindings(values.since, named, cwd, selected, options);
  const allowEmpty = values['allow-empty'] ?? values['ignore-unknown'] ?? false;
  const file = values.cache ? cacheFileFor(values, selected, cwd, options) : undefined;
  const cache = file && new ResultCache(sources, file.read());
  const result = await lintPaths(paths, sources, selected, loadReader, {
    ...options,
    since,
    allowEmpty,
    cache,
  });
  if (file && cache) writeCache(file, cache);
  return { result, sources, left };
}

/** Results depend on the files, and on what is said of how they are linted, by which version of what. */
function cacheFileFor(
  values: LintValues,
  selected: readonly Rule[],
  cwd: string,
  { given, instead }: GivenOptions,
): CacheFile {
  const location = values['cache-location'];
  const folder = location === undefined ? usualCacheFolder() : path.resolve(cwd, location);
  const { platform, version: node } = process;
  const ids = selected.map(({ id }) => id);
  return new CacheFile(folder, JSON.stringify([VERSION, BUILD, platform, node, cwd, ids, given, instead]));
}

/** A lint is as good without it. */
function writeCache(file: CacheFile, cache: ResultCache): void {
  try {
    file.write(cache);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isOther = code === 'EEXIST' || code === 'ENOTDIR';
    const why =
      error instanceof Error && !isOther ? error.message : `${file.folder} is not a folder of yours.`;
    printError(`boxwright: Cannot write the cache: ${why} The findings are complete.`);
  }
}

function* templatesAt(paths: readonly string[], projects: Projects): Generator<Template> {
  for (const subject of subjectsAt(paths, projects)) if (subject.kind === 'template') yield subject.template;
}

async function earlierFindings(
  ref: string,
  named: readonly string[],
  cwd: string,
  selected: readonly Rule[],
  { given, instead }: GivenOptions,
): Promise<LintedBy['since']> {
  const { foundSince } = await import('./since');
  return foundSince(ref, named, cwd, (paths, files, at) => {
    const known = knownPaths(paths, files);
    const there = { given, instead: instead && { ...instead, base: at(instead.base) }, baseline: null };
    return lintPaths(known, files, selected, loadReader, there);
  });
}

async function lintInput(
  values: LintValues,
  given: readonly string[],
  selected: readonly Rule[],
  cwd: string,
  options: GivenOptions,
): Promise<Linted> {
  const filename = values['stdin-filename'];
  if (!values.stdin || !filename) throw new UsageError('--stdin and --stdin-filename must be used together.');
  if (given.length) throw new UsageError('--stdin cannot be used with a path. Use --stdin-filename.');
  const text = decode(await readInput());
  if (text === undefined) throw new UnreadablePath('Cannot read standard input as text.');
  const file = givenPath(cwd, filename);
  const sources = withText(new DiskFiles(givenFolders(cwd, [file]), cwd), file, text);
  const result = await lintFile(file, sources, selected, loadReader, options);
  return { result, sources, left: new Map() };
}

/** Says what is wrong with the configuration of a project. @returns the exit code */
function printProblems({ configuration, files }: Project, strict: boolean, cwd: string): 0 | 2 {
  const place = placer({ sources: files, cwd });
  for (const { message, location } of configuration.problems) {
    const { file, line, column } = place(location);
    printError(`boxwright: ${file}:${line}:${column}: ${message}`);
  }
  return configuration.problems.some(({ severity }) => strict || severity === 'error') ? 2 : 0;
}

/** @throws UnreadablePath where there is no such file */
function configurationAt(written: string, cwd: string): InsteadOfFound {
  const path = givenPath(cwd, written);
  if (new DiskFiles().read(path) === undefined) throw new UnreadablePath(`Cannot read '${written}'.`);
  return { path, base: cwd };
}

function numberOf(written: string): number {
  if (!/^\d+$/.test(written)) throw new UsageError(`--max-warnings must be a number, not '${written}'.`);
  return Number(written);
}

function ruleOf(id: string): Rule {
  const rule = rules.find((other) => other.id === id);
  if (!rule) throw new UsageError(`Unknown rule '${id}'. Run 'boxwright rules' to list all rules.`);
  return rule;
}
