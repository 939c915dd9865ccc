import type { FactsKind } from '../../src/pipeline/schema/facts';
import type { KnownComponent } from '../../src/pipeline/schema/component';
import type { Option, Options } from '../../src/pipeline/schema/options';
import { Random } from '../hclDifferential/generate';

/** A mistake that a template has on purpose. */
export type Mistake =
  'misspelt' | 'type' | 'value' | 'duration' | 'missing' | 'group' | 'both' | 'shape' | 'component';

export interface Generated {
  readonly dialect: 'json' | 'hcl2';
  readonly text: string;
  readonly mistake?: Mistake;
  /** The option, or type, that the mistake is about. */
  readonly about?: string;
  /** From 0: where a finding has to begin. */
  readonly line?: number;
}

/** A value that can be written in both dialects. */
type Written = string | number | boolean | readonly Written[] | { readonly [name: string]: Written };

interface Setting {
  readonly option: Option;
  name: string;
  value: Written | Setting[] | readonly Setting[][];
  /** Written the other way round: a block as an attribute, or an attribute as a block. */
  turned?: true;
}

/** Options that read files, or ask for what only another computer has, are left out: their refusals are about no names. */
const left =
  /(_files?|_path|_paths|_dirs?|_directory|_folder|script|scripts|source|manifest|playbook\w*|.*credentials?.*|.*key_file|.*certificate.*|communicator|.*_ecr.*|.*login.*|.*url.*|.*checksum.*)$/;

/**
 * A template with one component, valid as far as names, types and demands go, but for one mistake.
 * @param type as templates write it
 */
export function generate(
  kind: FactsKind,
  type: string,
  component: KnownComponent,
  seed: number,
  wanted?: Mistake,
): Generated | undefined {
  const random = new Random(seed);
  const dialect = kind !== 'data' && random.chance(40) ? 'json' : 'hcl2';
  const settings = settingsOf(component.options, random, dialect, true);
  addGroups(component, settings, random);
  if (kind === 'builder') addCommunicator(component.options, settings);
  const planted = wanted && plant(wanted, component, settings, random, dialect);
  if (wanted && !planted) return undefined;
  const written = wanted === 'component' ? misspelt(type, random) : type;
  const text =
    dialect === 'json' ? jsonTemplate(kind, written, settings) : hclTemplate(kind, written, settings);
  if (!wanted) return { dialect, text };
  const about = wanted === 'component' ? written : (planted ?? '');
  const line = lineOf(text, wanted, about, dialect);
  return { dialect, text, mistake: wanted, about, ...(line !== undefined && { line }) };
}

/** Undefined where it may stand at several places. */
function lineOf(text: string, mistake: Mistake, about: string, dialect: string): number | undefined {
  if (mistake === 'missing' || mistake === 'group' || mistake === 'both') return undefined;
  const lines = text.split('\n');
  const at =
    mistake === 'component'
      ? lines.findIndex((line) => line.includes(`"${about}"`))
      : lines.findIndex((line) =>
          (dialect === 'json' ? new RegExp(`^\\s*"${about}":`) : new RegExp(`^\\s*${about}\\b`)).test(line),
        );
  return at < 0 ? undefined : at;
}

function settingsOf(options: Options, random: Random, dialect: string, isTop: boolean): Setting[] {
  const found: Setting[] = [];
  for (const option of options.values()) {
    const must = option.required === true || option.docRequired === true;
    const may =
      !left.test(option.name) &&
      option.since === undefined &&
      option.deprecated === undefined &&
      option.hidden === undefined &&
      option.jsonOnly === undefined &&
      option.needs === undefined &&
      random.chance(isTop ? 12 : 30);
    if (must || may) found.push({ option, name: option.name, value: valueFor(option, random, dialect) });
  }
  return found;
}

function valueFor(option: Option, random: Random, dialect: string): Setting['value'] {
  const { type, inner, values, suggest } = option as Option & { readonly suggest?: readonly unknown[] };
  if (inner && type === 'block') return settingsOf(inner, random, dialect, false);
  if (inner && type === 'list(block)') return [settingsOf(inner, random, dialect, false)];
  const given = [...(values ?? suggest ?? [])].filter((one) => one !== '');
  if (given.length && type === 'string') return String(random.pick(given));
  if (given.length && type === 'list(string)') return [String(random.pick(given))];
  return plainFor(type, random);
}

