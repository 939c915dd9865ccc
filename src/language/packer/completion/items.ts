import { knownAddresses, typesFor } from '../../../pipeline/schema/component';
import type { PluginFacts, FactsIndex } from '../../../pipeline/schema/facts';
import { schemaFile } from '../../../pipeline/schema/schemaFiles';
import { declaredIn, grammarTree } from '../../../pipeline/grammar/grammarTree';
import type { Attribute, Block } from '../../../syntax/hcl/tree';
import type { Completion } from '../../completion';
import { bodyFacts, labelKind, settingsOf } from '../bodySettings';
import type { BodyFacts, BodySetting } from '../bodySettings';
import type { ItemPlace } from '../cursor';
import { describeSetting, settingLine } from '../describeSetting';
import { requiredSettings } from '../requiredSettings';
import { places, settingSnippet } from '../snippets';
import type { CompletionContext } from './context';

/** Attributes and blocks that can stand at a place, without those that are set. */
export function itemCompletions(context: CompletionContext, place: ItemPlace): Completion[] {
  const { cursor, facts } = context;
  if (!facts) return [];
  if (facts.schema.entries) return pluginEntries(context, place);
  const own = cursor.body.items.filter((item) => item !== place.item).map(nameOf);
  const given = new Set([...own, ...setBySource(context)]);
  const settings = settingsOf(facts).filter(
    (setting) => isOpen(setting, given, facts) && fits(setting, place.rest),
  );
  const items = settings.map((setting) => settingItem(setting, place, context));
  return place.rest === 'nothing' ? [...items, ...prefilled(context, facts)] : items;
}

const nameOf = (item: Attribute | Block): string => (item.kind === 'attribute' ? item.name : item.type);

/** In a `source` block of a build, what the source itself sets: Packer takes it in one of both. */
function setBySource({ cursor, facts, template }: CompletionContext): string[] {
  const label = cursor.blocks.at(-1)?.labels[0]?.value.replace(/^source\./, '');
  if (facts?.path !== 'build.source' || label === undefined) return [];
  return grammarTree(template)
    .files.flatMap(declaredIn)
    .filter(({ kind, name }) => kind === 'source' && name === label)
    .flatMap(({ block }) => block.body.items.map(nameOf));
}

/** Blocks can stand there again, unless one is all that Packer takes. */
function isOpen(
  { name, type, isBlock }: BodySetting,
  given: ReadonlySet<string>,
  { schema }: BodyFacts,
): boolean {
  if (!given.has(name)) return true;
  if (!isBlock) return false;
  return type === 'list(block)' || (schema.blocks?.[name] !== undefined && schema.blocks[name].max !== 1);
}

const fits = ({ isBlock }: BodySetting, rest: ItemPlace['rest']): boolean =>
  rest === 'nothing' || isBlock === (rest === 'block');

function settingItem(
  setting: BodySetting,
  { rest }: ItemPlace,
  { facts, messages }: CompletionContext,
): Completion {
  const { name, isBlock, deprecated } = setting;
  const known = facts?.component?.known;
  return {
    label: name,
    kind: isBlock ? 'class' : 'property',
    ...(rest === 'nothing' ? { insert: settingSnippet(setting), isSnippet: true } : { insert: name }),
    detail: settingLine(setting, known, messages),
    documentation: describeSetting(setting, messages),
    sort: `${rankOf(setting, known?.component.oneOf ?? [])}${name}`,
    ...(deprecated && { deprecated: true }),
  };
}

/** What has to be given first, then what the component takes, then what all take. */
function rankOf(
  { name, path, required, requiredIf, deprecated, of }: BodySetting,
  groups: readonly (readonly string[])[],
): number {
  if (deprecated) return 9;
  if (required) return 1;
  if (requiredIf ?? groups.some((names) => path === name && names.includes(name))) return 2;
  return of === 'Packer' ? 4 : 3;
}

