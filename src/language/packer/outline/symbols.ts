import { parsedHcl } from '../../../pipeline/template/hcl/readHclTemplate';
import type { Template } from '../../../pipeline/template/template';
import type { Attribute, Block } from '../../../syntax/hcl/tree';
import { constantString, findAttribute } from '../../../syntax/hcl/values';
import type { Location } from '../../../text/location';
import type { Span } from '../../../text/span';
import { labelSpan, namesIn } from '../names';
import type { NameKind } from '../names';

/** What something in an outline is. */
export type SymbolKind = NameKind | 'packer' | 'step' | 'block' | 'value';

/** A part of a file with what is in it. */
export interface PackerSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  /** All of it. */
  readonly span: Span;
  /** Its name. */
  readonly selection: Span;
  readonly children: readonly PackerSymbol[];
}

/** The outline of an HCL2 template, or of a file that sets its variables. */
export function documentSymbols(text: string): PackerSymbol[] {
  const { body } = parsedHcl(text);
  return body.items.map((item) =>
    item.kind === 'block' ? blockSymbol(item, text) : valueSymbol(item, 'value'),
  );
}

const kinds: Readonly<Record<string, SymbolKind | undefined>> = {
  variable: 'variable',
  local: 'local',
  source: 'source',
  data: 'data',
  build: 'build',
  packer: 'packer',
  provisioner: 'step',
  'error-cleanup-provisioner': 'step',
  'post-processor': 'step',
};

/** Blocks whose attributes are names of their own. */
const holders: Readonly<Record<string, SymbolKind | undefined>> = {
  locals: 'local',
  variables: 'variable',
  required_plugins: 'value',
};

function blockSymbol({ type, typeSpan, labels, body, span }: Block, text: string): PackerSymbol {
  const last = labels.at(-1);
  const held = holders[type];
  const name = findAttribute(body, 'name');
  const given = name && constantString(name.value);
  const label = labels.map(({ value }) => value).join('.');
  const inner = body.blocks.map((block) => blockSymbol(block, text));
  return {
    name: [type, label].filter(Boolean).join(' '),
    detail: kinds[type] === 'step' || type === 'build' ? (given ?? '') : '',
    kind: kinds[type] ?? 'block',
    span,
    selection: last && type !== 'source' ? labelSpan(last, { text }) : typeSpan,
    children: held ? [...body.attributes.map((one) => valueSymbol(one, held)), ...inner] : inner,
  };
}

const valueSymbol = ({ name, nameSpan, span }: Attribute, kind: SymbolKind): PackerSymbol => ({
  name,
  detail: '',
  kind,
  span,
  selection: nameSpan,
  children: [],
});

/** Something that a template of the workspace declares. */
export interface DeclaredSymbol {
  readonly name: string;
  readonly kind: NameKind;
  readonly location: Location;
}

/** How many names of a search are given: nobody reads more. */
const most = 500;

/** What templates declare, of those whose names have the letters of a search in their order. */
export function declaredSymbols(templates: readonly Template[], search: string): DeclaredSymbol[] {
  const letters = [...search.toLowerCase()];
  const matches = (name: string) => {
    let at = 0;
    return letters.every((letter) => (at = name.indexOf(letter, at) + 1) > 0);
  };
  return templates
    .flatMap((template) => namesIn(template))
    .filter(({ role, name }) => role === 'declaration' && matches(name.toLowerCase()))
    .slice(0, most)
    .map(({ kind, name, source: { path }, span }) => ({ kind, name, location: { path, span } }));
}
