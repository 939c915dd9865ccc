import * as vscode from 'vscode';
import type { PlacedCompletions } from '../../analysis/languageQuestions';
import type { Completion, CompletionKind } from '../../language/completion';
import { asRange } from '../lint/convert';

/** The same as VS Code shows them. @param position at which they were asked for */
export function toCompletionItems(
  { range: word, items }: PlacedCompletions,
  position: vscode.Position,
): vscode.CompletionItem[] {
  const replacing = asRange(word);
  const range = { inserting: new vscode.Range(replacing.start, position), replacing };
  return items.map((completion) => toItem(completion, range));
}

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  class: vscode.CompletionItemKind.Class,
  enumMember: vscode.CompletionItemKind.EnumMember,
  field: vscode.CompletionItemKind.Field,
  keyword: vscode.CompletionItemKind.Keyword,
  method: vscode.CompletionItemKind.Method,
  module: vscode.CompletionItemKind.Module,
  property: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
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