/** Blocks of components with the options that have to be given, and in one of these, all of them at once. */
function prefilled(context: CompletionContext, facts: BodyFacts): Completion[] {
  const { cursor, template, place, messages } = context;
  const missing = facts.component ? requiredSettings(facts, cursor.body, setBySource(context)) : [];
  /** What a block has to be given in turn. */
  const requiredIn = (blocks: readonly Block[], name: string) => {
    const inner = bodyFacts([...blocks, madeBlock(name)], template, place.packer);
    return inner ? requiredSettings(inner, undefined) : [];
  };
  const all: Completion[] =
    missing.length > 1
      ? [
          {
            label: messages.allRequired,
            kind: 'snippet',
            insert: settingLines(missing, places(), (name) => requiredIn(cursor.blocks, name)).join('\n'),
            isSnippet: true,
            detail: missing.map(({ name }) => name).join(', '),
            sort: '0',
          },
        ]
      : [];
  // Of all components that there are the list would be endless.
  const types = template.requiredPlugins ? Object.keys(facts.schema.blocks ?? {}) : [];
  const blocks = types.flatMap((type) => {
    const kind = labelKind(facts, type);
    if (!kind || type === 'error-cleanup-provisioner' || (facts.path === 'build' && type === 'source'))
      return [];
    return typesFor(template, kind).flatMap((component): Completion[] => {
      const around = [...cursor.blocks, madeBlock(type, component)];
      const inner = bodyFacts(around, template, place.packer);
      const needed = inner ? requiredSettings(inner, undefined) : [];
      if (!inner?.component?.known || !needed.length) return [];
      const next = places();
      const name = type === 'source' || type === 'data' ? ` "\${${next()}:name}"` : '';
      const lines = indented(settingLines(needed, next, (of) => requiredIn(around, of)));
      return [
        {
          label: `${type} ${component}`,
          kind: 'snippet',
          insert: `${type} "${component}"${name} {\n${lines.join('\n')}\n}`,
          isSnippet: true,
          detail: messages.withRequired,
          documentation: needed.map((one) => `\`${one.name}\``).join(', '),
          sort: `7${type}${component}`,
        },
      ];
    });
  });
  return [...all, ...blocks];
}

const indented = (lines: readonly string[]): string[] =>
  lines.map((line) => `\t${line.replaceAll('\n', '\n\t')}`);

/** @param requiredIn what a block has to be given, by its name */
function settingLines(
  settings: readonly BodySetting[],
  next: ReturnType<typeof places>,
  requiredIn: (block: string) => readonly BodySetting[],
): string[] {
  const width = Math.max(...settings.map(({ name, isBlock }) => (isBlock ? 0 : name.length)));
  return settings.map((setting) => {
    if (!setting.isBlock) return settingSnippet(setting, next, width);
    const inner = settingLines(requiredIn(setting.name), next, () => []);
    return `${setting.name} {\n${indented(inner.length ? inner : [`$${next()}`]).join('\n')}\n}`;
  });
}

const nowhere = { start: 0, end: 0 };

/** A block that nobody has written yet. */
const madeBlock = (type: string, label?: string): Block => ({
  kind: 'block',
  type,
  typeSpan: nowhere,
  labels: label === undefined ? [] : [{ value: label, span: nowhere, quoted: true }],
  body: { kind: 'body', items: [], attributes: [], blocks: [], span: nowhere },
  openBrace: nowhere,
  closeBrace: nowhere,
  span: nowhere,
});

/** Plugins that `required_plugins` does not name yet. */
function pluginEntries({ cursor, messages }: CompletionContext, { rest, item }: ItemPlace): Completion[] {
  const given = new Set(cursor.body.attributes.flatMap((one) => (one === item ? [] : [one.name])));
  return knownPlugins()
    .filter(({ name }) => !given.has(name))
    .map(({ name, source, version }) => ({
      label: name,
      kind: 'module',
      ...(rest === 'nothing'
        ? {
            insert: `${name} = {\n\tsource  = "${source}"\n\tversion = "\${1:>= ${version}}"\n}`,
            isSnippet: true,
          }
        : { insert: name }),
      detail: source,
      documentation: `[${messages.documentation}](https://${source.replace(/\/([^/]+)$/, '/packer-plugin-$1')})`,
    }));
}

/** Plugins of which something is known, with their newest addresses and releases. */
export function knownPlugins(): { name: string; source: string; version: string }[] {
  const { plugins } = schemaFile<FactsIndex>('index');
  return knownAddresses().flatMap((address) => {
    const file = plugins[address];
    const { name, sources: [source] = [], versions = [] } = schemaFile<PluginFacts>(file ?? '');
    // Others are addresses of old.
    return source?.toLowerCase() === address ? [{ name, source, version: versions.at(-1) ?? '0.0.1' }] : [];
  });
}
