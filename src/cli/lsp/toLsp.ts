import {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
} from 'vscode-languageserver/node';
import type {
  CompletionItem,
  Diagnostic,
  Hover,
  Location,
  LocationLink,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { PlacedCompletions, PlacedDefinition, PlacedEdit, PlacedHover } from '../../analysis/places';
import type { FindingTag, ShownFinding } from '../../analysis/protocol';
import type { Completion, CompletionKind } from '../../language/completion';
import { inMarkdown } from '../../language/describeSetting';
import type { Severity } from '../../rules/finding';
import { PathMap } from '../../text/pathMap';
import type { Client } from './client';

/** How an editor names a file, and which version of it is open. */
export interface Naming {
  readonly uriOf: (path: string) => string;
  readonly versionOf: (path: string) => number | undefined;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags: Readonly<Record<FindingTag, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

export function toDiagnostic(
  { location, message, severity, rule, url, tag, key, related }: ShownFinding,
  client: Client,
  { uriOf }: Pick<Naming, 'uriOf'>,
): Diagnostic {
  const shownTag = tag && tags[tag];
  return {
    range: location.range,
    severity: severities[severity],
    code: rule,
    source: 'boxwright',
    message,
    ...(url !== undefined && client.codeDescriptions && { codeDescription: { href: url } }),
    ...(shownTag !== undefined && client.diagnosticTags.includes(shownTag) && { tags: [shownTag] }),
    ...(client.diagnosticData && { data: key }),
    ...(client.relatedInformation &&
      related.length && {
        relatedInformation: related.map((other) => ({
          message: other.message,
          location: { uri: uriOf(other.location.path), range: other.location.range },
        })),
      }),
  };
}

/** All that is said of one place, one below the other. */
export function toHover(found: readonly (PlacedHover | null | undefined)[], client: Client): Hover | null {
  const hovers = found.filter((one) => one !== undefined && one !== null);
  const [first] = hovers;
  if (!first) return null;
  const texts = hovers.flatMap(({ contents }) => contents);
  const value = texts
    .map(({ kind, text }) => (client.markdownHovers && kind === 'plain' ? inMarkdown(text) : text))
    .join('\n\n');
  return { contents: { kind: client.markdownHovers ? 'markdown' : 'plaintext', value }, range: first.range };
}

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  class: CompletionItemKind.Class,
  enumMember: CompletionItemKind.EnumMember,
  field: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  method: CompletionItemKind.Method,
  module: CompletionItemKind.Module,
  property: CompletionItemKind.Property,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  value: CompletionItemKind.Value,
  variable: CompletionItemKind.Variable,
};

/** @param cursor at which they were asked for */
export const toCompletionItems = (
  { range, items }: PlacedCompletions,
  cursor: Range['end'],
  client: Client,
): CompletionItem[] => items.map((completion) => toItem(completion, range, cursor, client));

function toItem(
  { label, kind, insert, isSnippet, detail, documentation, filter, sort, ...more }: Completion,
  replace: Range,
  cursor: Range['end'],
  client: Client,
): CompletionItem {
  const newText = isSnippet && !client.snippets ? withoutPlaces(insert) : insert;
  const markup = client.markdownDocumentation ? 'markdown' : 'plaintext';
  return {
    label,
    kind: kinds[kind],
    textEdit: client.insertReplace
      ? { newText, insert: { start: replace.start, end: cursor }, replace }
      : { newText, range: replace },
    ...(isSnippet && client.snippets && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: markup, value: documentation } }),
    ...(filter !== undefined && { filterText: filter }),
    ...(sort !== undefined && { sortText: sort }),
    ...(more.commitCharacters && client.commitCharacters && { commitCharacters: [...more.commitCharacters] }),
    ...(more.deprecated && (client.completionTags ? { tags: [1] } : { deprecated: true })),
  };
}

/** A snippet as a text: its places are empty, or hold what is usual there. */
export const withoutPlaces = (snippet: string): string =>
  snippet.replace(
    /\\([$}\\])|\$\{\d+(?:\|[^$}]*|:([^$}]*))?\}|\$\d+/g,
    (_, escaped: string | undefined, usual: string | undefined) => escaped ?? usual ?? '',
  );

export const toDefinitions = (
  found: readonly PlacedDefinition[],
  client: Client,
  { uriOf }: Pick<Naming, 'uriOf'>,
): LocationLink[] | Location[] =>
  client.definitionLinks
    ? found.map(({ origin, target, selection }) => ({
        originSelectionRange: origin,
        targetUri: uriOf(target.path),
        targetRange: target.range,
        targetSelectionRange: selection,
      }))
    : found.map(({ target, selection }) => ({ uri: uriOf(target.path), range: selection }));

/** @returns undefined where the editor cannot do it: it makes no files */
export function toWorkspaceEdit(
  edits: readonly PlacedEdit[],
  client: Client,
  { uriOf, versionOf }: Naming,
): WorkspaceEdit | undefined {
  const byFile = new PathMap<PlacedEdit[]>();
  for (const edit of edits) byFile.set(edit.path, [...(byFile.get(edit.path) ?? []), edit]);
  const files = [...byFile].map(([path, own]) => ({
    path,
    uri: uriOf(path),
    isNew: own.some(({ creates }) => creates),
    edits: own.map(({ range, newText }) => ({ range, newText })),
  }));
  const isMaking = files.some(({ isNew }) => isNew);
  if (!client.documentChanges)
    return isMaking ? undefined : { changes: Object.fromEntries(files.map((one) => [one.uri, one.edits])) };
  if (isMaking && !client.creates) return undefined;
  return {
    documentChanges: files.flatMap(({ path, uri, isNew, edits: own }) => [
      ...(isNew ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : []),
      { textDocument: { uri, version: versionOf(path) ?? null }, edits: own },
    ]),
  };
}