function plainFor(type: string, random: Random): Written {
  switch (type) {
    case 'number':
      return random.chance(30) ? '7' : 7;
    case 'bool':
      return random.chance(30) ? 'true' : true;
    case 'duration':
      return random.pick(['5m', '1h30m', '10s', '0']);
    case 'list(string)':
      return ['a'];
    case 'list(number)':
      return [1];
    case 'list(list(string))':
      return [['a', 'b']];
    case 'map(string)':
    case 'attrs':
      return { a: 'b' };
    case 'map(list(string))':
      return { a: ['b'] };
    case 'list(map(string))':
      return [{ a: 'b' }];
    default:
      return type.startsWith('list') ? [] : type.startsWith('map') ? {} : 'a';
  }
}

function addGroups({ component, options }: KnownComponent, settings: Setting[], random: Random): void {
  for (const group of component.oneOf ?? []) {
    if (group.some((name) => settings.some((one) => one.name === name))) continue;
    const option = options.get(
      random.pick(group.filter((name) => !name.includes('.')).concat(group[0] ?? '')),
    );
    if (option) settings.push({ option, name: option.name, value: valueFor(option, random, 'hcl2') });
  }
  // Only one of what excludes each other.
  for (const pair of component.conflicts ?? []) {
    const both = settings.filter(({ name }) => pair.includes(name));
    if (both.length > 1) for (const one of both.slice(1)) settings.splice(settings.indexOf(one), 1);
  }
}

function addCommunicator(options: Options, settings: Setting[]): void {
  const add = (name: string, value: Written) => {
    const option = options.get(name);
    if (option && !settings.some((one) => one.name === name)) settings.push({ option, name, value });
  };
  if (!options.has('communicator')) return;
  if (options.get('ssh_username')?.requiredIf) {
    add('ssh_username', 'a');
    add('ssh_password', 'a');
  }
}

/** @returns what it is about; undefined where there is no place for such a mistake */
function plant(
  mistake: Mistake,
  { component, options }: KnownComponent,
  settings: Setting[],
  random: Random,
  dialect: string,
): string | undefined {
  const one = (holds: (setting: Setting) => boolean) => {
    const found = settings.filter(holds);
    return found.length ? random.pick(found) : undefined;
  };
  switch (mistake) {
    case 'component':
      return 'type';
    case 'misspelt': {
      const setting = one(() => true);
      if (!setting) return undefined;
      const name = misspelt(setting.name, random);
      if (options.has(name)) return undefined;
      setting.name = name;
      return name;
    }
    case 'type': {
      const setting = one(({ option: { type } }) => wrongFor(type, dialect) !== undefined);
      if (!setting) return undefined;
      setting.value = wrongFor(setting.option.type, dialect) ?? '';
      return setting.name;
    }
    case 'duration': {
      const setting = one(({ option: { type } }) => type === 'duration');
      if (!setting) return undefined;
      setting.value = random.pick(['5', 'five minutes', '5 m', '10x']);
      return setting.name;
    }
    case 'value': {
      const setting = one(
        ({ option: { type, values, valuesSince } }) =>
          type === 'string' && values !== undefined && !valuesSince,
      );
      if (!setting) return undefined;
      setting.value = 'no-such-value';
      return setting.name;
    }
    case 'missing': {
      const setting = one(({ option }) => option.required === true && option.requiredSince === undefined);
      if (!setting) return undefined;
      settings.splice(settings.indexOf(setting), 1);
      return setting.name;
    }
    case 'group': {
      const groups = (component.oneOf ?? []).filter(
        (group) =>
          !component.rulesSince?.[`oneOf ${group.join('|')}`] && group.every((name) => !name.includes('.')),
      );
      if (!groups.length) return undefined;
      const group = random.pick(groups);
      for (const name of group) {
        const at = settings.findIndex((setting) => setting.name === name);
        if (at >= 0) settings.splice(at, 1);
      }
      return group[0];
    }
    case 'both': {
      const pairs = (component.conflicts ?? []).filter(
        (pair) =>
          !component.rulesSince?.[`conflicts ${pair.join('|')}`] &&
          pair.every((name) => {
            const option = options.get(name);
            return (
              option !== undefined &&
              option.since === undefined &&
              (!left.test(name) || /^(iso_urls?|inline|command)$/.test(name))
            );
          }),
      );
      if (!pairs.length) return undefined;
      const pair = random.pick(pairs);
      for (const name of pair) {
        const option = options.get(name);
        if (option && !settings.some((setting) => setting.name === name))
          settings.push({ option, name, value: valueFor(option, random, dialect) });
      }
      return pair[0];
    }
    case 'shape': {
      const setting = dialect === 'hcl2' ? one(({ option: { type } }) => type !== 'any') : undefined;
      if (!setting) return undefined;
      setting.turned = true;
      return setting.name;
    }
  }
}

