import type { Attribute, Block, Body } from '../../syntax/hcl/tree';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import { language } from '../../pipeline/grammar/language';
import type { BlockSchema } from '../../pipeline/grammar/language';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Template } from '../../pipeline/template/template';
import { memoizeByObject } from '../../text/memoizeByObject';
import type { SourceText } from '../../text/sourceText';
import { quotedList } from '../../words/lists';
import type { Report } from '../rule';
import { similarWord } from '../../text/similarWord';
import { isIdentifier } from './builds';
import { rename } from './rename';

type Kind = 'block' | 'argument' | 'labels' | 'dynamic' | 'name';

type Found = Report & { readonly kind: Kind };

export const unknownBlocks = ({ template }: Pipeline): Iterable<Report> => only(template, 'block');
export const unknownArguments = ({ template }: Pipeline): Iterable<Report> => only(template, 'argument');
export const wrongLabels = ({ template }: Pipeline): Iterable<Report> => only(template, 'labels');
export const emptyDynamics = ({ template }: Pipeline): Iterable<Report> => only(template, 'dynamic');
export const reservedNames = ({ template }: Pipeline): Iterable<Report> => only(template, 'name');

const only = (template: Template, kind: Kind): Report[] =>
  template.dialect === 'hcl2' && !grammarTree(template).isNewer
    ? found(template).filter((one) => one.kind === kind)
    : [];

const found = memoizeByObject((template: Template): readonly Found[] =>
  grammarTree(template).files.flatMap(({ source, blocks, attributes, problems }) => {
    // A brace too many makes blocks of others out of a block's own, and what is not there yet may be being written.
    if (problems.length) return [];
    const checker = new Checker(template, source);
    const body = { attributes, blocks };
    checker.body(body, { labels: [], blocks: language().blocks }, []);
    return checker.found;
  }),
);

type Parts = Pick<Body, 'attributes' | 'blocks'>;

/** Reads blocks as hashicorp/hcl Body.Content() does with the schemas of hashicorp/packer hcl2template. */
class Checker {
  readonly found: Found[] = [];
  private readonly isJson: boolean;

  constructor(
    private readonly template: Template,
    private readonly source: SourceText,
  ) {
    this.isJson = /\.json$/i.test(source.path);
  }

  /** @param path the types of the blocks around it */
  body({ attributes, blocks }: Parts, schema: BlockSchema, path: readonly string[]): void {
    if (schema.ignored) return;
    const isPlugins = schema.body !== undefined;
    // A registry takes any attribute without a word; JSON does not tell blocks from attributes.
    if (!isPlugins && !schema.free && !schema.entries && path.at(-1) !== 'hcp_packer_registry')
      for (const attribute of attributes) this.attribute(attribute, schema, path);
    if (isPlugins) return this.dynamicsOf(blocks, undefined);
    for (const block of blocks) {
      if (block.type === 'dynamic' && isExpanded(path)) this.dynamic(block, schema, path);
      else this.block(block, schema, path);
    }
  }

  private attribute({ name, nameSpan }: Attribute, schema: BlockSchema, path: readonly string[]): void {
    const known = Object.keys(schema.attributes ?? {});
    if (known.includes(name)) return;
    const types = Object.keys(schema.blocks ?? {});
    if (this.isJson && types.includes(name)) return;
    const meant = similarWord(name, known);
    const place = placeOf(path);
    const help = types.includes(name)
      ? ` It is a block: write ${name} { … } without '='.`
      : meant !== undefined
        ? ` Did you mean '${meant}'?`
        : known.length
          ? ` ${place.It} takes ${quotedList(known)}.`
          : ` Only blocks can stand there.`;
    this.add('argument', {
      message: `${place.it} takes no argument '${name}', so Packer rejects the template.${help}`.replace(
        /^./,
        upper,
      ),
      location: locate(this.source, nameSpan),
      fixes: rename(this.template, this.source, nameSpan, this.isJson ? undefined : meant),
    });
  }

