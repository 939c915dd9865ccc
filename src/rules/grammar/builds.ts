import type { Block, Expression } from '../../syntax/hcl/tree';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import { literalParts } from '../../pipeline/template/hcl/constants';
import { memoizeByObject } from '../../text/memoizeByObject';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { Template } from '../../pipeline/template/template';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Report } from '../rule';
import { similarWord } from '../../text/similarWord';
import { quotedList } from '../../words/lists';
import { rename } from './rename';
import { siblingNames } from './siblingNames';

/** A build block's word for a source. */
interface SourceUse {
  /** As written. */
  readonly text: string;
  /** `TYPE.NAME`; undefined where it is no reference. */
  readonly name: string | undefined;
  readonly source: SourceText;
  /** Of the text, without quotes where they are. */
  readonly span: Span;
  /** The label of a `source` block: there any name is taken. */
  readonly isBlock: boolean;
}

interface BuildBlock {
  readonly block: Block;
  readonly source: SourceText;
  readonly uses: readonly SourceUse[];
  /** Whether there may be others that are not written out. */
  readonly isOpen: boolean;
}

/** The build blocks of a template with the sources that they name. */
const buildBlocks = memoizeByObject((template: Template): readonly BuildBlock[] =>
  grammarTree(template).files.flatMap(({ source, blocks }) =>
    blocks.filter(({ type }) => type === 'build').map((block) => readBuild(block, source)),
  ),
);

function readBuild(block: Block, source: SourceText): BuildBlock {
  const { attributes, blocks } = block.body;
  const listed = attributes.find(({ name }) => name === 'sources')?.value;
  const { items, isOpen } = listed ? itemsOf(listed) : { items: [], isOpen: false };
  const labelled = blocks
    .filter(({ type }) => type === 'source')
    .flatMap(({ labels: [label] }) =>
      label
        ? [{ text: label.value, span: label.quoted ? inner(label.span) : label.span, isBlock: true }]
        : [],
    );
  const isMade = blocks.some(({ type, labels }) => type === 'dynamic' && labels[0]?.value === 'source');
  return {
    block,
    source,
    isOpen: isOpen || isMade,
    uses: [...items, ...labelled].map((use) => ({ ...use, source, name: referenceOf(use) })),
  };
}

function itemsOf(value: Expression): { items: Omit<SourceUse, 'name' | 'source'>[]; isOpen: boolean } {
  if (value.kind === 'parentheses') return itemsOf(value.inner);
  if (value.kind !== 'tuple') return { items: [], isOpen: true };
  const items = value.items.flatMap((item) => {
    const parts = item.kind === 'template' ? literalParts(item) : undefined;
    if (!parts || item.kind !== 'template') return [];
    return [{ text: parts.map((part) => part.value).join(''), span: item.contentSpan, isBlock: false }];
  });
  return { items, isOpen: items.length < value.items.length };
}

const inner = ({ start, end }: Span): Span => ({ start: start + 1, end: end - 1 });

/** Source: hashicorp/packer hcl2template/types.refstring.go, sourceRefFromString(), types.build.go. */
function referenceOf({ text, isBlock }: Pick<SourceUse, 'text' | 'isBlock'>): string | undefined {
  const parts = text.split('.');
  const [type, name] = parts.length > 2 ? parts.slice(1) : parts;
  if (type === undefined || name === undefined) return undefined;
  return isBlock || (isIdentifier(type) && isIdentifier(name)) ? `${type}.${name}` : undefined;
}

/** Source: hashicorp/hcl hclsyntax/public.go, ValidIdentifier(): Unicode's ID_Start and ID_Continue, and hyphens. */
export const isIdentifier = (name: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name);

/** The sources that the template builds, as `TYPE.NAME`; undefined where not all of them are written out. */
export function usedSources(template: Template): ReadonlySet<string> | undefined {
  const builds = buildBlocks(template);
  if (!builds.length || builds.some(({ isOpen }) => isOpen)) return undefined;
  return new Set(builds.flatMap(({ uses }) => uses.flatMap(({ name }) => name ?? [])));
}

/** Sources that a build block names and nobody declares, and what is no name of one. */
export function* undeclaredSources(pipeline: Pipeline): Generator<Report> {
  const { template } = pipeline;
  if (template.dialect !== 'hcl2') return;
  const tree = grammarTree(template);
  if (tree.isBroken) return;
  const names = tree.declared.flatMap(({ kind, name }) => (kind === 'source' ? [name] : []));
  let elsewhere: ReadonlySet<string> | undefined;
  const isMade = tree.files.some(({ blocks }) => blocks.some(({ type }) => type === 'dynamic'));
  for (const { text, name, source, span, isBlock } of buildBlocks(template).flatMap(({ uses }) => uses)) {
    if (name !== undefined && (names.includes(name) || isMade)) continue;
    elsewhere ??= siblingNames(pipeline);
    if (name !== undefined && elsewhere.has(`source ${name}`)) continue;
    const written = text.startsWith('source.') ? text.slice('source.'.length) : text;
    const meant = meantBy(written, names);
    const prefix = text.startsWith('source.') || !isBlock ? 'source.' : '';
    const message =
      name === undefined
        ? `'${text}' is not a reference to a source, which has the form source.TYPE.NAME. Packer rejects the template.`
        : `No source '${name}' is declared, so Packer rejects the template.`;
    yield {
      message: `${message}${
        meant !== undefined
          ? ` Did you mean '${prefix}${meant}'?`
          : names.length
            ? ` Declared are ${quotedList(names, { most: 5 })}.`
            : ' Declare it with a source block.'
      }`,
      location: locate(source, span),
      fixes: rename(template, source, span, meant === undefined ? undefined : `${prefix}${meant}`),
    };
  }
}

/** A name that is spelled wrong, has another type or name, or lacks one of the two. */
function meantBy(written: string, names: readonly string[]): string | undefined {
  const only = (found: readonly string[]) => (found.length === 1 ? found[0] : undefined);
  return (
    similarWord(written, names) ??
    only(names.filter((name) => name.startsWith(`${written}.`) || name.endsWith(`.${written}`)))
  );
}

/** Build blocks that build nothing, and templates without any. */
export function* nothingToBuild({ template }: Pipeline): Generator<Report> {
  if (template.dialect !== 'hcl2') return;
  const tree = grammarTree(template);
  if (tree.isBroken) return;
  const builds = buildBlocks(template);
  for (const { block, source, uses, isOpen } of builds)
    if (!uses.length && !isOpen)
      yield {
        message:
          'This build block names no source, so Packer rejects the template. List the sources that it builds: sources = ["source.TYPE.NAME"].',
        location: locate(source, block.typeSpan),
      };
  // A folder of variables or locals alone is a part of something; sources without a build may be, too.
  const sources = tree.declared.filter(({ kind }) => kind === 'source');
  const [first] = sources;
  if (!builds.length && first && template.path === template.folder)
    yield {
      severity: 'warning',
      message:
        'The template has no build block, so there is nothing to build: Packer rejects it as it is. Add a build block that names its sources.',
      location: locate(first.source, first.block.typeSpan),
    };
}

/** Sources that no build block names. */
export function* unusedSources({ template }: Pipeline): Generator<Report> {
  if (template.dialect !== 'hcl2' || template.path !== template.folder) return;
  const tree = grammarTree(template);
  const used = tree.isBroken ? undefined : usedSources(template);
  if (!used) return;
  for (const { kind, name, source, span } of tree.declared)
    if (kind === 'source' && !used.has(name))
      yield {
        message: `No build block uses the source '${name}': it is never built, and Packer does not check its settings.`,
        location: locate(source, span),
      };
}
