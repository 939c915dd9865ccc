import { parsedHcl } from '../../pipeline/template/hcl/readHclTemplate';
import { endOfName } from '../../syntax/hcl/characters';
import type { Attribute, Block, Body, Expression, HclFile } from '../../syntax/hcl/tree';
import type { Span } from '../../text/span';
import { labelSpan } from './names';
import { valuePlaceAt } from './valuePlace';
import type { ValuePlace } from './valuePlace';

/** Where in an HCL2 file of Packer a place is. */
export interface Cursor {
  readonly text: string;
  readonly offset: number;
  /** Around the place, from outside to inside. */
  readonly blocks: readonly Block[];
  /** The innermost. */
  readonly body: Body;
  readonly place: Place;
}

export type Place =
  | ItemPlace
  | LabelPlace
  | (ValuePlace & { readonly kind: 'value'; readonly attribute: Attribute })
  /** A comment, an operator, something that cannot be read. */
  | { readonly kind: 'nothing' };

/** The name of an attribute or the type of a block, or where one can begin. */
export interface ItemPlace {
  readonly kind: 'item';
  readonly word: Span;
  /** Undefined where neither is read there. */
  readonly item: Attribute | Block | undefined;
  /** What follows on the line: a value, the rest of a block, or nothing. */
  readonly rest: 'value' | 'block' | 'nothing';
}

export interface LabelPlace {
  readonly kind: 'label';
  /** Of the block. */
  readonly type: string;
  /** Labels before this one. */
  readonly before: readonly string[];
  /** Without quotes. */
  readonly word: Span;
  /** Whether quotes stand around the word. */
  readonly isQuoted: boolean;
}

/** Finds out what is written, or can be, at an offset of a text, however much of it is there. */
export function cursorAt(text: string, offset: number): Cursor {
  const file = parsedHcl(text);
  const around = enclosing(file.body, text.length, offset, []);
  return { text, offset, ...around, place: placeAt(file, around.body, text, offset) };
}

function enclosing(
  body: Body,
  end: number,
  offset: number,
  blocks: readonly Block[],
): Pick<Cursor, 'blocks' | 'body'> {
  const index = body.items.findLastIndex(({ span }) => span.start <= offset);
  const block = body.items[index];
  if (block?.kind !== 'block' || !block.openBrace || offset < block.openBrace.end) return { blocks, body };
  // While its brace is missing, all up to the next item is in it.
  const inner = block.closeBrace?.start ?? body.items[index + 1]?.span.start ?? end;
  if (offset > inner) return { blocks, body };
  return enclosing(block.body, inner, offset, [...blocks, block]);
}

const nothing: Place = { kind: 'nothing' };

function placeAt({ comments }: HclFile, body: Body, text: string, offset: number): Place {
  const isComment = comments.some(
    ({ style, span }) => span.start < offset && (style === '/*' ? offset < span.end : offset <= span.end),
  );
  if (isComment) return nothing;
  const item = body.items.findLast(({ span }) => span.start <= offset);
  const place =
    item?.kind === 'attribute' ? inAttribute(item, text, offset) : item && inHeader(item, text, offset);
  return place ?? onLine(body, text, offset);
}

/** @returns undefined where the attribute has ended before the place */
function inAttribute(attribute: Attribute, text: string, offset: number): Place | undefined {
  const { nameSpan, value } = attribute;
  if (offset <= nameSpan.end) return { kind: 'item', word: nameSpan, item: attribute, rest: 'value' };
  const equals = text.indexOf('=', nameSpan.end);
  if (offset <= equals) return nothing;
  const found = valuePlaceAt(text, equals + 1, offset);
  if (!found || isBeyond(value, nameSpan.start, text, offset)) return undefined;
  return { kind: 'value', attribute, ...found };
}

/** A line that is indented no deeper than an item begins another one, where the brackets of that are not closed. */
function isBeyond(value: Expression, itemStart: number, text: string, offset: number): boolean {
  const { start, end } = value.span;
  const line = lineStart(text, offset);
  const isHeredoc = value.kind === 'template' && value.form !== 'quoted';
  const isClosed = isHeredoc || (offset < end && /[\])}]/.test(text.charAt(end - 1)));
  return (
    line > start && !isClosed && indentation(text, line) <= indentation(text, lineStart(text, itemStart))
  );
}

/** @returns undefined where the place is not before the brace of the block */
function inHeader(block: Block, text: string, offset: number): Place | undefined {
  const { type, typeSpan, labels, openBrace } = block;
  const end = openBrace?.start ?? typeSpan.end + lineAt(text, typeSpan.end).length;
  if (offset > end) return undefined;
  if (offset <= typeSpan.end) return { kind: 'item', word: typeSpan, item: block, rest: 'block' };
  const index = labels.findIndex(({ span }) => offset <= span.end);
  const label = index < 0 ? undefined : labels[index];
  if (!label) return onLabelStart(text, offset) ?? nothing;
  const word = labelSpan(label, { text });
  if (offset < word.start || offset > word.end) return nothing;
  const before = labels.slice(0, index).map(({ value }) => value);
  return { kind: 'label', type, before, word, isQuoted: label.quoted };
}

/** What can begin where nothing is read: all before the place on its line is what is being written. */
function onLine(body: Body, text: string, offset: number): Place {
  const start = Math.max(lineStart(text, offset), body.span.start);
  const [, blanks, typed] = /^(\s*)([\p{L}_][\p{L}\p{N}_-]*)?$/u.exec(text.slice(start, offset)) ?? [];
  if (blanks === undefined) return onLabelStart(text, offset) ?? nothing;
  const wordStart = offset - (typed?.length ?? 0);
  const word = { start: wordStart, end: Math.max(endOfName(text, wordStart), offset) };
  const after = lineAt(text, word.end);
  const rest = /^\s*=/.test(after) ? 'value' : /^\s*["{]/.test(after) ? 'block' : 'nothing';
  return { kind: 'item', word, item: undefined, rest };
}

/** Behind the type of a block, or a label: another label can begin. */
function onLabelStart(text: string, offset: number): LabelPlace | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  const [, type, labels] = /^\s*([a-z_-]+)((?:[ \t]+"[^"\r\n]*")*)[ \t]+$/.exec(before) ?? [];
  if (type === undefined || labels === undefined) return undefined;
  return {
    kind: 'label',
    type,
    before: [...labels.matchAll(/"([^"]*)"/g)].map(([, label = '']) => label),
    word: { start: offset, end: offset },
    isQuoted: false,
  };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function lineAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  return text.slice(offset, end < 0 ? undefined : end).replace(/\r$/, '');
}

const indentation = (text: string, line: number): number => lineAt(text, line).search(/\S|$/);
