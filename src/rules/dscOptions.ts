import { dscOptions as table, mistakenNames, optionNamed, stepOptions } from '../pipeline/dsc/dscOptions';
import type { OptionInfo, OptionKind } from '../pipeline/dsc/dscOptions';
import type { Provisioner, Template } from '../pipeline/template/template';
import type { MapEntry, MapValue, Value } from '../pipeline/value';
import type { SourceText } from '../text/sourceText';
import { dscSteps } from './dscSteps';
import type { Applicability, Fix } from './finding';
import { asBlock, isAttribute } from './fixes/asBlock';
import { removeSettings } from './fixes/removeSettings';
import { writable } from './fixes/writable';
import { whileNotRun } from './whileNotRun';
import type { Report, Rule } from './rule';
import { similarWord } from '../text/similarWord';

export const dscOptions: Rule = {
  id: 'dsc-options',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A dsc provisioner has an unknown option, or a value of the wrong type.',
  fixes: ['safe', 'unsafe'],
  *check({ template }, { packer }) {
    for (const report of reportsOf(template)) yield whileNotRun(report, packer(), 'warning');
  },
};

function* reportsOf(template: Template): Generator<Report> {
  // Builds with an override share the other options of a step.
  const seen = new Set<MapEntry>();
  for (const step of dscSteps(template))
    for (const entry of step.settings.entries) {
      if (seen.has(entry)) continue;
      seen.add(entry);
      yield* checkEntry(template, step, entry);
    }
}

/** How options are read: HCL2 by its own types, JSON and what stands in `override` by a decoder that is less strict. */
type Reading = 'strict' | 'weak';

function* checkEntry(
  template: Template,
  { settings, override }: Provisioner,
  entry: MapEntry,
): Generator<Report> {
  const source = writable(template, entry.location);
  const reading: Reading =
    template.dialect === 'json' || override?.entries.includes(entry) ? 'weak' : 'strict';
  // The less strict one takes names in any capitals, too.
  const name = reading === 'weak' ? entry.name.toLowerCase() : entry.name;
  if (name === 'type' || name.startsWith('packer_')) return;
  const option = optionNamed(name)?.option;
  if (!option || (option.hcl2Only && template.dialect === 'json')) {
    // With a bracket lost it may belong to something else.
    if (!settings.incomplete) yield unknownOption(template, source, settings, entry);
    return;
  }
  if (!Object.hasOwn(table.settings, name)) return;
  if (reading === 'strict' && option.kind === 'map' && source && isAttribute(source, entry)) {
    yield {
      message: `${entry.name} is a block in HCL2, not an attribute: Packer stops with 'Unsupported argument'. Write '${entry.name} {' without '='.${unwritable(entry.value)}`,
      location: entry.nameLocation,
      fixes: asBlock(source, entry),
    };
    return;
  }
  const wrong = wrongType(option, entry.value, reading);
  if (wrong)
    yield {
      message: `${entry.name} must be ${words[option.kind]}, not ${wrong.found}: Packer stops before the build.${wrong.hint ?? ''}`,
      location: wrong.value.location,
      fixes: reading === 'strict' && option.kind === 'list' && source ? inBrackets(source, entry.value) : [],
    };
  else if (name === 'configuration_params') yield* withoutDash(template, source, entry.value);
}

const words: Readonly<Record<OptionKind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list of strings',
  map: 'a map of names to strings',
};

function unknownOption(
  { dialect }: Template,
  source: SourceText | undefined,
  settings: MapValue,
  entry: MapEntry,
): Report {
  const { name, nameLocation } = entry;
  const known = [table, stepOptions].flatMap(({ settings: options }) =>
    Object.keys(options).filter((other) => other !== name),
  );
  const mistaken = mistakenNames.has(name.toLowerCase());
  const right = mistaken ? mistakenNames.get(name.toLowerCase()) : similarWord(name, known);
  const taken = right !== undefined && settings.entries.some((other) => other.name === right);
  const hint = right
    ? ` Use '${right}'.`
    : mistaken
      ? ' It is an option of puppet-masterless, without an equivalent in packer-dsc.'
      : '';
  return {
    message: `packer-dsc has no option '${name}': Packer stops before the build.${hint}`,
    location: nameLocation,
    fixes: !source
      ? []
      : right && !taken
        ? // A known mistake has one meaning; a word that is spelled alike is a guess.
          rename(source, entry, right, mistaken ? 'safe' : 'unsafe')
        : mistaken || taken
          ? remove(source)
          : [],
  };

  function remove(file: SourceText): Fix[] {
    const edits = removeSettings(dialect, file, settings, [entry]);
    return edits?.length ? [{ title: `Remove ${name}`, applicability: 'unsafe', edits }] : [];
  }
}

