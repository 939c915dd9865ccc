import { createScanner, ParseErrorCode, SyntaxKind, visit } from 'jsonc-parser';
import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';
import type { JsonArray, JsonFile, JsonNode, JsonObject, JsonProperty, JsonString } from './tree';

/** jsonc-parser recurses and overflows the stack at some 5,000 levels; nobody writes a tenth of this by hand. */
const maximumDepth = 500;

/**
 * Reads a JSON text, tolerantly: comments and trailing commas are accepted, and after a mistake what follows is
 * still read. Never throws.
 */
export function parseJson(text: string): JsonFile {
  const tooDeep = firstBracketBeyond(text, maximumDepth);
  if (tooDeep) {
    const message = `This is nested more than ${maximumDepth} levels deep and is not read.`;
    return { root: undefined, problems: [{ message, span: tooDeep }], comments: [] };
  }
  return new TreeBuilder().build(text);
}

type Open =
  | { kind: 'object'; start: number; properties: JsonProperty[]; name: JsonString | undefined }
  | { kind: 'array'; start: number; items: JsonNode[] };

class TreeBuilder {
  private readonly open: Open[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private readonly comments: Span[] = [];
  private root: JsonNode | undefined;

  build(text: string): JsonFile {
    visit(
      text,
      {
        onObjectBegin: (start) => {
          this.open.push({ kind: 'object', start, properties: [], name: undefined });
        },
        onObjectProperty: (value, offset, length) => {
          const parent = this.open.at(-1);
          if (parent?.kind !== 'object') return;
          this.finishProperty(parent);
          parent.name = { kind: 'string', span: { start: offset, end: offset + length }, value };
        },
        // Behind a comment that is not closed the scanner counts on past the end of the text.
        onObjectEnd: (offset, length) => this.close(Math.min(offset + length, text.length)),
        onArrayBegin: (start) => {
          this.open.push({ kind: 'array', start, items: [] });
        },
        onArrayEnd: (offset, length) => this.close(Math.min(offset + length, text.length)),
        onLiteralValue: (value: unknown, offset, length) =>
          this.add(literal(value, { start: offset, end: offset + length })),
        onError: (code, offset, length) => {
          // A mistake at the very end of the text is shown on its last character.
          const start = Math.min(offset, Math.max(0, text.length - 1));
          this.problems.push({
            message: explain(code),
            span: { start, end: Math.min(text.length, start + Math.max(1, length)) },
          });
        },
        onComment: (offset, length) => {
          this.comments.push({ start: offset, end: offset + length });
        },
      },
      { allowTrailingComma: false },
    );
    // The parser ends every object and array that it began, but for those that the end of the text cuts off.
    while (this.open.length) this.close(text.length);
    return { root: this.root, problems: this.problems, comments: this.comments };
  }

  private close(end: number): void {
    const closed = this.open.pop();
    if (!closed) return;
    const span = { start: closed.start, end };
    if (closed.kind === 'object') {
      this.finishProperty(closed);
      this.add({ kind: 'object', span, properties: closed.properties } satisfies JsonObject);
    } else {
      this.add({ kind: 'array', span, items: closed.items } satisfies JsonArray);
    }
  }

  private add(node: JsonNode): void {
    const parent = this.open.at(-1);
    if (!parent) this.root ??= node;
    else if (parent.kind === 'array') parent.items.push(node);
    else if (parent.name) {
      const { name } = parent;
      parent.properties.push({ name, value: node, span: { start: name.span.start, end: node.span.end } });
      parent.name = undefined;
    }
  }

  /** A property whose value is still missing, as while typing. */
  private finishProperty(object: Extract<Open, { kind: 'object' }>): void {
    if (!object.name) return;
    object.properties.push({ name: object.name, value: undefined, span: object.name.span });
    object.name = undefined;
  }
}

function literal(value: unknown, span: Span): JsonNode {
  if (typeof value === 'string') return { kind: 'string', span, value };
  if (typeof value === 'number') return { kind: 'number', span, value };
  if (typeof value === 'boolean') return { kind: 'boolean', span, value };
  return { kind: 'null', span };
}

function firstBracketBeyond(text: string, limit: number): Span | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      if (++depth > limit) {
        const start = scanner.getTokenOffset();
        return { start, end: start + 1 };
      }
    } else if (token === SyntaxKind.CloseBraceToken || token === SyntaxKind.CloseBracketToken) depth--;
  }
  return undefined;
}

const explanations: Partial<Record<ParseErrorCode, string>> = {
  [ParseErrorCode.InvalidSymbol]:
    'This is not a JSON value. Write a string in double quotes, a number, true, false or null.',
  [ParseErrorCode.InvalidNumberFormat]: 'This is not a JSON number.',
  [ParseErrorCode.PropertyNameExpected]: 'Expected a property name in double quotes.',
  [ParseErrorCode.ValueExpected]: 'Expected a value.',
  [ParseErrorCode.ColonExpected]: 'Expected a colon between the name and its value.',
  [ParseErrorCode.CommaExpected]: 'Expected a comma.',
  [ParseErrorCode.CloseBraceExpected]: 'Expected a closing brace.',
  [ParseErrorCode.CloseBracketExpected]: 'Expected a closing bracket.',
  [ParseErrorCode.EndOfFileExpected]: 'Expected the end of the file.',
  [ParseErrorCode.InvalidCommentToken]: 'JSON does not allow comments.',
  [ParseErrorCode.UnexpectedEndOfComment]: 'This comment is not closed.',
  [ParseErrorCode.UnexpectedEndOfString]: 'This string is not closed.',
  [ParseErrorCode.UnexpectedEndOfNumber]: 'This number is incomplete.',
  [ParseErrorCode.InvalidUnicode]: 'Expected four hexadecimal digits after \\u.',
  [ParseErrorCode.InvalidEscapeCharacter]: 'This is not a JSON escape. Write \\\\ for a backslash.',
  [ParseErrorCode.InvalidCharacter]: 'This character must be escaped in a JSON string.',
};

const explain = (code: ParseErrorCode): string => explanations[code] ?? 'This is not valid JSON.';
