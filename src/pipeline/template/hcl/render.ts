import type { ForDirective, TemplatePart } from '../../../syntax/hcl/tree';
import type { Evaluator } from './evaluate';
import { booleanOf, elementsOf, isSensitive } from './known';
import { scalar, string } from './make';

export interface Rendered {
  readonly text: string;
  /** True where parts stand as they are written, because their value is not known. */
  readonly partial: boolean;
  readonly sensitive: boolean;
}

/** The text of a template with its values put in. */
export function render(parts: readonly TemplatePart[], evaluator: Evaluator): Rendered {
  const rendered = join(parts.map((part, index) => renderPart(part, index > 0, evaluator)));
  // Packer's own templates, like {{.Vars}}, stand in HCL strings too.
  return { ...rendered, partial: rendered.partial || /\{\{.*?\}\}/s.test(rendered.text) };
}

const join = (parts: readonly Rendered[]): Rendered => ({
  text: parts.map(({ text }) => text).join(''),
  partial: parts.some(({ partial }) => partial),
  sensitive: parts.some(({ sensitive }) => sensitive),
});

const plain = (text: string): Rendered => ({ text, partial: false, sensitive: false });

function renderPart(part: TemplatePart, follows: boolean, evaluator: Evaluator): Rendered {
  const asWritten = { text: evaluator.source.slice(part.span), partial: true, sensitive: false };
  switch (part.kind) {
    case 'text':
      return plain(part.value);
    case 'ifDirective': {
      const condition = booleanOf(evaluator.evaluate(part.condition));
      if (condition === undefined) return asWritten;
      return join((condition ? part.then : part.else).map((inner) => renderPart(inner, follows, evaluator)));
    }
    case 'forDirective':
      return renderLoop(part, evaluator) ?? asWritten;
    case 'interpolation': {
      const value = evaluator.evaluate(part.value);
      if (value.kind !== 'string' && value.kind !== 'number' && value.kind !== 'boolean') return asWritten;
      const text = value.kind === 'string' ? value.text : String(value.value);
      // "./${path.root}/x": Packer knows the folder by the words in which it was named to it, we by its absolute path.
      if (follows && text === evaluator.scope.folder) return asWritten;
      return { text, partial: value.kind === 'string' && value.partial, sensitive: isSensitive(value) };
    }
  }
}

function renderLoop(part: ForDirective, evaluator: Evaluator): Rendered | undefined {
  const elements = elementsOf(evaluator.evaluate(part.collection));
  return (
    elements &&
    join(
      elements.map(([index, element]) => {
        const location = evaluator.at(part.span);
        const key = typeof index === 'number' ? scalar(index, location) : string(index, location);
        const inner = evaluator.with([
          [part.valueName, element],
          ...(part.keyName !== undefined && key ? [[part.keyName, key] as const] : []),
        ]);
        return join(part.parts.map((each) => renderPart(each, true, inner)));
      }),
    )
  );
}
