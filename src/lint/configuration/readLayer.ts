import type { PlatformPath } from 'node:path';
import { severities } from '../../rules/finding';
import { rules } from '../../rules/rules';
import { parseJson } from '../../syntax/json/parseJson';
import type { JsonNode, JsonObject, JsonProperty } from '../../syntax/json/tree';
import type { Span } from '../../text/span';
import { listed } from '../../words/lists';
import { thresholds } from './layer';
import type { ConfigurationProblem, Layer, NamedPath, RuleSetting, Section, Threshold } from './layer';

/** The settings of a file, with what reads each. An unknown one is an error; see {@link readLayer}. */
const settings = {
  $schema: (read, node) => read.text(node, '$schema'),
  root: (read, node) => read.flag(node),
  extends: (read, node) => read.extended(node),
  rules: (read, node) => read.rules(node),
  overrides: (read, node) => read.overrides(node),
  ignore: (read, node) => read.patterns(node),
  files: (read, node) => read.patterns(node),
  minimumMemory: (read, node) => read.memory(node),
  packerVersion: (read, node) => read.packerVersion(node),
  failOn: (read, node) => read.threshold(node),
  baseline: (read, node) => read.file(node, 'baseline'),
  requireReason: (read, node) => read.flag(node),
  separateTemplates: (read, node) => read.byPath(node, 'separateTemplates', (one) => read.flag(one)),
  varFiles: (read, node) => read.byPath(node, 'varFiles', (one) => read.fileList(one)),
} satisfies Record<string, (read: Reader, node: JsonNode) => unknown>;

type Settings = { [Name in keyof typeof settings]?: ReturnType<(typeof settings)[Name]> | undefined };

const isSetting = (name: string): name is keyof Settings => Object.hasOwn(settings, name);

const names = Object.keys(settings).filter((name) => !name.startsWith('$'));

/**
 * Reads one file that configures. What can't be read of it is among its problems, and the rest counts.
 * @param path of the file @param base the folder from which its paths start; both absolute
 */
export function readLayer(path: string, base: string, text: string, paths: PlatformPath): Layer {
  const reader = new Reader(path, base, paths);
  const { root, problems } = parseJson(text);
  for (const { message, span } of problems) reader.problem(span, message);
  const found: Settings = {};
  if (root && root.kind !== 'object') reader.problem(root.span, 'The configuration must be an object.');
  if (root?.kind === 'object')
    for (const { name, value } of reader.onceEach(root)) {
      if (!isSetting(name.value))
        reader.problem(
          name.span,
          `Unknown setting '${name.value}'. Use ${listed(names, { conjunction: 'or' })}.`,
        );
      else if (value) Object.assign(found, { [name.value]: settings[name.value](reader, value) });
    }
  const everywhere: Section = { patterns: undefined, rules: found.rules ?? new Map() };
  return {
    path,
    base,
    isRoot: found.root ?? false,
    extends: found.extends ?? [],
    sections: [everywhere, ...(found.overrides ?? [])],
    ignore: found.ignore ?? [],
    files: found.files,
    minimumMemory: found.minimumMemory,
    packerVersion: found.packerVersion,
    failOn: found.failOn,
    baseline: found.baseline,
    requireReason: found.requireReason,
    separateTemplates: found.separateTemplates ?? new Map(),
    varFiles: found.varFiles ?? new Map(),
    named: reader.named,
    problems: reader.problems,
  };
}

class Reader {
  readonly problems: ConfigurationProblem[] = [];
  readonly named: NamedPath[] = [];

  constructor(
    private readonly path: string,
    private readonly base: string,
    private readonly paths: PlatformPath,
  ) {}

  problem(span: Span, message: string, severity: ConfigurationProblem['severity'] = 'error'): undefined {
    this.problems.push({ severity, message, location: { path: this.path, span } });
  }

  /** The properties of an object, each name once: of several the last one counts, as in all that reads JSON. */
  onceEach({ properties }: JsonObject, keyOf = (name: string): string => name): readonly JsonProperty[] {
    const last = new Map(properties.map((property) => [keyOf(property.name.value), property]));
    for (const { name } of properties)
      if (last.get(keyOf(name.value))?.name !== name)
        this.problem(
          name.span,
          `'${name.value}' is set again below, so this has no effect. Remove one of them.`,
        );
    return [...last.values()];
  }

  text(node: JsonNode, name: string): string | undefined {
    return node.kind === 'string' ? node.value : this.problem(node.span, `${name} must be a string.`);
  }

  /** A file, absolute, with the place where it is named. */
  file(node: JsonNode, name: string): Layer['baseline'] {
    const written = this.text(node, name);
    return written === undefined
      ? undefined
      : { path: this.paths.resolve(this.base, written), span: node.span };
  }

