import { parsedHcl } from '../../../pipeline/template/hcl/readHclTemplate';
import type { Body, Comment, Expression } from '../../../syntax/hcl/tree';
import { SourceText } from '../../../text/sourceText';
import type { Span } from '../../../text/span';

/** Lines that can be folded away below the first of them; lines from 0. */
export interface FoldingRange {
  readonly first: number;
  readonly last: number;
  readonly kind: 'comment' | 'part';
}

/** Blocks, lists, maps, calls, texts of several lines, and comments. */
export function packerFolding(text: string): FoldingRange[] {
  const { body, comments } = parsedHcl(text);
  const source = new SourceText('', text);
  const lineOf = (offset: number) => source.positionAt(offset).line;
  const found = new Map<number, FoldingRange>();
  const add = (span: Span, kind: FoldingRange['kind'], keepsLast: boolean) => {
    const first = lineOf(span.start);
    // The line of the closing bracket stays.
    const last = lineOf(span.end) - (keepsLast ? 1 : 0);
    if (last > first && !found.has(first)) found.set(first, { first, last, kind });
  };
  const inExpression = (value: Expression): void => {
    if (value.kind === 'template') return value.form === 'quoted' ? undefined : add(value.span, 'part', true);
    if (value.kind === 'tuple' || value.kind === 'object' || value.kind === 'call' || value.kind === 'for')
      add(value.span, 'part', true);
    if (value.kind === 'tuple') value.items.forEach(inExpression);
    if (value.kind === 'object') for (const one of value.items) inExpression(one.value);
    if (value.kind === 'call') value.arguments.forEach(inExpression);
    if (value.kind === 'parentheses') inExpression(value.inner);
  };
  const inBody = ({ items }: Body): void => {
    for (const item of items)
      if (item.kind === 'attribute') inExpression(item.value);
      else {
        add({ start: item.typeSpan.start, end: item.span.end }, 'part', item.closeBrace !== undefined);
        inBody(item.body);
      }
  };
  inBody(body);
  for (const span of commentRuns(comments, source)) add(span, 'comment', false);
  return [...found.values()].sort((a, b) => a.first - b.first);
}

/** Comments on lines that follow each other are one. */
function commentRuns(comments: readonly Comment[], source: SourceText): Span[] {
  const runs: { start: number; end: number; line: number }[] = [];
  for (const { span, style } of comments) {
    const { line } = source.positionAt(span.start);
    const lineStart = source.offsetAt({ line, character: 0 });
    const isAlone = source.text.slice(lineStart, span.start).trim() === '';
    const last = runs.at(-1);
    if (!isAlone) continue;
    if (last?.line === line - 1 && style !== '/*') {
      last.end = span.end;
      last.line = line;
    } else runs.push({ ...span, line: source.positionAt(span.end).line });
  }
  return runs;
}
