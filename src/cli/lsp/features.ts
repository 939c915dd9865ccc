import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CompletionList,
  DocumentDiagnosticParams,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbolParams,
  ExecuteCommandParams,
  FoldingRange,
  InlayHint,
  InlayHintParams,
  Location,
  Position,
  ReferenceParams,
  RenameParams,
  ServerCapabilities,
  SignatureHelp,
  TextDocumentPositionParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceSymbolParams,
} from 'vscode-languageserver/node';
import type { Answer, Asked, Questions } from '../../analysis/transport';
import { takeOverHints } from '../../language/takeOver/takeOverHints';
import { takeOverLens } from '../../language/takeOver/takeOverLens';
import type { Client } from './client';
import { codeActions, kinds } from './codeActions';
import type { Door } from './door';
import { englishMessages } from './messages';
import { isBefore } from './positions';
import type { ShownPlace } from './door';
import { goToCommand, showPlace } from './showPlace';
import { declared, symbolList, symbolTree } from './symbols';
import { toCompletionItems, toDefinitions, toHover, toWorkspaceEdit } from './toLsp';

/** A request that editors make. */
export interface Feature {
  readonly method: string;
  /** What an editor is told of it. */
  readonly capabilities: ServerCapabilities | ((client: Client) => ServerCapabilities);
  readonly answer: (door: Door, params: never) => Promise<unknown>;
}

const feature = <Params, Result>(
  method: string,
  capabilities: Feature['capabilities'],
  answer: (door: Door, params: Params) => Promise<Result>,
): Feature => ({ method, capabilities, answer });

/** The questions that are asked with a file, here and in the following, a position, or nothing else. */
type QuestionOf<Given> = {
  [Name in keyof Questions]: Asked<Name> extends Given ? (Given extends Asked<Name> ? Name : never) : never;
}[keyof Questions];
type AtPlace = QuestionOf<[path: string, position: Position]>;
type OfFile = QuestionOf<[path: string]>;

/** A row of what is asked at a place of a text. */
const atPlace = <Name extends AtPlace, Result>(
  method: string,
  capabilities: Feature['capabilities'],
  name: Name,
  convert: (found: NonNullable<Answer<Name>>, door: Door, position: Position) => Result,
): Feature =>
  feature(method, capabilities, async (door, { textDocument, position }: TextDocumentPositionParams) => {
    const path = door.pathOf(textDocument.uri);
    const given = [path, position] as unknown as Asked<Name>;
    const found = path === undefined ? undefined : await door.ask(name, ...given);
    return found ? convert(found, door, position) : null;
  });

/** A row of what is asked of a whole text. */
const ofFile = <Name extends OfFile, Params, Result>(
  method: string,
  capabilities: Feature['capabilities'],
  name: Name,
  convert: (found: NonNullable<Answer<Name>>, door: Door, params: Params) => Result,
): Feature =>
  feature(
    method,
    capabilities,
    async (door, params: Params & { readonly textDocument: { readonly uri: string } }) => {
      const path = door.pathOf(params.textDocument.uri);
      const found =
        path === undefined ? undefined : await door.ask(name, ...([path] as unknown as Asked<Name>));
      return found ? convert(found, door, params) : null;
    },
  );

/**
 * What the server can: a question of the analysis that is asked at a place or of a text is one row, with its method, what the
 * editor is told of it, and how its answer is written.
 */
