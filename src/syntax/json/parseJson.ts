import { createScanner, ParseErrorCode, SyntaxKind, visit } from 'jsonc-parser';
import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';
import { explain } from './explain';
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
  return new TreeBuilder(text).build();
}

type Open =
  | { kind: 'object'; start: number; properties: JsonProperty[]; name: JsonString | undefined }
  | { kind: 'array'; start: number; items: JsonNode[] };

class TreeBuilder {
  private readonly open: Open[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private readonly comments: Span[] = [];
  private root: JsonNode | undefined;
  /** The last name, value or bracket that was read. */
  private last: Span = { start: 0, end: 0 };
  /** Where the last comma stands. */
  private comma = -1;
  /** What the parser ended last, be it for the end of the text. */
  private closed: Open | undefined;
  /** Of the last error, wherever that is shown. */
  private errorAt = -1;

  constructor(private readonly text: string) {}

  build(): JsonFile {
    const { text } = this;
    visit(
      text,
      {
        onObjectBegin: (start) => {
          this.last = { start, end: start + 1 };
          this.open.push({ kind: 'object', start, properties: [], name: undefined });
        },
        onObjectProperty: (value, offset, length) => {
          this.last = { start: offset, end: offset + length };
          const parent = this.open.at(-1);
          if (parent?.kind !== 'object') return;
          this.finishProperty(parent);
          parent.name = { kind: 'string', span: { start: offset, end: offset + length }, value };
        },
        // Behind a comment that is not closed the scanner counts on past the end of the text.
        onObjectEnd: (offset, length) => this.close(Math.min(offset + length, text.length)),
        onArrayBegin: (start) => {
          this.last = { start, end: start + 1 };
          this.open.push({ kind: 'array', start, items: [] });
        },
        onArrayEnd: (offset, length) => this.close(Math.min(offset + length, text.length)),
        onLiteralValue: (value: unknown, offset, length) => {
          this.last = { start: offset, end: offset + length };
          this.add(literal(value, this.last));
        },
        onSeparator: (character, offset) => {
          if (character === ',') this.comma = offset;
        },
        onError: (code, offset, length) => this.error(code, offset, length),
        onComment: (offset, length) => {
          this.comments.push({ start: offset, end: Math.min(offset + length, text.length) });
        },
      },
      { allowTrailingComma: false },
    );
    // The parser ends every object and array that it began, but for those that the end of the text cuts off.
    while (this.open.length) this.close(text.length);
    return { root: this.root, problems: this.problems, comments: this.comments };
  }

  /** At one place the first is the mistake, and the others follow from it. */
  private error(code: ParseErrorCode, offset: number, length: number): void {
    if (offset === this.errorAt) return;
    this.errorAt = offset;
    const { text, last, comma, closed } = this;
    // The parser has ended it by then, for want of its end.
    const isEnd = code === ParseErrorCode.CloseBraceExpected || code === ParseErrorCode.CloseBracketExpected;
    const problem = explain(
      code,
      { start: offset, end: offset + length },
      {
        text,
        inside: this.open.at(-1)?.kind,
        last,
        comma: comma >= last.end ? comma : undefined,
        opening: (isEnd ? closed : this.open.at(-1))?.start ?? 0,
      },
    );
    // A mistake at the very end of the text is shown on its last character.
    const start = Math.min(problem.span.start, Math.max(0, text.length - 1));
    const end = Math.min(text.length, Math.max(start + 1, problem.span.end));
    this.problems.push({ ...problem, span: { start, end } });
  }

  private close(end: number): void {
    const closed = this.open.pop();
    if (!closed) return;
    this.closed = closed;
    this.last = { start: end - 1, end };
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
  // A closing bracket of the other kind closes nothing: the parser passes over it.
  const closing: SyntaxKind[] = [];
  for (let token = scanner.scan(); token !== SyntaxKind.EOF; token = scanner.scan()) {
    if (token === SyntaxKind.OpenBraceToken || token === SyntaxKind.OpenBracketToken) {
      if (closing.length === limit) {
        const start = scanner.getTokenOffset();
        return { start, end: start + 1 };
      }
      closing.push(
        token === SyntaxKind.OpenBraceToken ? SyntaxKind.CloseBraceToken : SyntaxKind.CloseBracketToken,
      );
    } else if (token === closing.at(-1)) closing.pop();
  }
  return undefined;
}
