import { readFileBody } from './bodies';
import { Parser } from './parser';
import type { HclFile } from './tree';

/**
 * Parses a text in HCL2's native syntax, with or without errors, in linear time. Never throws. Takes exactly what
 * HashiCorp's Go parser takes, but for nesting beyond 200 levels and more than about 1,000 operators in a row.
 */
export function parseHcl(text: string): HclFile {
  const straight = attempt(text, false);
  if (straight.parser.errorCount === 0 || straight.parser.isHopeless) return straight.file;
  // Somewhere a bracket or a quote is missing or too many. Where, is best seen from the indentation, if the text
  // has any: then that attempt finds more, with fewer errors.
  const indented = attempt(text, true);
  return score(indented.parser) >= score(straight.parser) ? indented.file : straight.file;
}

function attempt(text: string, byIndentation: boolean): { parser: Parser; file: HclFile } {
  const parser = new Parser(text, byIndentation);
  const body = readFileBody(parser);
  const problems = parser.problems.sort((a, b) => a.span.start - b.span.start);
  return { parser, file: { kind: 'file', body, comments: parser.comments, problems } };
}

const score = (parser: Parser): number => (parser.isHopeless ? -Infinity : parser.facts - parser.errorCount);
