import type { Block } from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import type { Span } from '../../../text/span';
import type { HclSource } from './scope';

/** Something that two HCL2 files define under one name: Packer refuses them as one template. */
export interface DuplicateName {
  /** The word of Packer's language. */
  readonly kind: 'variable' | 'local' | 'source' | 'data' | 'required plugin';
  /** Of a source and a data source `TYPE.NAME`. */
  readonly name: string;
  readonly first: Location;
  /** In another file. */
  readonly second: Location;
}

type Named = Pick<DuplicateName, 'kind' | 'name'> & { readonly span: Span };

/**
 * What a block defines for the whole template, of what may be defined once. Names of builds may be there twice.
 * Source: hashicorp/packer hcl2template/parser.go, types.variables.go, types.packer_config.go, plugin.go.
 */
const definitions: Readonly<Record<string, ((block: Block) => Named[]) | undefined>> = {
  variable: ({ labels }) => labelled('variable', labels.slice(0, 1)),
  variables: ({ body }) => attributes('variable', body.attributes),
  local: ({ labels }) => labelled('local', labels.slice(0, 1)),
  locals: ({ body }) => attributes('local', body.attributes),
  source: ({ labels }) => labelled('source', labels.slice(0, 2), 2),
  data: ({ labels }) => labelled('data', labels.slice(0, 2), 2),
  packer: ({ body }) =>
    body.blocks
      .filter(({ type }) => type === 'required_plugins')
      .flatMap((list) => attributes('required plugin', list.body.attributes)),
};

/** The first name that a file defines after another one has. @param files in Packer's order */
export function duplicateName(files: readonly HclSource[]): DuplicateName | undefined {
  const seen = new Map<string, Location>();
  for (const { source, blocks } of files)
    for (const block of blocks)
      for (const { kind, name, span } of definitions[block.type]?.(block) ?? []) {
        const key = `${kind}\0${name}`;
        const [first, second] = [seen.get(key), { path: source.path, span }];
        if (first && first.path !== second.path) return { kind, name, first, second };
        if (!first) seen.set(key, second);
      }
  return undefined;
}

function labelled(kind: Named['kind'], labels: Block['labels'], count = 1): Named[] {
  const [first] = labels;
  const last = labels.at(-1);
  if (!first || !last || labels.length < count) return [];
  const name = labels.map(({ value }) => value).join('.');
  return [{ kind, name, span: { start: first.span.start, end: last.span.end } }];
}

const attributes = (kind: Named['kind'], all: Block['body']['attributes']): Named[] =>
  all.map(({ name, nameSpan }) => ({ kind, name, span: nameSpan }));