  private block(block: Block, schema: BlockSchema, path: readonly string[]): void {
    const { type, typeSpan } = block;
    const schemas = schema.blocks ?? {};
    const own = Object.hasOwn(schemas, type) ? schemas[type] : undefined;
    if (!own) {
      const types = Object.keys(schemas);
      const meant = similarWord(type, types);
      const place = placeOf(path);
      const help =
        schema.attributes && Object.hasOwn(schema.attributes, type)
          ? ` It is an argument: write ${type} = …`
          : (whereElse(type, path) ??
            (meant !== undefined
              ? ` Did you mean '${meant}'?`
              : types.length
                ? ` ${place.It} takes ${quotedList(types)}.`
                : ''));
      this.add('block', {
        message: `${place.it} takes no block '${type}', so Packer rejects the template.${help}`.replace(
          /^./,
          upper,
        ),
        location: locate(this.source, typeSpan),
        fixes: rename(this.template, this.source, typeSpan, meant),
      });
      return;
    }
    this.labels(block, own);
    this.names(block);
    this.body(block.body, own, [...path, type]);
  }

  private labels({ type, typeSpan, labels }: Block, { labels: wanted }: BlockSchema): void {
    if (labels.length === wanted.length) return;
    const form = [type, ...wanted.map((label) => `"${label.toUpperCase()}"`)].join(' ');
    const extra = labels[wanted.length];
    const last = labels.at(-1);
    this.add('labels', {
      message: extra
        ? `A block '${type}' has ${counted(wanted.length)}, not ${labels.length}: Packer rejects the template. Write ${form} { … }.`
        : `A block '${type}' needs ${counted(wanted.length)}: its ${wanted.slice(labels.length).join(' and its ')} ${wanted.length - labels.length > 1 ? 'are' : 'is'} missing, and Packer rejects the template. Write ${form} { … }.`,
      location: locate(
        this.source,
        extra && last ? { start: extra.span.start, end: last.span.end } : typeSpan,
      ),
    });
  }

  /** Source: hashicorp/packer hcl2template/types.variables.go and types.datasource.go, badIdentifierDetail. */
  private names({ type, labels }: Block): void {
    if (type !== 'variable' && type !== 'local' && type !== 'data') return;
    for (const { value, span } of labels)
      if (!isIdentifier(value))
        this.add('name', {
          message: `'${value}' cannot be the name of a ${type === 'data' ? 'data source' : type}: a name starts with a letter or an underscore, and has only letters, digits, underscores and hyphens. Packer rejects the template.`,
          location: locate(this.source, span),
        });
  }

  /** The `dynamic` blocks of a body of which only a plugin knows the blocks, and those within them. */
  private dynamicsOf(blocks: readonly Block[], schema: BlockSchema | undefined): void {
    for (const block of blocks) {
      if (block.type === 'dynamic') this.dynamic(block, schema ?? { labels: [], body: '' }, []);
      else this.dynamicsOf(block.body.blocks, schema);
    }
  }

