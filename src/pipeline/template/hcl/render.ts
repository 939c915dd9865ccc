import type { Expression, ForDirective, TemplatePart } from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import type { Budget } from '../../budget';
import type { Value } from '../../value';
import { hasPackerAction } from '../packerActions';
import { booleanOf, elementsOf, isFromFile, isSensitive } from './known';
import { scalar, string } from './make';
import type { Rendered } from './rendered';
import { mostCharacters } from './weight';

/** What rendering needs to know of the place in which a template stands. */
export interface TemplateContext {
  readonly source: SourceText;
  readonly scope: { readonly folder: string; readonly budget: Budget };
  evaluate(expression: Expression): Value;
  at(span: Span): Location;
  /** The same with more names. */
  with(names: Iterable<readonly [string, Value]>): TemplateContext;
}

/** The text of a template with its values put in; undefined where it is more than an honest template makes. */
export function render(parts: readonly TemplatePart[], context: TemplateContext): Rendered | undefined {
  const rendered = join(parts.map((part, index) => renderPart(part, index > 0, context)));
  // Packer's own templates, like {{.Vars}}, stand in HCL strings too.
  return rendered && { ...rendered, partial: rendered.partial || hasPackerAction(rendered.text) };
}

function join(parts: readonly (Rendered | undefined)[]): Rendered | undefined {
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.reduce((sum, { text }) => sum + text.length, 0) > mostCharacters) return undefined;
  return {
    text: parts.map(({ text }) => text).join(''),
    partial: parts.some(({ partial }) => partial),
    sensitive: parts.some(({ sensitive }) => sensitive),
    fromFile: parts.some(({ fromFile }) => fromFile),
    usual: parts.find(({ usual }) => usual)?.usual,
    unread: parts.find(({ unread }) => unread)?.unread,
    condition: parts.find(({ condition }) => condition)?.condition,
    pieces: parts.flatMap(({ pieces }) => pieces),
  };
}

const plain = (text: string, span: Span, verbatim: boolean): Rendered => ({
  text,
  partial: false,
  sensitive: false,
  fromFile: false,
  pieces: text ? [{ length: text.length, span, verbatim }] : [],
});

/** A text of the template; what `~` trims stands around it. */
function textPart(value: string, span: Span, source: SourceText): Rendered {
  const written = source.slice(span);
  const at = written.indexOf(value);
  const start = span.start + Math.max(0, at);
  return plain(value, at < 0 ? span : { start, end: start + value.length }, at >= 0);
}

function renderPart(part: TemplatePart, follows: boolean, context: TemplateContext): Rendered | undefined {
  if (!context.scope.budget.spend()) return undefined;
  const asWritten = { ...plain(context.source.slice(part.span), part.span, true), partial: true };
  switch (part.kind) {
    case 'text':
      return textPart(part.value, part.span, context.source);
    case 'ifDirective': {
      const condition = booleanOf(context.evaluate(part.condition));
      if (condition === undefined) return withLineEnd(asWritten, part.span, context.source);
      return join((condition ? part.then : part.else).map((inner) => renderPart(inner, follows, context)));
    }
    case 'forDirective': {
      const elements = elementsOf(context.evaluate(part.collection));
      return elements
        ? renderLoop(part, elements, context)
        : withLineEnd(asWritten, part.span, context.source);
    }
    case 'interpolation': {
      const value = context.evaluate(part.value);
      if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean')
        return {
          ...asWritten,
          sensitive: isSensitive(value),
          unread: value.unread,
          condition: value.either?.condition,
        };
      const text = value.kind === 'string' ? value.text : String(value.value);
      // "./${path.root}/x": Packer knows the folder by the words in which it was named to it, we by its absolute path.
      if (follows && text === context.scope.folder) return asWritten;
      const { partial, usual } = value.kind === 'string' ? value : { partial: false };
      const { unread } = value;
      return {
        ...plain(text, part.span, false),
        partial,
        usual,
        unread,
        sensitive: isSensitive(value),
        fromFile: isFromFile(value),
        condition: value.either?.condition,
      };
    }
  }
}

/** A directive that stays as it is written keeps the end of its line, which its `~` would take from what follows. */
function withLineEnd(written: Rendered, { end }: Span, source: SourceText): Rendered {
  const [lineEnd = ''] = /^\r?\n/.exec(source.text.slice(end, end + 2)) ?? [];
  if (!lineEnd || !written.text.endsWith('~}')) return written;
  const span = { start: end, end: end + lineEnd.length };
  return {
    ...written,
    text: written.text + lineEnd,
    pieces: [...written.pieces, { length: lineEnd.length, span, verbatim: true }],
  };
}

function renderLoop(
  part: ForDirective,
  elements: NonNullable<ReturnType<typeof elementsOf>>,
  context: TemplateContext,
): Rendered | undefined {
  const location = context.at(part.span);
  return join(
    elements.map(([index, element]) => {
      const key = typeof index === 'number' ? scalar(index, location) : string(index, location);
      const inner = context.with([
        [part.valueName, element],
        ...(part.keyName !== undefined && key ? [[part.keyName, key] as const] : []),
      ]);
      return join(part.parts.map((each) => renderPart(each, true, inner)));
    }),
  );
}
