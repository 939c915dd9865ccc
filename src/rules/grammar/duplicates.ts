import type { Block } from '../../syntax/hcl/tree';
import { grammarTree, locate } from '../../pipeline/grammar/grammarTree';
import type { Declared } from '../../pipeline/grammar/grammarTree';
import type { Pipeline } from '../../pipeline/pipeline';
import type { Location } from '../../text/location';
import type { SourceText } from '../../text/sourceText';
import type { Report } from '../rule';
import { duplicatesInJson } from './json';

const words = {
  variable: 'variable',
  local: 'local',
  source: 'source',
  data: 'data source',
} satisfies Readonly<Record<Declared['kind'], string>>;

/** What a template defines twice, and Packer takes once. */
export function* duplicateDefinitions(pipeline: Pipeline): Generator<Report> {
  const { template } = pipeline;
  if (template.dialect === 'json') {
    yield* duplicatesInJson(pipeline);
    return;
  }
  const { declared, files } = grammarTree(template);
  const seen = new Map<string, Location>();
  for (const { kind, name, source, span } of declared) {
    const location = locate(source, span);
    const first = seen.get(`${kind} ${name}`);
    if (first) yield twice(`The ${words[kind]} '${name}' is already defined`, location, first);
    else seen.set(`${kind} ${name}`, location);
  }
  for (const { source, blocks } of files) {
    for (const block of blocks.filter(({ type }) => type === 'build')) {
      const inner = block.body.blocks;
      yield* second(source, inner, 'error-cleanup-provisioner');
      yield* second(source, inner, 'hcp_packer_registry');
      for (const use of inner.filter(({ type }) => type === 'source')) yield* setTwice(source, use, declared);
    }
  }
  yield* registries(files);
}

/**
 * What a source sets cannot be set anew where a build uses it. Source: hashicorp/packer hcl2template/types.source.go merges
 * both bodies, and hcl.MergeBodies reports "Duplicate argument".
 */
function* setTwice(
  source: SourceText,
  { labels, body }: Block,
  declared: readonly Declared[],
): Generator<Report> {
  const label = labels[0]?.value.replace(/^source\./, '');
  const used = declared.find(({ kind, name }) => kind === 'source' && name === label);
  for (const { name, nameSpan } of used ? body.attributes : []) {
    // That of a build is no option of its source.
    const first = name === 'name' ? undefined : used?.block.body.attributes.find((one) => one.name === name);
    if (used && first)
      yield {
        message: `The source '${used.name}' already sets '${name}', so Packer rejects the template. Set it in one of the two.`,
        location: locate(source, nameSpan),
        related: [{ message: 'It is set here first.', location: locate(used.source, first.nameSpan) }],
      };
  }
}

function* second(source: SourceText, blocks: readonly Block[], type: string): Generator<Report> {
  const [first, ...others] = blocks.filter((block) => block.type === type);
  if (first)
    for (const { typeSpan } of others)
      yield twice(
        `This build block already has a block '${type}'`,
        locate(source, typeSpan),
        locate(source, first.typeSpan),
      );
}

/**
 * One registry block at the top, or in one of the build blocks: of two at the top Packer says so at once, else where it
 * publishes. Source: hashicorp/packer hcl2template/parser.go, parseConfig(), and types.packer_config.go,
 * GetHCPPackerRegistryBlock().
 */
function* registries(files: ReturnType<typeof grammarTree>['files']): Generator<Report> {
  const isRegistry = ({ type }: Block) => type === 'hcp_packer_registry';
  const registry = (source: SourceText, [block]: readonly Block[]) =>
    block ? [locate(source, block.typeSpan)] : [];
  const atTop = files.flatMap(({ source, blocks }) =>
    blocks.filter(isRegistry).map((block) => locate(source, block.typeSpan)),
  );
  const inBuilds = files.flatMap(({ source, blocks }) =>
    blocks
      .filter(({ type }) => type === 'build')
      .flatMap(({ body }) => registry(source, body.blocks.filter(isRegistry))),
  );
  const what = "The template already has a block 'hcp_packer_registry'";
  const [first, ...others] = atTop;
  if (first) for (const location of others) yield twice(what, location, first);
  const [other = first, ...more] = first ? [first, ...inBuilds] : inBuilds;
  if (other)
    for (const location of more)
      yield {
        severity: 'warning',
        message: `${what}, and a build that publishes to HCP Packer takes one only: it stops. Remove one of the two.`,
        location,
        related: [{ message: 'It is defined here first.', location: other }],
      };
}

/** @param what a sentence without its end */
const twice = (what: string, location: Location, first: Location): Report => ({
  message: `${what}, so Packer rejects the template. Remove or rename one of the two.`,
  location,
  related: [{ message: 'It is defined here first.', location: first }],
});
