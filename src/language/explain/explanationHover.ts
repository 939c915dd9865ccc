import { plain } from '../hover';
import type { Hover } from '../hover';
import type { Explanation } from './explain';

/** All explanations of one place as a hover, each line once. */
export function explanationHover(found: readonly Explanation[]): Hover | undefined {
  // Of places in one another the narrowest is meant.
  const [narrowest] = [...found].sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  if (!narrowest) return undefined;
  const lines = new Set(found.flatMap((one) => one.lines));
  return { span: narrowest.span, contents: [...lines].map(plain) };
}
