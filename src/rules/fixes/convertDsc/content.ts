import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { Dialect } from '../../../pipeline/template/template';
import type { Value } from '../../../pipeline/value';
import type { SourceText } from '../../../text/sourceText';

/** A text as it stands between the quotes of a string: in HCL2 with its escapes, in JSON before they are added. */
export interface Content {
  readonly written: string;
  /** The text itself, where Packer fills in nothing. */
  readonly plain?: string;
}

/** Why a step can't be written in another way; a sentence for the user. */
export class Unconvertible extends Error {}

/** Texts for the strings of a dialect. */
export interface ContentWriter {
  readonly literal: (text: string) => Content;
  /** What a value brings into a string: itself, or the expression that makes it. */
  readonly of: (source: SourceText, value: Value, name: string) => Content;
}

const json: ContentWriter = {
  literal: (text) => ({ written: text, plain: text }),
  of(source, value, name) {
    const text: unknown = JSON.parse(source.slice(value.location.span));
    // As Packer's decoder turns them into strings.
    if (typeof text === 'boolean') return json.literal(text ? '1' : '0');
    if (typeof text !== 'string' && typeof text !== 'number')
      throw new Unconvertible(`${name} is not a string.`);
    const written = String(text);
    return written.includes('{{') ? { written } : { written, plain: written };
  },
};

const hcl2: ContentWriter = {
  literal: (text) => ({
    written: JSON.stringify(text)
      .slice(1, -1)
      .replace(/[$%](?=\{)/g, '$&$&'),
    plain: text,
  }),
  of(source, value, name) {
    const text = source.slice(value.location.span);
    const [attribute] = parseHcl(`x = ${text}\n`).body.attributes;
    const expression = attribute?.value;
    if (value.location.path !== source.path || !expression || expression.kind === 'invalid')
      throw new Unconvertible(`The value of ${name} cannot be moved into a script.`);
    if (expression.kind === 'number' || expression.kind === 'boolean') return hcl2.literal(text);
    if (expression.kind === 'template' && expression.form === 'quoted') {
      const literal = expression.parts.every(({ kind }) => kind === 'text');
      if (literal && value.kind === 'string') return hcl2.literal(value.text);
      return { written: text.slice(1, -1) };
    }
    if (text.includes('\n'))
      throw new Unconvertible(`${name} is a multi-line expression. Move it to a local variable first.`);
    return { written: `\${${text}}` };
  },
};

export const contentWriterOf = (dialect: Dialect): ContentWriter => (dialect === 'json' ? json : hcl2);

/** Puts contents behind one another. */
export const joined = (parts: readonly Content[], between: Content = { written: '', plain: '' }): Content => {
  const all = parts.flatMap((part, index) => (index ? [between, part] : [part]));
  const written = all.map((part) => part.written).join('');
  return all.every(({ plain }) => plain !== undefined)
    ? { written, plain: all.map(({ plain }) => plain).join('') }
    : { written };
};

/** A template tag: what stands in the text is literal, what is filled in stays as it is. */
export type Tag = (texts: TemplateStringsArray, ...contents: readonly Content[]) => Content;

export const tagOf =
  ({ literal }: ContentWriter): Tag =>
  (texts, ...contents) =>
    joined(texts.flatMap((text, index) => [literal(text), ...contents.slice(index, index + 1)]));
