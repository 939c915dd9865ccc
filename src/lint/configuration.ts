import ignore from 'ignore';
import { parseJson } from '../syntax/json/parseJson';
import type { JsonNode } from '../syntax/json/tree';
import type { Severity } from '../rules/finding';
import { severities } from '../rules/finding';
import { defaultOptions } from '../rules/rule';
import type { RuleOptions } from '../rules/rule';
import { rules } from '../rules/rules';
import type { FileSource } from '../text/fileSource';
import type { Location } from '../text/location';
import type { Span } from '../text/span';

/** The name of the file at the root of a project that says how it is linted. */
export const configurationFile = 'boxwright.json';

export type RuleSetting = Severity | 'off';

/** How a project wants to be linted. Its form is in schemas/boxwright.schema.json. */
export interface Configuration {
  /** What a rule is worth in a file; undefined for what it is by itself. */
  severityOf(rule: string, file: string): RuleSetting | undefined;
  readonly options: RuleOptions;
  /** Whether a file or folder is left out. */
  ignores(file: string): boolean;
  /** What is wrong with the file itself; what can be read of it counts all the same. */
  readonly problems: readonly ConfigurationProblem[];
  /** The files from which it was read; empty where the project has none. */
  readonly files: readonly string[];
}

interface ConfigurationProblem {
  readonly message: string;
  readonly location: Location;
}

interface Section {
  readonly applies: (file: string) => boolean;
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/** Reads the configuration of a project. @param root the folder of the project */
export function readConfiguration(root: string, files: FileSource): Configuration {
  const path = files.paths.join(root, configurationFile);
  const text = files.read(path);
  return text === undefined ? none : new Reader(path, root, files).read(text);
}

const none: Configuration = {
  severityOf: () => undefined,
  options: defaultOptions,
  ignores: () => false,
  problems: [],
  files: [],
};

const settings = ['rules', 'minimumMemory', 'packerVersion', 'ignore', 'overrides', '$schema'];

class Reader {
  private readonly problems: ConfigurationProblem[] = [];

  constructor(
    private readonly path: string,
    private readonly root: string,
    private readonly files: FileSource,
  ) {}

  read(text: string): Configuration {
    const { root, problems } = parseJson(text);
    for (const { message, span } of problems) this.problem(span, message);
    const ignored = this.patterns(this.property(root, 'ignore'));
    const sections: Section[] = [{ applies: () => true, rules: this.rules(this.property(root, 'rules')) }];
    const overrides = this.property(root, 'overrides');
    if (overrides && overrides.kind !== 'array') this.problem(overrides.span, 'overrides must be a list.');
    if (overrides?.kind === 'array')
      for (const item of overrides.items)
        sections.push({
          applies: this.patterns(this.property(item, 'files')),
          rules: this.rules(this.property(item, 'rules')),
        });
    if (root && root.kind !== 'object') this.problem(root.span, 'The configuration must be an object.');
    if (root?.kind === 'object')
      for (const { name } of root.properties)
        if (!settings.includes(name.value))
          this.problem(
            name.span,
            `Unknown setting '${name.value}'. Use rules, minimumMemory, packerVersion, ignore or overrides.`,
          );
    return {
      // The last word counts, as later overrides are the narrower ones.
      severityOf: (rule, file) =>
        sections.findLast(({ applies, rules: own }) => own.has(rule) && applies(file))?.rules.get(rule),
      options: {
        minimumMemory: this.memory(this.property(root, 'minimumMemory')),
        packer: this.packer(this.property(root, 'packerVersion')),
      },
      ignores: ignored,
      problems: this.problems,
      files: [this.path],
    };
  }

  private property(node: JsonNode | undefined, name: string): JsonNode | undefined {
    return node?.kind === 'object'
      ? node.properties.findLast((other) => other.name.value === name)?.value
      : undefined;
  }

  private rules(node: JsonNode | undefined): Map<string, RuleSetting> {
    const settings = new Map<string, RuleSetting>();
    if (node && node.kind !== 'object')
      this.problem(node.span, 'rules must be an object that maps rule ids to severities.');
    if (node?.kind !== 'object') return settings;
    for (const { name, value } of node.properties) {
      if (!rules.some(({ id }) => id === name.value))
        this.problem(name.span, `Unknown rule '${name.value}'.`);
      const setting = [...severities, 'off' as const].find(
        (known) => value?.kind === 'string' && known === value.value,
      );
      if (setting) settings.set(name.value, setting);
      else if (value) this.problem(value.span, `A severity must be ${severities.join(', ')} or off.`);
    }
    return settings;
  }

  /** MB. */
  private memory(node: JsonNode | undefined): number {
    if (node?.kind === 'number' && node.value > 0) return node.value;
    if (node) this.problem(node.span, 'minimumMemory must be a number of MB, like 4096.');
    return defaultOptions.minimumMemory;
  }

  private packer(node: JsonNode | undefined): RuleOptions['packer'] {
    if (node?.kind === 'string' && /^\d+\.\d+\.\d+/.test(node.value)) {
      const { value: version } = node;
      return () => ({ version });
    }
    if (node) this.problem(node.span, 'packerVersion must be a version of Packer, like "1.11.2".');
    return defaultOptions.packer;
  }

  /** Patterns as in .gitignore, relative to the root of the project. */
  private patterns(node: JsonNode | undefined): (file: string) => boolean {
    const items = node?.kind === 'array' ? node.items : node ? [node] : [];
    const texts = items.flatMap((item) => {
      if (item.kind === 'string') return [item.value];
      this.problem(item.span, 'A pattern must be a string, like "wip/**".');
      return [];
    });
    const matcher = ignore().add(texts);
    return (file) => {
      const relative = this.files.paths.relative(this.root, file).split(this.files.paths.sep).join('/');
      return (
        relative !== '' &&
        !relative.startsWith('..') &&
        !this.files.paths.isAbsolute(relative) &&
        matcher.ignores(relative)
      );
    };
  }

  private problem(span: Span, message: string): void {
    this.problems.push({ message, location: { path: this.path, span } });
  }
}