  /** Source: hashicorp/hcl ext/dynblock, schema.go and expand_spec.go. */
  private dynamic(block: Block, schema: BlockSchema, path: readonly string[]): void {
    const { typeSpan, labels, body } = block;
    const say = (message: string, span = typeSpan) =>
      this.add('dynamic', { message, location: locate(this.source, span) });
    const [label, extra] = labels;
    if (!label || extra) {
      say(
        'A dynamic block has one label, the type of the blocks that it makes: dynamic "TYPE" { … }. Packer rejects the template.',
        extra?.span,
      );
      return;
    }
    const schemas = schema.blocks ?? {};
    const own = Object.hasOwn(schemas, label.value) ? schemas[label.value] : undefined;
    if (!own && schema.body === undefined) {
      const meant = similarWord(label.value, Object.keys(schemas));
      const inside = label.quoted ? { start: label.span.start + 1, end: label.span.end - 1 } : label.span;
      this.add('block', {
        message: `${placeOf(path).It} takes no block '${label.value}', so Packer rejects the template.${
          meant === undefined ? (whereElse(label.value, path) ?? '') : ` Did you mean '${meant}'?`
        }`,
        location: locate(this.source, label.span),
        fixes: rename(this.template, this.source, inside, meant),
      });
      return;
    }
    const attribute = (name: string) => body.attributes.find((one) => one.name === name);
    const contents = body.blocks.filter(({ type }) => type === 'content');
    const named = attribute('labels');
    const wanted = own?.labels ?? [];
    if (!attribute('for_each'))
      say(
        "This dynamic block has no 'for_each', so Packer does not know how many blocks to make, and rejects the template.",
      );
    if (wanted.length > 0 && !named)
      say(
        `This dynamic block has no 'labels', which blocks '${label.value}' need for their ${wanted.join(' and ')}: Packer rejects the template. Write labels = ["${wanted.join('", "').toUpperCase()}"], and in 'content' what stands between the braces of such a block.`,
      );
    else if (named?.value.kind === 'tuple' && own && named.value.items.length !== wanted.length)
      say(
        `Blocks '${label.value}' have ${counted(wanted.length)}, and 'labels' lists ${named.value.items.length}: Packer rejects the template.`,
        named.value.span,
      );
    else if (named && own && wanted.length === 0)
      say(
        `Blocks '${label.value}' have no labels: Packer rejects the template. Remove 'labels'.`,
        named.nameSpan,
      );
    if (!contents.length)
      say(
        "This dynamic block has no 'content', so its blocks would have nothing in them: Packer rejects the template. Write what they have in content { … }.",
      );
    const [, second] = contents;
    if (second) say("A dynamic block has one 'content' only: Packer rejects the template.", second.typeSpan);
    for (const { name, nameSpan } of body.attributes)
      if (!['for_each', 'iterator', 'labels'].includes(name))
        say(
          `A dynamic block takes no argument '${name}': Packer rejects the template. What its blocks have stands in content { … }.`,
          nameSpan,
        );
    for (const { type, typeSpan: span } of body.blocks)
      if (type !== 'content')
        say(
          `A dynamic block takes no block '${type}': Packer rejects the template. What its blocks have stands in content { … }.`,
          span,
        );
    for (const content of contents)
      if (own) this.body(content.body, own, [...path, label.value]);
      else this.dynamicsOf(content.body.blocks, undefined);
  }

  private add(kind: Kind, report: Report): void {
    this.found.push({ ...report, kind });
  }
}

/** Where `dynamic` blocks are taken: not at the top, where Packer looks for its own blocks first. */
const isExpanded = ([first, ...inner]: readonly string[]): boolean =>
  first === 'build' || (first !== undefined && first === 'hcp_packer_registry' && inner.length === 0);

const upper = (letter: string): string => letter.toUpperCase();

const counted = (count: number): string =>
  count === 0 ? 'no labels' : count === 1 ? 'one label' : `${count} labels`;

/** What is said of the place in which something stands. */
function placeOf(path: readonly string[]): { readonly it: string; readonly It: string } {
  const type = path.at(-1);
  const it = type === undefined ? 'the top of a template' : `a block '${type}'`;
  return { it, It: it.replace(/^./, upper) };
}

/** A block that Packer knows in another place. */
function whereElse(type: string, path: readonly string[]): string | undefined {
  const { blocks } = language();
  if (path.length > 0 && Object.hasOwn(blocks, type)) return ' It belongs at the top of the template.';
  const owner = Object.keys(blocks).find((one) => Object.hasOwn(blocks[one]?.blocks ?? {}, type));
  if (owner === undefined || owner === path.at(-1)) return undefined;
  return ` It belongs into a block '${owner}'.`;
}
