import type { Expression, Template, TemplateText } from '../../../syntax/hcl/tree';

/** The literal parts of a template that has no others. */
export function literalParts(template: Template): readonly TemplateText[] | undefined {
  return template.parts.every((part): part is TemplateText => part.kind === 'text')
    ? template.parts
    : undefined;
}

/** The text of an expression that is a constant string. */
export const constantString = (expression: Expression): string | undefined =>
  expression.kind === 'template'
    ? literalParts(expression)
        ?.map(({ value }) => value)
        .join('')
    : undefined;