function wrongFor(type: string, dialect: string): Written | undefined {
  const isJson = dialect === 'json';
  switch (type) {
    case 'string':
      return ['a', 'b'];
    case 'number':
      return isJson ? 'seven' : 'many';
    case 'bool':
      return 'maybe';
    case 'list(string)':
      return isJson ? undefined : 'a';
    case 'list(number)':
      return ['seven'];
    case 'map(string)':
      return 'a';
    default:
      return undefined;
  }
}

/** One letter is missing, so that no other option is meant. */
function misspelt(name: string, random: Random): string {
  const at = 1 + random.below(Math.max(1, name.length - 2));
  return name.slice(0, at) + name.slice(at + 1);
}

const isBlocks = (value: Setting['value']): value is readonly Setting[][] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => Array.isArray(one) && one.every(isSetting));

const isInner = (value: Setting['value']): value is Setting[] =>
  Array.isArray(value) && value.every(isSetting) && value.length > 0;

const isSetting = (one: unknown): one is Setting =>
  typeof one === 'object' && one !== null && 'option' in one;

const blockTypes = new Set(['block', 'list(block)', 'attrs']);

function hclLines(settings: readonly Setting[], indent: string): string[] {
  return settings.flatMap(({ option, name, value, turned }) => {
    const isBlock = blockTypes.has(option.type) !== (turned === true);
    if (!blockTypes.has(option.type))
      return isBlock
        ? [`${indent}${name} {`, `${indent}}`]
        : [`${indent}${name} = ${hclValue(value as Written)}`];
    if (!isBlock) return [`${indent}${name} = {}`];
    const bodies =
      option.type === 'attrs' || typeof value !== 'object'
        ? [value]
        : option.type === 'block'
          ? [value]
          : (value as readonly Setting[][]);
    return bodies.flatMap((body) => [
      `${indent}${name} {`,
      ...(Array.isArray(body)
        ? hclLines(body, `${indent}  `)
        : Object.entries(body as object).map(
            ([key, one]) => `${indent}  ${key} = ${hclValue(one as Written)}`,
          )),
      `${indent}}`,
    ]);
  });
}

function hclValue(value: Written): string {
  if (Array.isArray(value)) return `[${value.map((one) => hclValue(one as Written)).join(', ')}]`;
  if (typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key} = ${hclValue(one)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}

function hclTemplate(kind: FactsKind, type: string, settings: readonly Setting[]): string {
  const nothing = 'source "null" "a" {\n  communicator = "none"\n}\n';
  const body = (indent: string) => hclLines(settings, indent).join('\n');
  switch (kind) {
    case 'builder':
      return `source "${type}" "a" {\n${body('  ')}\n}\nbuild {\n  sources = ["source.${type}.a"]\n}\n`;
    case 'data':
      return `data "${type}" "a" {\n${body('  ')}\n}\n${nothing}build {\n  sources = ["source.null.a"]\n}\n`;
    default:
      return `${nothing}build {\n  sources = ["source.null.a"]\n  ${kind} "${type}" {\n${body('    ')}\n  }\n}\n`;
  }
}

function jsonTemplate(kind: FactsKind, type: string, settings: readonly Setting[]): string {
  const component = { type, ...jsonOf(settings) };
  const nothing = { type: 'null', communicator: 'none' };
  const template =
    kind === 'builder' ? { builders: [component] } : { builders: [nothing], [`${kind}s`]: [component] };
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

function jsonOf(settings: readonly Setting[]): Record<string, unknown> {
  return Object.fromEntries(
    settings.map(({ name, value }) => [
      name,
      isInner(value) ? jsonOf(value) : isBlocks(value) ? value.map(jsonOf) : value,
    ]),
  );
}
