import { SymbolKind } from 'vscode-languageserver/node';
import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver/node';
import type { PlacedDeclaration, PlacedSymbol } from '../../analysis/questions';
import type { Naming } from './toLsp';

const kinds: Readonly<Record<PlacedSymbol['kind'], SymbolKind>> = {
  variable: SymbolKind.Variable,
  local: SymbolKind.Constant,
  source: SymbolKind.Class,
  data: SymbolKind.Interface,
  build: SymbolKind.Module,
  packer: SymbolKind.Package,
  step: SymbolKind.Function,
  block: SymbolKind.Struct,
  value: SymbolKind.Property,
};

/** The outline of a file as a tree. */
export const symbolTree = (symbols: readonly PlacedSymbol[]): DocumentSymbol[] =>
  symbols.map(({ name, detail, kind, range, selection, children }) => ({
    name,
    detail,
    kind: kinds[kind],
    range,
    selectionRange: selection,
    children: symbolTree(children),
  }));

/** The same one after the other, for editors that take no tree. @param within what they are part of */
export const symbolList = (
  symbols: readonly PlacedSymbol[],
  uri: string,
  within?: string,
): SymbolInformation[] =>
  symbols.flatMap(({ name, kind, range, children }) => [
    {
      name,
      kind: kinds[kind],
      location: { uri, range },
      ...(within !== undefined && { containerName: within }),
    },
    ...symbolList(children, uri, name),
  ]);

/** What the templates of a workspace declare. @param shown how a file is called */
export const declared = (
  found: readonly PlacedDeclaration[],
  { uriOf }: Pick<Naming, 'uriOf'>,
  shown: (path: string) => string,
): SymbolInformation[] =>
  found.map(({ name, kind, location: { path, range } }) => ({
    name,
    kind: kinds[kind],
    location: { uri: uriOf(path), range },
    containerName: shown(path),
  }));
