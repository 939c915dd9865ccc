import type { Span } from '../../text/span';

/** The lines that a command has for itself, with the end of the last; undefined where it shares them. */
export function ownLine(text: string, { start, end }: Span): Span | undefined {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const to = newline < 0 ? text.length : newline + 1;
  const rest = text.slice(from, start) + text.slice(end, to);
  return rest.trim() === '' ? { start: from, end: to } : undefined;
}
