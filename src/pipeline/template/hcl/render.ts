import type { Expression, ForDirective, TemplatePart } from '../../../syntax/hcl/tree';
import type { Location } from '../../../text/location';
import type { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';
import type { Value } from '../../value';
import { booleanOf, elementsOf, isSensitive } from './known';
import { scalar, string } from './make';
import type { Rendered } from './rendered';

/** What rendering needs to know of the place in which a template stands. */
interface TemplateContext {
  readonly source: SourceText;
  readonly scope: { readonly folder: string };
  evaluate(expression: Expression): Value;
  at(span: Span): Location;
  /** The same with more names. */
  with(names: Iterable<readonly [string, Value]>): TemplateContext;
}

/** The text of a template with its values put in. */
export function render(parts: readonly TemplatePart[], context: TemplateContext): Rendered {
  const rendered = join(parts.map((part, index) => renderPart(part, index > 0, context)));
  // Packer's own templates, like {{.Vars}}, stand in HCL strings too.
  return { ...rendered, partial: rendered.partial || /\{\{.*?\}\}/s.test(rendered.text) };
}

const join = (parts: readonly Rendered[]): Rendered => ({
  text: parts.map(({ text }) => text).join(''),
  partial: parts.some(({ partial }) => partial),
  sensitive: parts.some(({ sensitive }) => sensitive),
});

const plain = (text: string): Rendered => ({ text, partial: false, sensitive: false });

function renderPart(part: TemplatePart, follows: boolean, context: TemplateContext): Rendered {
  const asWritten = { text: context.source.slice(part.span), partial: true, sensitive: false };
  switch (part.kind) {
    case 'text':
      return plain(part.value);
    case 'ifDirective': {
      const condition = booleanOf(context.evaluate(part.condition));
      if (condition === undefined) return asWritten;
      return join((condition ? part.then : part.else).map((inner) => renderPart(inner, follows, context)));
    }
    case 'forDirective':
      return renderLoop(part, context) ?? asWritten;
    case 'interpolation': {
      const value = context.evaluate(part.value);
      if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean') return asWritten;
      const text = value.kind === 'string' ? value.text : String(value.value);
      // "./${path.root}/x": Packer knows the folder by the words in which it was named to it, we by its absolute path.
      if (follows && text === context.scope.folder) return asWritten;
      return { text, partial: value.kind === 'string' && value.partial, sensitive: isSensitive(value) };
    }
  }
}

function renderLoop(part: ForDirective, context: TemplateContext): Rendered | undefined {
  const elements = elementsOf(context.evaluate(part.collection));
  return (
    elements &&
    join(
      elements.map(([index, element]) => {
        const location = context.at(part.span);
        const key = typeof index === 'number' ? scalar(index, location) : string(index, location);
        const inner = context.with([
          [part.valueName, element],
          ...(part.keyName !== undefined && key ? [[part.keyName, key] as const] : []),
        ]);
        return join(part.parts.map((each) => renderPart(each, true, inner)));
      }),
    )
  );
}
