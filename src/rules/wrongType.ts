import type { Judged, Level } from '../pipeline/schema/levels';
import { optionNamed } from '../pipeline/schema/levels';
import type { Option } from '../pipeline/schema/options';
import { haveAll } from '../pipeline/schema/releases';
import { mismatch, notAmong } from '../pipeline/schema/types';
import type { Mismatch } from '../pipeline/schema/types';
import type { Template } from '../pipeline/template/template';
import type { MapEntry } from '../pipeline/value';
import { listed } from '../words/lists';
import { askComponents, OwnerOf, ownerOf } from './componentOptions';
import type { Fix } from './finding';
import { writable } from './fixes/writable';
import type { Report, Rule } from './rule';

/**
 * HCL2: "Incorrect attribute value type", "Unsupported block type", "Unsupported argument" (hcl/v2 hcldec). JSON: "expected
 * type", "cannot parse" (mapstructure). Values that are in no closed list are refused by what makes a component ready.
 */
export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  category: 'template',
  since: '0.1.0',
  summary: 'A setting has a value of a type that it does not take.',
  fixes: ['safe'],
  *check({ template }, options) {
    yield* askComponents(template, options, (judged) => reports(template, judged));
  },
};

function* reports(template: Template, judged: Judged): Generator<Report> {
  const { override } = judged.used;
  // Where a quotation mark is missing, a value ends elsewhere.
  if (template.problems.some(({ location: { path } }) => path === judged.used.typeLocation.path)) return;
  const handedOn = new Set(override?.entries);
  for (const level of judged.levels)
    for (const entry of level.settings.entries) {
      const own = optionNamed(level.options, entry.name, template.dialect);
      const option = own ?? level.meta.options.get(entry.name);
      // Durations of Packer's own are judged by invalid-duration.
      if (!option || (!own && option.type === 'duration')) continue;
      // What an override says comes to the plugin as it is.
      const decoder = handedOn.has(entry) ? 'json' : template.dialect;
      const report =
        shapeReport(template, judged, level, option, entry) ??
        valueReport(template, judged, level, entry, mismatch(option, entry.value, decoder)) ??
        (haveAll(judged.of.releases, option.valuesSince)
          ? valueReport(template, judged, level, entry, notAmong(option, entry.value, decoder))
          : undefined);
      if (report) yield { builds: judged.used.builds, ...report };
    }
}

const blockTypes = new Set(['block', 'list(block)', 'attrs']);

/** In HCL2's own syntax a block is no attribute. */
function shapeReport(
  template: Template,
  judged: Judged,
  level: Level,
  { type, name }: Option,
  entry: MapEntry,
): Report | undefined {
  if (!entry.written) return undefined;
  const isBlock = blockTypes.has(type);
  const owner = OwnerOf(judged, level);
  const end = 'Packer stops before the build.';
  if (isBlock && entry.written === 'attribute')
    return {
      message: `${owner} takes '${name}' as a block, not as an attribute: ${end} Write '${name} { … }', without '='.`,
      location: entry.nameLocation,
    };
  if (!isBlock && entry.written === 'block')
    return {
      message: `${owner} takes '${name}' as an attribute, not as a block: ${end} Write '${name} = …'.`,
      location: entry.nameLocation,
      fixes: asAttribute(template, type, entry),
    };
  if (type === 'block' && entry.value.kind === 'list')
    return {
      message: `${owner} takes one block '${name}', and there are ${entry.value.items.length}: ${end}`,
      location: entry.nameLocation,
    };
  return undefined;
}

function valueReport(
  template: Template,
  judged: Judged,
  level: Level,
  entry: MapEntry,
  found: Mismatch | undefined,
): Report | undefined {
  if (!found) return undefined;
  const { value, wanted, values } = found;
  // Another value may be given to a variable.
  const isFromElsewhere = value.definition !== undefined;
  const takes = values
    ? `only ${listed(
        values.map((one) => `"${one}"`),
        { conjunction: 'or', most: 12 },
      )}`
    : wanted;
  return {
    ...(isFromElsewhere && { severity: 'warning' as const }),
    message: `'${entry.name}' of ${ownerOf(judged, level)} takes ${takes}${isFromElsewhere ? ', and the value here comes from elsewhere' : ''}: Packer stops before the build.`,
    location: value.location,
    ...(value.definition && {
      related: [{ message: 'The value is set here.', location: value.definition }],
    }),
    fixes: found.wantsList && !isFromElsewhere ? asList(template, found) : [],
  };
}

/** `tags { … }` as `tags = { … }`, where nothing but attributes stands in it. */
function asAttribute(template: Template, type: string, { nameLocation, value }: MapEntry): Fix[] {
  const source = writable(template, nameLocation);
  if (!source || !type.startsWith('map') || value.kind !== 'map') return [];
  if (value.entries.some(({ written }) => written === 'block')) return [];
  const at = nameLocation.span.end;
  if (!/^\s*\{/.test(source.text.slice(at, at + 80))) return [];
  const edits = [{ path: nameLocation.path, span: { start: at, end: at }, newText: ' =' }];
  return [{ title: 'Write it as an attribute', applicability: 'safe', edits }];
}

/** A text in brackets; a heredoc ends its line and stays as it is. */
function asList(template: Template, { value }: Mismatch): Fix[] {
  const { path, span } = value.location;
  const source = writable(template, value.location);
  const written = source?.slice(span);
  if (written === undefined || written.startsWith('<<')) return [];
  return [
    { title: 'Write it as a list', applicability: 'safe', edits: [{ path, span, newText: `[${written}]` }] },
  ];
}
