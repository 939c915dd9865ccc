import type { TemplateMark } from './templateMarks';

/**
 * What stands over a line where Packer connects, or of whose builder something else is known: what it is, in which
 * builds and, where several lead to the file, of which template.
 * @param nameOf what a template is called, by its path
 */
export function takeOverLens(
  { text, builds, template }: TemplateMark,
  nameOf: (template: string) => string,
): string {
  const of = builds.length ? `: ${builds.join(', ')}` : '';
  const name = template === undefined ? '' : ` – ${nameOf(template)}`;
  // What is not known is said in sentences.
  const what = of || name ? text.replace(/\.$/, '') : text;
  return `${what}${of}${name}`;
}