export const features: readonly Feature[] = [
  feature(
    'textDocument/hover',
    { hoverProvider: true },
    async (door, { textDocument, position }: TextDocumentPositionParams) => {
      const path = door.pathOf(textDocument.uri);
      if (path === undefined) return null;
      const found = await Promise.all([
        door.ask('documentation', path, position),
        door.ask('explain', path, position),
      ]);
      return toHover(found, door.client);
    },
  ),

  feature(
    'textDocument/completion',
    { completionProvider: { triggerCharacters: ['.', '"', "'", ':', '{', '/'] } },
    async (door, { textDocument, position }: TextDocumentPositionParams): Promise<CompletionList | null> => {
      const path = door.pathOf(textDocument.uri);
      if (path === undefined) return null;
      const found =
        (await door.ask('complete', path, position)) ?? (await door.ask('completion', path, position));
      return found ? { isIncomplete: false, items: toCompletionItems(found, position, door.client) } : null;
    },
  ),

  feature(
    'textDocument/definition',
    { definitionProvider: true },
    async (door, { textDocument, position }: TextDocumentPositionParams) => {
      const path = door.pathOf(textDocument.uri);
      if (path === undefined) return null;
      const found = await Promise.all([
        door.ask('definitions', path, position),
        door.ask('definition', path, position),
      ]);
      return toDefinitions(
        found.flatMap((one) => one ?? []),
        door.client,
        door.naming(),
      );
    },
  ),

  feature(
    'textDocument/references',
    { referencesProvider: true },
    async (door, { textDocument, position, context }: ReferenceParams): Promise<Location[]> => {
      const path = door.pathOf(textDocument.uri);
      if (path === undefined) return [];
      const { uriOf } = door.naming();
      const found = await door.ask('references', path, position, context.includeDeclaration);
      return (found ?? []).map((one) => ({ uri: uriOf(one.path), range: one.range }));
    },
  ),

  atPlace('textDocument/documentHighlight', { documentHighlightProvider: true }, 'highlights', (found) =>
    found.map(({ range, kind }): DocumentHighlight => ({ range, kind: kind === 'read' ? 2 : 3 })),
  ),

  atPlace(
    'textDocument/signatureHelp',
    { signatureHelpProvider: { triggerCharacters: ['(', ','] } },
    'signature',
    ({ label, parameters, active }): SignatureHelp => ({
      signatures: [{ label, parameters: parameters.map((one) => ({ label: one })) }],
      activeSignature: 0,
      // What lies behind the last one marks none.
      activeParameter: active ?? parameters.length,
    }),
  ),

  atPlace(
    'textDocument/prepareRename',
    ({ preparesRename }) => ({ renameProvider: preparesRename ? { prepareProvider: true } : true }),
    'prepareRename',
    (found) => {
      const { range, name } = unlessRefused(found);
      return { range, placeholder: name };
    },
  ),

  feature('textDocument/rename', {}, async (door, { textDocument, position, newName }: RenameParams) => {
    const path = door.pathOf(textDocument.uri);
    const naming = door.naming();
    const found = path === undefined ? undefined : await door.ask('rename', path, position, newName);
    return found ? (toWorkspaceEdit(unlessRefused(found).edits, door.client, naming) ?? null) : null;
  }),

  ofFile(
    'textDocument/documentSymbol',
    { documentSymbolProvider: true },
    'symbols',
    (found, door, { textDocument }: DocumentSymbolParams) =>
      door.client.symbolTrees ? symbolTree(found) : symbolList(found, textDocument.uri),
  ),

  feature(
    'workspace/symbol',
    { workspaceSymbolProvider: true },
    async (door, { query }: WorkspaceSymbolParams) =>
      declared((await door.ask('workspaceSymbols', query)) ?? [], door.naming(), (path) => door.shown(path)),
  ),

  ofFile('textDocument/foldingRange', { foldingRangeProvider: true }, 'folding', (found) =>
    found.map(({ first, last, kind }): FoldingRange => ({
      startLine: first,
      endLine: last,
      ...(kind === 'comment' && { kind }),
    })),
  ),

  ofFile('textDocument/documentLink', { documentLinkProvider: {} }, 'links', (found, door) => {
    const { uriOf } = door.naming();
    return found.map(({ range, target }): DocumentLink => ({ range, target: uriOf(target) }));
  }),

  ofFile('textDocument/codeLens', { codeLensProvider: {} }, 'takeOverMarks', (marks, door): CodeLens[] => {
    const { uriOf } = door.naming();
    const shown = door.chosen.takeOverLens ? marks : [];
    return shown.map((mark) => {
      const places: ShownPlace[] = mark.targets.map(({ name, location: { path, range } }) => ({
        name,
        uri: uriOf(path),
        range,
      }));
      const leads = places.length > 0 && door.client.showsDocuments;
      return {
        range: mark.location.range,
        command: {
          title: takeOverLens(mark, (template) => door.shown(template)),
          command: leads ? goToCommand : '',
          ...(leads && { arguments: [places] }),
        },
      };
    });
  }),

  feature(
    'textDocument/inlayHint',
    { inlayHintProvider: true },
    async (door, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> => {
      const path = door.pathOf(textDocument.uri);
      if (path === undefined) return [];
      const { takeOverLens: marks, showDefaults } = door.chosen;
      const connects = marks ? ((await door.ask('takeOverMarks', path)) ?? []) : [];
      const defaults = showDefaults ? ((await door.ask('defaultHints', path)) ?? []) : [];
      return [...takeOverHints(connects, englishMessages), ...defaults]
        .filter(({ at }) => !isBefore(at, range.start) && !isBefore(range.end, at))
        .map(({ at, ...hint }) => ({ position: at, ...hint, paddingLeft: true }));
    },
  ),

  feature(
    'textDocument/codeAction',
    { codeActionProvider: { codeActionKinds: Object.values(kinds) } },
    async (door, { textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> => {
      const path = door.pathOf(textDocument.uri);
      return path === undefined ? [] : codeActions(door, path, range, context);
    },
  ),

  feature(
    'textDocument/diagnostic',
    ({ pulls }) =>
      pulls
        ? {
            diagnosticProvider: {
              identifier: 'boxwright',
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {},
    async (door, { textDocument, previousResultId }: DocumentDiagnosticParams) => {
      const path = door.pathOf(textDocument.uri);
      if (path === undefined) return { kind: 'full', items: [] };
      return door.diagnostics.pull(path, previousResultId, () => door.ask('findings', path));
    },
  ),

  feature(
    'workspace/diagnostic',
    {},
    async (
      door,
      { previousResultIds = [] }: WorkspaceDiagnosticParams,
    ): Promise<WorkspaceDiagnosticReport> => {
      await door.workspaceRead();
      return { items: door.diagnostics.pullAll(previousResultIds, (uri) => door.pathOf(uri)) };
    },
  ),

  feature(
    'workspace/executeCommand',
    ({ showsDocuments }) => (showsDocuments ? { executeCommandProvider: { commands: [goToCommand] } } : {}),
    async (door, { command, arguments: given }: ExecuteCommandParams): Promise<null> => {
      if (command === goToCommand) await showPlace(door, given);
      return null;
    },
  ),
];

/** @throws ResponseError, whose message an editor shows */
function unlessRefused<Found extends object>(found: Found): Exclude<Found, { readonly refusal: string }> {
  if ('refusal' in found) throw new ResponseError(LSPErrorCodes.RequestFailed, String(found.refusal));
  return found as Exclude<Found, { readonly refusal: string }>;
}
