import { language } from '../../../pipeline/grammar/language';
import type { Span } from '../../../text/span';
import { inOrder } from '../../completion';
import type { Completion, Completions } from '../../completion';
import { settingsOf } from '../bodySettings';
import type { BodySetting } from '../bodySettings';
import type { Place } from '../cursor';
import { shown } from '../describeSetting';
import { actionItems } from './actions';
import type { CompletionContext } from './context';
import { knownPlugins } from './items';
import { sourceReferences } from './labels';
import { nameCompletions } from './names';
import { pathCompletions } from './paths';

type ValueCursor = Extract<Place, { kind: 'value' }>;

/** What can be written in a value: what its setting takes, names, functions, paths, calls of the template engine. */
export function valueCompletions(context: CompletionContext, place: ValueCursor): Completions | undefined {
  const { spot } = place;
  const { text, offset } = context.cursor;
  switch (spot.kind) {
    case 'action':
      return { word: spot.word, items: actionItems(context, place, spot.isField) };
    case 'key':
      return { word: spot.word, items: keyItems(context, place, text.slice(spot.word.end)) };
    case 'name': {
      const isStart = !spot.path.length && !place.within.some(({ kind }) => kind === 'interpolation');
      const own = isStart ? ownValues(context, place).map(quoted) : [];
      const isSettled = own.length > 0 && isBoolean(context, place);
      const names = nameCompletions(context, spot.path, text.slice(spot.word.end));
      return { word: spot.word, items: [...(isSettled ? booleans() : own), ...names] };
    }
    case 'text': {
      const paths = pathCompletions(context, place, spot.span);
      if (paths) return paths;
      const items = ownValues(context, place).flatMap(({ text: value, ...item }) =>
        value === undefined ? [] : [{ ...item, label: value, insert: value, filter: value }],
      );
      return items.length ? { word: onlyTo(spot.span, text, offset), items } : undefined;
    }
    case 'other':
      return undefined;
  }
}

/** A string whose quote is missing may hold the rest of the line. */
const onlyTo = (span: Span, text: string, offset: number): Span =>
  text[span.end] === '"' ? span : { start: span.start, end: offset };

/** A value of a setting: as an expression, and what stands between quotes where it is a text. */
interface OwnValue extends Omit<Completion, 'insert'> {
  readonly text: string | undefined;
}

const quoted = ({ text, ...item }: OwnValue): Completion => ({
  ...item,
  insert: text === undefined ? item.label : shown(text),
  filter: text ?? item.label,
});

const booleans = (): Completion[] =>
  ['true', 'false'].map((label, index) => ({ label, kind: 'keyword', insert: label, sort: inOrder(index) }));

const settingOf = ({ facts }: CompletionContext, { attribute }: ValueCursor): BodySetting | undefined =>
  facts && settingsOf(facts).find(({ name }) => name === attribute.name);

const isBoolean = (context: CompletionContext, place: ValueCursor): boolean =>
  settingOf(context, place)?.type === 'bool';

/** What the setting itself says that it takes, where the place is one of its values. */
function ownValues(context: CompletionContext, place: ValueCursor): OwnValue[] {
  const { attribute, within } = place;
  const { facts } = context;
  const open = within.filter(({ kind }) => kind !== 'parentheses');
  const inner = open.at(-1);
  if (facts?.schema.entries && inner?.kind === 'object')
    return pluginValues(attribute.name, inner.key).map((value) => ({ ...item(value), sort: '0' }));
  const isItem = inner?.kind === 'tuple';
  if (open.length > (isItem ? 1 : 0)) return [];
  const names = sourceValues(context, attribute.name);
  if (names) return isItem ? names : [];
  const setting = settingOf(context, place);
  if (!setting || setting.type.startsWith('list') !== isItem) return [];
  if (setting.type === 'bool') return [item(true), item(false)];
  if (setting.type === 'type') return typeValues();
  const values = setting.values ?? setting.suggest ?? [];
  return values.map((value, index) => ({
    ...item(value),
    sort: inOrder(index),
    ...(value === setting.default && { detail: context.messages.default }),
  }));
}

const item = (value: unknown): OwnValue => ({
  label: typeof value === 'string' ? shown(value) : String(value),
  kind: 'enumMember',
  text: typeof value === 'string' ? value : undefined,
});

const typeValues = (): OwnValue[] =>
  [...language().types.primitive, 'list(string)', 'set(string)', 'map(string)'].map((label, index) => ({
    label,
    kind: 'keyword',
    text: undefined,
    sort: inOrder(index),
  }));

/** Sources by the form in which a setting names them; undefined for a setting that names none. */
function sourceValues(context: CompletionContext, name: string): OwnValue[] | undefined {
  const { facts } = context;
  const isStep = facts?.component?.meta.has('only') === true;
  const isList = facts?.path === 'build' && name === 'sources';
  if (!isList && !(isStep && (name === 'only' || name === 'except'))) return undefined;
  return sourceReferences(context, isList ? 'source.' : '').map(({ insert, detail }) => ({
    label: shown(insert),
    kind: 'reference',
    text: insert,
    sort: `0${insert}`,
    ...(detail !== undefined && { detail }),
  }));
}

/** Of an entry of `required_plugins`. */
function pluginValues(name: string, key: string | undefined): string[] {
  const plugins = knownPlugins();
  const named = plugins.filter((one) => one.name === name);
  if (key === 'source') return (named.length ? named : plugins).map(({ source }) => source);
  return key === 'version' ? named.map(({ version }) => `>= ${version}`) : [];
}

/** Keys of an entry of `required_plugins`, and of `override`. */
function keyItems(
  context: CompletionContext,
  { attribute, within }: ValueCursor,
  after: string,
): Completion[] {
  const { facts } = context;
  const object = within.at(-1);
  const keys = object?.kind === 'object' ? object.keys : [];
  const isAlone = !/^\s*[=:]/.test(after);
  const entry = (label: string): Completion => ({
    label,
    kind: 'property',
    ...(isAlone ? { insert: `${label} = "$1"`, isSnippet: true } : { insert: label }),
  });
  if (facts?.schema.entries && within.length === 1)
    return Object.keys(facts.schema.entries)
      .filter((key) => !keys.includes(key))
      .map(entry);
  if (attribute.name !== 'override' || within.length !== 1 || !facts?.component?.meta.has('override'))
    return [];
  // By its name alone, without its type: packer types.build.provisioners.go looks it up so.
  const names = sourceReferences(context, '').map(({ insert }) => insert.replace(/^.*\./, ''));
  return [...new Set(names)].map((insert) => ({
    label: insert,
    kind: 'reference' as const,
    ...(isAlone
      ? { insert: `"${insert}" = {\n\t$1\n}`, isSnippet: true, filter: insert }
      : { insert: `"${insert}"`, filter: insert }),
  }));
}
