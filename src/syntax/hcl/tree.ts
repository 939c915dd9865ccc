import type { Span } from '../../text/span';
import type { SyntaxProblem } from '../syntaxProblem';

/**
 * The tree of one HCL2 text: plain immutable data, told apart by `kind`. Every node has the exact stretch of text
 * it was read from, and a child's span lies inside its parent's. A text with errors still gives a tree; what could
 * not be read is left out or stands as an `invalid` expression.
 */
export interface HclFile {
  readonly kind: 'file';
  readonly body: Body;
  readonly comments: readonly Comment[];
  /** In the order of the text; empty exactly when HashiCorp's parser takes the text (and it is not nested absurdly). */
  readonly problems: readonly SyntaxProblem[];
}

export interface Comment {
  readonly style: '#' | '//' | '/*';
  /** From the mark to the end of the comment, without the line's end. */
  readonly span: Span;
}

/** What stands at the top of a file or between the braces of a block. */
export interface Body {
  readonly kind: 'body';
  /** Attributes and blocks in the order of the text. */
  readonly items: readonly (Attribute | Block)[];
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  /** Between the braces, or the whole file. */
  readonly span: Span;
}

export interface Attribute {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
  readonly span: Span;
}

export interface Block {
  readonly kind: 'block';
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  readonly body: Body;
  /** Undefined while the brace is missing; the body is then empty or ends where the parser gave up. */
  readonly openBrace: Span | undefined;
  readonly closeBrace: Span | undefined;
  readonly span: Span;
}

export interface Label {
  /** Without quotes, escapes resolved. */
  readonly value: string;
  /** With the quotes. */
  readonly span: Span;
  readonly quoted: boolean;
}

export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Template
  | Tuple
  | ObjectExpression
  | ForExpression
  | Call
  | Variable
  | Access
  | Unary
  | Binary
  | Conditional
  | Parentheses
  | Invalid;

interface NumberLiteral {
  readonly kind: 'number';
  readonly value: number;
  readonly span: Span;
}

interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}

interface NullLiteral {
  readonly kind: 'null';
  readonly span: Span;
}

/** A quoted string or a heredoc. One with only literal parts, or none, is a constant string. */
export interface Template {
  readonly kind: 'template';
  /** `flushHeredoc` is `<<-`: its literal values are without the common indentation. */
  readonly form: 'quoted' | 'heredoc' | 'flushHeredoc';
  readonly parts: readonly TemplatePart[];
  /** Between the quotes; of a heredoc, from the line behind the opening one to the start of the closing one. */
  readonly contentSpan: Span;
  /** With the quotes, or from `<<` to the end of the closing marker. */
  readonly span: Span;
}

export type TemplatePart = TemplateText | Interpolation | IfDirective | ForDirective;

export interface TemplateText {
  readonly kind: 'text';
  /** Escapes resolved; trimmed where a neighbour has `~`; without the indentation that `<<-` removes. */
  readonly value: string;
  /** All of the text's source, also what was trimmed. */
  readonly span: Span;
}

interface Interpolation {
  readonly kind: 'interpolation';
  readonly value: Expression;
  readonly span: Span;
}

interface IfDirective {
  readonly kind: 'ifDirective';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly else: readonly TemplatePart[];
  /** From the `%{ if }` to the end of its `%{ endif }`. */
  readonly span: Span;
}

export interface ForDirective {
  readonly kind: 'forDirective';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly parts: readonly TemplatePart[];
  /** From the `%{ for }` to the end of its `%{ endfor }`. */
  readonly span: Span;
}

interface Tuple {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
  readonly span: Span;
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
  readonly span: Span;
}

export interface ObjectItem {
  /** A bare word is a `variable` here and means its own name (see constantKey); in parentheses it is a reference. */
  readonly key: Expression;
  readonly value: Expression;
  readonly span: Span;
}

/** `[for k, v in c : value if condition]`, or with braces and `key => value...`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly result: 'tuple' | 'object';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  readonly key: Expression | undefined;
  readonly value: Expression;
  /** Whether `...` groups the values of equal keys. */
  readonly grouped: boolean;
  readonly condition: Expression | undefined;
  readonly span: Span;
}

export interface Call {
  readonly kind: 'call';
  /** With namespaces: `a::b`. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** Whether `...` spreads the last argument. */
  readonly expandLast: boolean;
  readonly span: Span;
}

interface Variable {
  readonly kind: 'variable';
  readonly name: string;
  readonly span: Span;
}

/** What follows a value: `var.list[0].*.name` is the variable `var` with five steps. Flat, so never deeply nested. */
export interface Access {
  readonly kind: 'access';
  readonly target: Expression;
  readonly steps: readonly Step[];
  readonly span: Span;
}

export type Step = AttributeStep | IndexStep | SplatStep;

interface AttributeStep {
  readonly kind: 'attribute';
  readonly name: string;
  /** With the dot. */
  readonly span: Span;
}

interface IndexStep {
  readonly kind: 'index';
  readonly key: Expression;
  /** Whether it is the old `.0` instead of `[0]`. */
  readonly legacy: boolean;
  /** With the brackets or the dot. */
  readonly span: Span;
}

interface SplatStep {
  readonly kind: 'splat';
  /** `[*]` is full; `.*` is only followed by attributes. */
  readonly full: boolean;
  readonly span: Span;
}

interface Unary {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
  readonly span: Span;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

interface Conditional {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
  readonly span: Span;
}

interface Parentheses {
  readonly kind: 'parentheses';
  readonly inner: Expression;
  readonly span: Span;
}

/** Stands where a value is missing or can't be read; an error says more. */
interface Invalid {
  readonly kind: 'invalid';
  readonly span: Span;
}
