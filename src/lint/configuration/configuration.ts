import { defaultOptions } from '../../rules/rule';
import type { RuleOptions } from '../../rules/rule';
import type { FileSource } from '../../text/fileSource';
import { isSamePath } from '../../text/pathKey';
import { IgnoreRules } from '../ignoreRules';
import { isConfigurationFile } from './configurationFile';
import type { ConfigurationProblem, Layer, RuleSetting, Threshold } from './layer';

/** How a project wants to be linted: what its files that configure say together. */
export interface Configuration {
  /** What a rule is worth in a file; undefined for what it is by itself. */
  severityOf(rule: string, file: string): RuleSetting | undefined;
  readonly options: RuleOptions;
  /** The least severity that makes a lint fail; undefined where none is said. */
  readonly failOn: Threshold | undefined;
  /** The list of findings that are accepted; absolute, undefined where there is none. */
  readonly baseline: string | undefined;
  /** Whether each comment that switches a rule off has to say why. */
  readonly requireReason: boolean;
  /** Whether a file or folder is ignored. */
  ignores(path: string): boolean;
  /** Whether no search is to find a file, which it can know to be ignored, or not to be among those that are linted. */
  leavesOut(file: string): boolean;
  /** Whether the HCL2 files of a folder are templates by themselves; undefined where that was not chosen. */
  separates(this: void, folder: string): boolean | undefined;
  /** The files that set variables of a template; absolute. @param template its path, as Packer is given it */
  varFilesOf(this: void, template: string): readonly string[];
  readonly problems: readonly ConfigurationProblem[];
  /** The files from which it was read, the one that has the last word last; none where the project has none. */
  readonly files: readonly string[];
  /** What each of them says. */
  readonly layers: readonly Layer[];
}

/** Lays what several files say over each other. @param layers the one that has the last word last */
export function configurationOf(
  layers: readonly Layer[],
  { paths }: Pick<FileSource, 'paths'>,
): Configuration {
  const matcher = (patterns: readonly string[], base: string): ((file: string) => boolean) => {
    if (!patterns.length) return () => false;
    const rules = new IgnoreRules(patterns);
    return (file) => {
      const relative = paths.relative(base, file).split(paths.sep).join('/');
      return !paths.isAbsolute(relative) && rules.ignores(relative);
    };
  };
  const sections = layers.flatMap(({ base, sections: own }) =>
    own.map(({ patterns, rules }) => ({ applies: patterns && matcher(patterns, base), rules })),
  );
  const ignored = layers.map(({ ignore, base }) => matcher(ignore, base));
  const ignores = (path: string) => ignored.some((matches) => matches(path));
  const search = layers.findLast(({ files }) => files);
  const isSearched = search?.files && matcher(search.files, search.base);
  const last = <Name extends keyof Layer>(name: Name) =>
    layers.findLast((layer) => layer[name] !== undefined)?.[name];
  const packerVersion = last('packerVersion');
  return {
    // The last word counts, as later overrides are the narrower ones, and inner files, too.
    severityOf: (rule, file) =>
      sections
        .findLast(({ applies, rules }) => rules.has(rule) && (applies?.(file) ?? true))
        ?.rules.get(rule),
    options: {
      minimumMemory: last('minimumMemory') ?? defaultOptions.minimumMemory,
      packer: packerVersion === undefined ? defaultOptions.packer : () => ({ version: packerVersion }),
    },
    failOn: last('failOn'),
    baseline: last('baseline')?.path,
    requireReason: last('requireReason') ?? false,
    ignores,
    leavesOut: (file) => ignores(file) || (!isConfigurationFile(file) && isSearched?.(file) === false),
    separates: (folder) =>
      layers.findLast((layer) => layer.separateTemplates.has(folder))?.separateTemplates.get(folder),
    varFilesOf: (template) =>
      layers.findLast((layer) => layer.varFiles.has(template))?.varFiles.get(template) ?? [],
    problems: layers.flatMap(({ problems }) => problems),
    files: layers.map(({ path }) => path),
    layers,
  };
}

/** What is wrong with one of the files of a configuration. */
export const problemsIn = ({ problems }: Configuration, path: string): ConfigurationProblem[] =>
  problems.filter(({ location }) => isSamePath(location.path, path));
