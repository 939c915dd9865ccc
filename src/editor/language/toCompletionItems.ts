import * as vscode from 'vscode';
import type { PlacedCompletions } from '../../analysis/places';
import type { Completion, CompletionKind } from '../../language/completion';
import { asRange } from '../lint/convert';

/** The same as VS Code shows them. @param position at which they were asked for */
export const toCompletionItems = (
  { range, items }: PlacedCompletions,
  position: vscode.Position,
): vscode.CompletionItem[] => itemsAt(asRange(range), items, position);

/** @param replacing the word */
export function itemsAt(
  replacing: vscode.Range,
  items: readonly Completion[],
  position: vscode.Position,
): vscode.CompletionItem[] {
  const range = { inserting: new vscode.Range(replacing.start, position), replacing };
  return items.map((completion) => toItem(completion, range));
}

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  class: vscode.CompletionItemKind.Class,
  enumMember: vscode.CompletionItemKind.EnumMember,
  field: vscode.CompletionItemKind.Field,
  file: vscode.CompletionItemKind.File,
  folder: vscode.CompletionItemKind.Folder,
  function: vscode.CompletionItemKind.Function,
  keyword: vscode.CompletionItemKind.Keyword,
  method: vscode.CompletionItemKind.Method,
  module: vscode.CompletionItemKind.Module,
  property: vscode.CompletionItemKind.Property,
  reference: vscode.CompletionItemKind.Reference,
  snippet: vscode.CompletionItemKind.Snippet,
  value: vscode.CompletionItemKind.Value,
  variable: vscode.CompletionItemKind.Variable,
};

function toItem(
  completion: Completion,
  range: NonNullable<vscode.CompletionItem['range']>,
): vscode.CompletionItem {
  const { label, kind, insert, isSnippet, detail, documentation, filter, sort } = completion;
  const item = new vscode.CompletionItem(label, kinds[kind]);
  item.range = range;
  item.insertText = isSnippet ? new vscode.SnippetString(insert) : insert;
  if (detail !== undefined) item.detail = detail;
  if (documentation !== undefined) item.documentation = new vscode.MarkdownString(documentation);
  if (filter !== undefined) item.filterText = filter;
  if (sort !== undefined) item.sortText = sort;
  if (completion.commitCharacters) item.commitCharacters = [...completion.commitCharacters];
  if (completion.deprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
  return item;
}
