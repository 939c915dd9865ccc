import type { Attribute, Block, Body, Expression, Label } from '../../../syntax/hcl/tree';
import { parseJson } from '../../../syntax/json/parseJson';
import { stringOffsets } from '../../../syntax/json/stringOffsets';
import type { JsonNode, JsonObject, JsonProperty, JsonString } from '../../../syntax/json/tree';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { SourceText } from '../../../text/sourceText';
import { parseBareTemplate } from './bareTemplate';

/**
 * Which properties are blocks, with how many labels: JSON itself does not tell a block from an attribute. What is
 * no block here becomes an attribute whose value is an object, which is the same setting to us.
 */
interface Schema {
  readonly [type: string]: { readonly labels: number; readonly body: Schema };
}

const content: Schema = {
  get dynamic() {
    return { labels: 1, body: { content: { labels: 0, body: content } } };
  },
};

const step = { labels: 1, body: content };

const build: Schema = {
  ...content,
  source: step,
  provisioner: step,
  'error-cleanup-provisioner': step,
  'post-processor': step,
  'post-processors': { labels: 0, body: { 'post-processor': step } },
};

const file: Schema = {
  variable: { labels: 1, body: {} },
  variables: { labels: 0, body: {} },
  locals: { labels: 0, body: {} },
  local: { labels: 1, body: {} },
  source: { labels: 2, body: content },
  data: { labels: 2, body: content },
  build: { labels: 0, body: build },
  packer: { labels: 0, body: {} },
};

const none = { start: 0, end: 0 };

/**
 * Reads a text in HCL's JSON syntax into the same tree as the native one: `*.pkr.json`, `*.pkrvars.json`.
 * https://github.com/hashicorp/hcl/blob/main/json/spec.md
 * @param variables whether the text only sets variables, so that no property is a block
 */
export function readJsonBody(
  source: SourceText,
  variables = false,
): { body: Body; problems: readonly SyntaxProblem[] } {
  const { root, problems, comments } = parseJson(source.text);
  const reader = new JsonBodyReader(source);
  const object: JsonObject = root?.kind === 'object' ? root : { kind: 'object', span: none, properties: [] };
  const body = reader.body([object], variables ? {} : file);
  const refused = comments.map((span) => ({
    span,
    message: 'Packer does not accept comments in JSON.',
  }));
  return { body, problems: [...problems, ...refused, ...reader.problems] };
}

class JsonBodyReader {
  readonly problems: SyntaxProblem[] = [];

  constructor(private readonly source: SourceText) {}

  /** @param objects the body, or its parts where it is written as a list of objects */
  body(objects: readonly JsonObject[], schema: Schema): Body {
    const items = objects.flatMap(({ properties }) =>
      // HCL takes `//` for a comment.
      properties.flatMap((property) => (property.name.value === '//' ? [] : this.item(property, schema))),
    );
    return {
      kind: 'body',
      items,
      attributes: items.filter((item) => item.kind === 'attribute'),
      blocks: items.filter((item) => item.kind === 'block'),
      span: objects[0]?.span ?? none,
    };
  }

  private item({ name, value, span }: JsonProperty, schema: Schema): (Attribute | Block)[] {
    if (!value) return [];
    const block = schema[name.value];
    if (block) return this.blocks(name, value, [], block);
    return [
      { kind: 'attribute', name: name.value, nameSpan: name.span, value: this.expression(value), span },
    ];
  }

  /** Each label is one more level of objects; a list on any level stands for several of them. */
  private blocks(
    type: JsonString,
    value: JsonNode,
    labels: readonly Label[],
    schema: Schema[string],
  ): Block[] {
    if (value.kind === 'array') return value.items.flatMap((item) => this.blocks(type, item, labels, schema));
    if (value.kind !== 'object') return [];
    if (labels.length < schema.labels)
      return value.properties.flatMap(({ name, value: inner }) => {
        const label: Label = { value: name.value, span: name.span, quoted: true };
        return inner && name.value !== '//' ? this.blocks(type, inner, [...labels, label], schema) : [];
      });
    const braces = { openBrace: undefined, closeBrace: undefined };
    const body = this.body([value], schema.body);
    return [
      { kind: 'block', type: type.value, typeSpan: type.span, labels, body, ...braces, span: value.span },
    ];
  }

  private expression(node: JsonNode): Expression {
    const { span } = node;
    switch (node.kind) {
      case 'string':
        return this.template(node);
      case 'array':
        return { kind: 'tuple', span, items: node.items.map((item) => this.expression(item)) };
      case 'object':
        return {
          kind: 'object',
          span,
          items: node.properties.flatMap(({ name, value, span: whole }) =>
            value ? [{ key: this.template(name), value: this.expression(value), span: whole }] : [],
          ),
        };
      case 'number':
        return { kind: 'number', span, value: node.value };
      case 'boolean':
        return { kind: 'boolean', span, value: node.value };
      case 'null':
        return { kind: 'null', span };
    }
  }

  /** Every string is a template: `"${var.x}"`. */
  private template({ value, span }: JsonString): Expression {
    const offsets = stringOffsets(this.source.slice(span), span.start);
    const at = (offset: number) => offsets[offset] ?? offsets.at(-1) ?? span.end;
    const { parts, problems } = parseBareTemplate(value, at);
    for (const problem of problems) this.problems.push(problem);
    if (problems.length) return { kind: 'invalid', span };
    return {
      kind: 'template',
      form: 'quoted',
      parts,
      contentSpan: { start: at(0), end: at(value.length) },
      span,
    };
  }
}
