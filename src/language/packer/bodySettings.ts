import { language } from '../../pipeline/grammar/language';
import type { BlockSchema } from '../../pipeline/grammar/language';
import type { ComponentKind } from '../../pipeline/packer/pluginTable';
import { componentOf } from '../../pipeline/schema/component';
import type { KnownComponent, PackerFacts } from '../../pipeline/schema/component';
import type { OptionFacts } from '../../pipeline/schema/facts';
import { metaOf } from '../../pipeline/schema/meta';
import type { Options } from '../../pipeline/schema/options';
import { hasNewest } from '../../pipeline/schema/releases';
import type { Template } from '../../pipeline/template/template';
import type { Block } from '../../syntax/hcl/tree';
import { componentPage, languagePage } from './documentation';
import { lineOfBlock, lineOfMeta, lineOfOption } from './ourLines';

/** Something that a body can hold. */
export interface BodySetting extends Pick<
  OptionFacts,
  | 'type'
  | 'required'
  | 'requiredIf'
  | 'default'
  | 'env'
  | 'values'
  | 'suggest'
  | 'deprecated'
  | 'since'
  | 'needs'
> {
  readonly name: string;
  readonly isBlock: boolean;
  /** What the labels of a block of Packer's own language are. */
  readonly labels: readonly string[];
  /** Who takes it: `Packer`, or a plugin. */
  readonly of: string;
  /** From the top of its component, or of the template. */
  readonly path: string;
  /** What it is for, in a few words. */
  readonly line: string | undefined;
  /** Where it is documented. */
  readonly page: string | undefined;
}

/** What stands in a block is judged by. */
export interface BodyFacts {
  /** Of the blocks around it, with dots; empty for the top of a template. */
  readonly path: string;
  readonly schema: BlockSchema;
  readonly component: UsedBody | undefined;
}

/** The body of a component, or of a block in one. */
interface UsedBody {
  readonly kind: ComponentKind;
  readonly type: string;
  /** Undefined where nothing is known of it. */
  readonly known: KnownComponent | undefined;
  readonly options: Options;
  /** What Packer itself takes there. */
  readonly meta: Options;
}

type Asking = Pick<Template, 'requiredPlugins'>;

const none: Options = new Map();
const nothing: BlockSchema = { labels: [] };

/** What is known of the innermost of some blocks. @returns undefined where nobody can say what it takes */
export function bodyFacts(
  blocks: readonly Block[],
  template: Asking,
  packer: PackerFacts | undefined,
): BodyFacts | undefined {
  let facts: BodyFacts | undefined = top();
  let around: BodyFacts | undefined;
  let dynamic: string | undefined;
  for (const { type, labels } of blocks) {
    if (!facts) return undefined;
    if (type === 'dynamic') {
      dynamic = labels[0]?.value;
      around = facts;
      facts = { path: 'dynamic', schema: dynamicSchema(), component: undefined };
    } else if (around && dynamic !== undefined) {
      facts = type === 'content' ? inner(around, dynamic, [], template, packer) : undefined;
      around = undefined;
    } else {
      facts = inner(
        facts,
        type,
        labels.map(({ value }) => value),
        template,
        packer,
      );
    }
  }
  return facts;
}

const top = (): BodyFacts => ({
  path: '',
  schema: { labels: [], blocks: language().blocks },
  component: undefined,
});

const dynamicSchema = (): BlockSchema => ({ ...language().dynamic, blocks: { content: nothing } });

function inner(
  { path, schema, component }: BodyFacts,
  type: string,
  labels: readonly string[],
  template: Asking,
  packer: PackerFacts | undefined,
): BodyFacts | undefined {
  const option = component?.options.get(type);
  if (component && option)
    return option.inner || option.type === 'attrs'
      ? {
          path: `${path}.${type}`,
          schema: option.inner ? nothing : { labels: [], free: true },
          component: { ...component, options: option.inner ?? none, meta: none },
        }
      : undefined;
  const block = schema.blocks?.[type];
  if (!block) return undefined;
  const facts = { path: path === '' ? type : `${path}.${type}`, schema: block };
  const kind = block.body === undefined ? undefined : componentKinds[block.body];
  if (!kind) return { ...facts, component: undefined };
  const written = labels[0] ?? '';
  // In a build block the label is a reference to a source.
  const used =
    path === 'build' && type === 'source' ? written.replace(/^source\./, '').split('.')[0] : written;
  const found = componentOf(template, kind, used ?? '', packer);
  const known = found?.known ? found : undefined;
  return {
    ...facts,
    component: {
      kind,
      type: used ?? '',
      known,
      options: known?.options ?? none,
      meta: metaOf(kind, 'hcl2').options,
    },
  };
}

/** By what language.json calls them. */
const componentKinds: Readonly<Record<string, ComponentKind | undefined>> = {
  builder: 'builder',
  provisioner: 'provisioner',
  'post-processor': 'postProcessor',
  data: 'dataSource',
};

/** The kind of component that the label of a block names. */
export const labelKind = ({ schema }: BodyFacts, type: string): ComponentKind | undefined =>
  componentKinds[schema.blocks?.[type]?.body ?? ''];

/** All that a body takes, each name once: what is of the component first. */
export function settingsOf({ path, schema, component }: BodyFacts): BodySetting[] {
  const found = new Map<string, BodySetting>();
  const add = (one: BodySetting) => {
    if (!found.has(one.name)) found.set(one.name, one);
  };
  if (component) for (const one of optionsOf(component)) add(one);
  const at = (name: string) => (path === '' || path === 'dynamic' ? name : `${path}.${name}`);
  const ofPacker = { of: 'Packer', labels: [] } as const;
  for (const [name, attribute] of Object.entries(schema.attributes ?? {}))
    add({
      ...ofPacker,
      ...attribute,
      name,
      isBlock: false,
      path: at(name),
      line: lineOfBlock(at(name)),
      page: languagePage(path),
    });
  for (const [name, { labels, since, ignored }] of Object.entries(schema.blocks ?? {}))
    if (!ignored)
      add({
        ...ofPacker,
        name,
        type: 'block',
        labels,
        isBlock: true,
        path: at(name),
        line: lineOfBlock(at(name)),
        page: languagePage(at(name)),
        ...(since !== undefined && { since }),
      });
  return [...found.values()];
}

function* optionsOf({ kind, known, options, meta }: UsedBody): Generator<BodySetting> {
  for (const option of options.values()) {
    if (!known || option.hidden || option.jsonOnly || hasNewest(known.releases, option.since) === false)
      continue;
    const { required = option.docRequired } = option;
    yield {
      ...option,
      ...(required && { required }),
      labels: [],
      isBlock: blockTypes.has(option.type),
      of: known.plugin === 'core' ? 'Packer' : known.plugin,
      line: lineOfOption(known, option.path),
      page: componentPage(known),
    };
  }
  for (const option of meta.values())
    yield {
      ...option,
      labels: [],
      isBlock: false,
      of: 'Packer',
      line: lineOfMeta(kind, option.name),
      page: languagePage(kind === 'provisioner' ? 'build.provisioner' : 'build.post-processor'),
    };
}

const blockTypes = new Set(['block', 'list(block)', 'attrs']);
