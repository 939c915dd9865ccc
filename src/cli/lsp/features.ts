import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CompletionList,
  DocumentDiagnosticParams,
  ExecuteCommandParams,
  InlayHint,
  InlayHintParams,
  Position,
  ServerCapabilities,
  TextDocumentPositionParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
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
import { toCompletionItems, toDefinition, toHover } from './toLsp';

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

  atPlace(
    'textDocument/completion',
    { completionProvider: { triggerCharacters: ['.', '"', "'", ':'] } },
    'completion',
    (found, { client }, position): CompletionList => ({
      isIncomplete: false,
      items: toCompletionItems(found, position, client),
    }),
  ),

  atPlace('textDocument/definition', { definitionProvider: true }, 'definition', (found, door) =>
    toDefinition(found, door.client, door.naming()),
  ),

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

  ofFile(
    'textDocument/inlayHint',
    { inlayHintProvider: true },
    'takeOverMarks',
    (marks, { chosen }, { range }: InlayHintParams): InlayHint[] =>
      takeOverHints(chosen.takeOverLens ? marks : [], englishMessages)
        .filter(({ at }) => !isBefore(at, range.start) && !isBefore(range.end, at))
        .map(({ at, label, tooltip }) => ({ position: at, label, tooltip, paddingLeft: true })),
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