  flag(node: JsonNode): boolean | undefined {
    return node.kind === 'boolean' ? node.value : this.problem(node.span, 'Use true or false.');
  }

  rules(node: JsonNode): Map<string, RuleSetting> {
    const found = new Map<string, RuleSetting>();
    if (node.kind !== 'object') {
      this.problem(node.span, 'rules must be an object that maps rule ids to severities.');
      return found;
    }
    for (const { name, value } of this.onceEach(node)) {
      if (!rules.some(({ id }) => id === name.value))
        this.problem(name.span, `Unknown rule '${name.value}'.`, 'warning');
      const setting = [...severities, 'off' as const].find(
        (known) => value?.kind === 'string' && known === value.value,
      );
      if (setting) found.set(name.value, setting);
      else if (value) this.problem(value.span, `A severity must be ${severities.join(', ')} or off.`);
    }
    return found;
  }

  overrides(node: JsonNode): Section[] {
    if (node.kind !== 'array') {
      this.problem(node.span, 'overrides must be a list.');
      return [];
    }
    return node.items.flatMap((item) => {
      if (item.kind !== 'object') {
        this.problem(item.span, 'An override must be an object with files and rules.');
        return [];
      }
      const properties = this.onceEach(item);
      const parts = new Map(properties.map(({ name, value }) => [name.value, value]));
      for (const { name } of properties)
        if (name.value !== 'files' && name.value !== 'rules')
          this.problem(name.span, `Unknown setting '${name.value}' of an override. Use files or rules.`);
      const [files, own] = [parts.get('files'), parts.get('rules')];
      if (!files || !own) {
        this.problem(item.span, 'An override must have files and rules.');
        return [];
      }
      return [{ patterns: this.patterns(files), rules: this.rules(own) }];
    });
  }

  /** MB. */
  memory(node: JsonNode): number | undefined {
    return node.kind === 'number' && Number.isSafeInteger(node.value) && node.value > 0
      ? node.value
      : this.problem(node.span, 'minimumMemory must be a whole number of MB, like 4096.');
  }

  packerVersion(node: JsonNode): string | undefined {
    return node.kind === 'string' && /^\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(node.value)
      ? node.value
      : this.problem(node.span, 'packerVersion must be a version of Packer, like "1.11.2".');
  }

  threshold(node: JsonNode): Threshold | undefined {
    const known = thresholds.find((one) => node.kind === 'string' && one === node.value);
    return known ?? this.problem(node.span, `failOn must be ${listed(thresholds, { conjunction: 'or' })}.`);
  }

  /** The names of what is extended, with their places. */
  extended(node: JsonNode): { name: string; span: Span }[] {
    const what = 'extends must name files or packages, like "../boxwright.json".';
    return this.names(node, what).map(({ value, span }) => ({ name: value, span }));
  }

  /** A setting for some files or folders, by their absolute paths. */
  byPath<Value>(
    node: JsonNode,
    name: 'separateTemplates' | 'varFiles',
    read: (node: JsonNode) => Value | undefined,
  ): Map<string, Value> {
    const values = new Map<string, Value>();
    if (node.kind !== 'object') {
      this.problem(node.span, `${name} must be an object with paths as names.`);
      return values;
    }
    const absolute = (path: string) => this.paths.resolve(this.base, path);
    for (const { name: path, value: written } of this.onceEach(node, absolute)) {
      const value = written && read(written);
      if (value === undefined) continue;
      this.named.push({ as: name, path: absolute(path.value), span: path.span });
      values.set(absolute(path.value), value);
    }
    return values;
  }

  /** Absolute paths of a file or a list of files. */
  fileList(node: JsonNode): string[] {
    const what = 'A variable file must be a string, like "lab.pkrvars.hcl".';
    return this.names(node, what).map(({ value, span }) => {
      const path = this.paths.resolve(this.base, value);
      this.named.push({ as: 'varFile', path, span });
      return path;
    });
  }

  /** Patterns as in .gitignore, each of one line. */
  patterns(node: JsonNode): string[] {
    return this.strings(node, 'A pattern must be a string, like "wip/**".').flatMap(({ value }) =>
      value.split('\n'),
    );
  }

  /** As below; an empty one names nothing. */
  private names(node: JsonNode, what: string): { value: string; span: Span }[] {
    return this.strings(node, what).filter(({ value, span }) => value.trim() || this.problem(span, what));
  }

  private strings(node: JsonNode, what: string): { value: string; span: Span }[] {
    const items = node.kind === 'array' ? node.items : [node];
    return items.flatMap((item) => {
      if (item.kind === 'string') return [{ value: item.value, span: item.span }];
      this.problem(item.span, what);
      return [];
    });
  }
}
