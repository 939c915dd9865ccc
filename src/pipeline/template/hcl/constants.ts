import type { Template, TemplateText } from '../../../syntax/hcl/tree';

/** The literal parts of a template that has no others. */
export function literalParts(template: Template): readonly TemplateText[] | undefined {
  return template.parts.every((part): part is TemplateText => part.kind === 'text')
    ? template.parts
    : undefined;
}
