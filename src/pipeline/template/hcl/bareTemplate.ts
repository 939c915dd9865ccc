import { parseHcl } from '../../../syntax/hcl/parseHcl';
import type { TemplatePart } from '../../../syntax/hcl/tree';
import type { SyntaxProblem } from '../../../syntax/syntaxProblem';
import type { Span } from '../../../text/span';

export interface BareTemplate {
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads a text that is an HCL template as a whole, without quotes: a file for `templatefile`, or the value of a
 * string in HCL's JSON syntax.
 * @param text with escapes of its file resolved
 * @param at where an offset of the text stands in its file
 */
export function parseBareTemplate(text: string, at: (offset: number) => number): BareTemplate {
  if (!/[$%]\{/.test(text)) {
    const span = { start: at(0), end: at(text.length) };
    return { parts: text ? [{ kind: 'text', value: text, span }] : [], problems: [] };
  }
  // A heredoc has no escapes but those of templates: its content is such a text.
  let marker = 'END';
  while (text.includes(marker)) marker += '_';
  const opening = `x = <<${marker}\n`;
  const { body, problems } = parseHcl(`${opening}${text}\n${marker}\n`);
  const value = body.attributes[0]?.value;
  const inFile = (offset: number) => at(Math.max(0, Math.min(offset - opening.length, text.length)));
  return {
    parts: value?.kind === 'template' ? relocated(withoutLastNewline(value.parts), inFile) : [],
    problems: relocated(problems, inFile),
  };
}

/** The line break before the closing marker is none of the text's. */
function withoutLastNewline(parts: readonly TemplatePart[]): readonly TemplatePart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text' || !last.value.endsWith('\n')) return parts;
  const value = last.value.slice(0, -1);
  return [...parts.slice(0, -1), ...(value ? [{ ...last, value }] : [])];
}

/** A copy of a tree with all its spans moved. */
function relocated<Tree>(tree: Tree, at: (offset: number) => number): Tree {
  const copy = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(copy);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, child]) => [
        name,
        /span$/i.test(name) && child ? moved(child as Span, at) : copy(child),
      ]),
    );
  };
  return copy(tree) as Tree;
}

const moved = ({ start, end }: Span, at: (offset: number) => number): Span => ({
  start: at(start),
  end: at(end),
});
