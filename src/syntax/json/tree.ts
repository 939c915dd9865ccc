import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/** A JSON text as a tree. Every span covers the value as written, quotes and brackets included. */
export interface JsonFile {
  /** Undefined when the text holds no value at all, or is nested too deeply to be read. */
  readonly root: JsonNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /** Comments: tolerated here, as editors write them, though many readers of JSON refuse them. */
  readonly comments: readonly Span[];
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject {
  readonly kind: 'object';
  readonly span: Span;
  readonly properties: readonly JsonProperty[];
}

export interface JsonProperty {
  readonly name: JsonString;
  /** Undefined while it is not written yet. */
  readonly value: JsonNode | undefined;
  readonly span: Span;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly items: readonly JsonNode[];
}

export interface JsonString {
  readonly kind: 'string';
  readonly span: Span;
  /** Without quotes, escapes resolved. */
  readonly value: string;
}

interface JsonNumber {
  readonly kind: 'number';
  readonly span: Span;
  readonly value: number;
}

interface JsonBoolean {
  readonly kind: 'boolean';
  readonly span: Span;
  readonly value: boolean;
}

interface JsonNull {
  readonly kind: 'null';
  readonly span: Span;
}