function rename(
  source: SourceText,
  { nameLocation: { path, span } }: MapEntry,
  to: string,
  applicability: Applicability,
): Fix[] {
  const newText = source.slice(span).startsWith('"') ? `"${to}"` : to;
  return [{ title: `Change to ${to}`, applicability, edits: [{ path, span, newText }] }];
}

interface Wrong {
  readonly value: Value;
  /** What stands there, in words. */
  readonly found: string;
  readonly hint?: string;
}

/** What is wrong with a value, as far as it is known. */
function wrongType({ kind }: OptionInfo, value: Value, reading: Reading): Wrong | undefined {
  switch (kind) {
    case 'string':
    case 'number':
      return nested(value);
    case 'boolean':
      return nested(value) ?? noBoolean(value, reading);
    case 'list':
      return noList(value, reading);
    case 'map':
      return noMap(value, reading);
  }
}

/** Where a single value has to stand. */
const nested = (value: Value): Wrong | undefined =>
  value.kind === 'list'
    ? { value, found: 'a list' }
    : value.kind === 'map'
      ? { value, found: 'a map' }
      : undefined;

/** Source: Go's strconv.ParseBool, with the empty text for false; cty's conversion of strings to bool in HCL2. */
function noBoolean(value: Value, reading: Reading): Wrong | undefined {
  if (value.kind === 'number' && reading === 'strict') return { value, found: 'a number' };
  if (value.kind !== 'string' || value.partial) return undefined;
  const taken =
    reading === 'weak' ? /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)?$/ : /^(?:true|false|1|0)$/;
  return taken.test(value.text) ? undefined : { value, found: `'${value.text}'` };
}

function noList(value: Value, reading: Reading): Wrong | undefined {
  if (value.kind === 'list') return value.items.map(nested).find(Boolean);
  if (value.kind === 'map')
    return reading === 'strict' || value.entries.length ? { value, found: 'a map' } : undefined;
  const single = value.kind === 'string' || value.kind === 'number' || value.kind === 'boolean';
  // JSON takes a string, too, and splits it at its commas.
  return reading === 'strict' && single ? { value, found: 'a single value' } : undefined;
}

function noMap(value: Value, reading: Reading): Wrong | undefined {
  switch (value.kind) {
    case 'map':
      return value.entries.map((entry) => nested(entry.value)).find(Boolean);
    case 'list': {
      const maps = value.items.every(({ kind }) => kind === 'map' || kind === 'unknown');
      if (maps && reading === 'strict' && value.items.length > 1) return { value, found: 'several blocks' };
      return maps
        ? undefined
        : {
            value,
            found: 'a list',
            hint: ' Write { "xWebAdministration": "1.20.0.0" }, although its README says otherwise.',
          };
    }
    case 'string':
    case 'number':
    case 'boolean':
      return { value, found: 'a single value' };
    default:
      return undefined;
  }
}

/** HCL takes `"-Name" = …` in an object, but a block has identifiers for names. */
function unwritable(value: Value): string {
  const dashed = value.kind === 'map' ? value.entries.find(({ name }) => name.startsWith('-')) : undefined;
  return dashed
    ? ` A block cannot contain the name '${dashed.name}': convert the step to core provisioners, or write it as JSON (*.pkr.json).`
    : '';
}

/** packer-dsc puts the name as it stands in front of the value; only with a dash PowerShell takes it for a name. */
function* withoutDash(template: Template, source: SourceText | undefined, value: Value): Generator<Report> {
  if (value.kind !== 'map') return;
  for (const entry of value.entries)
    if (/^\w+$/.test(entry.name))
      yield {
        severity: 'warning',
        message: `packer-dsc passes '${entry.name}' unchanged: without a dash, PowerShell reads it as a value, not as the name of a parameter.${
          template.dialect === 'json'
            ? ` Write '-${entry.name}'.`
            : ' A name in HCL2 cannot begin with a dash: convert the step to core provisioners, or write it as JSON (*.pkr.json).'
        }`,
        location: entry.nameLocation,
        fixes: template.dialect === 'json' && source ? rename(source, entry, `-${entry.name}`, 'safe') : [],
      };
}

/** Makes a list of the one value that stands in the place of one. */
function inBrackets(source: SourceText, { kind, location }: Value): Fix[] {
  if (kind !== 'string' || location.path !== source.path) return [];
  const newText = `[${source.slice(location.span)}]`;
  return [{ title: 'Change to a list', applicability: 'safe', edits: [{ ...location, newText }] }];
}
