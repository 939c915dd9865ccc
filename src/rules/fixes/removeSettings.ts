import type { Dialect } from '../../pipeline/template/template';
import type { MapEntry, MapValue } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import { contains } from '../../text/span';
import type { Span } from '../../text/span';
import type { TextEdit } from '../../text/textEdit';
import { startsItsLine } from './style';

/**
 * Takes settings out of a builder or step, with their commas or lines.
 * @returns undefined where one of them shares its line with something else
 */
export function removeSettings(
  dialect: Dialect,
  source: SourceText,
  settings: MapValue,
  removed: readonly MapEntry[],
): TextEdit[] | undefined {
  const spans =
    dialect === 'json'
      ? withCommas(settings, removed)
      : removed.flatMap(({ location }) => wholeLines(source, location.span) ?? []);
  if (removed.some(({ location }) => location.path !== source.path)) return undefined;
  if (dialect === 'hcl2' && spans.length < removed.length) return undefined;
  return spans.map((span) => ({ path: source.path, span, newText: '' }));
}

/** Neighbours go together, so that no two stretches touch one comma. */
function withCommas({ entries, location }: MapValue, removed: readonly MapEntry[]): Span[] {
  const own = entries.filter((entry) => contains(location.span, entry.location.span));
  const spans: Span[] = [];
  for (let at = 0; at < own.length; at++) {
    const first = own[at];
    if (!first || !removed.includes(first)) continue;
    const before = own[at - 1];
    let last = first;
    for (let next = own[at + 1]; next && removed.includes(next); next = own[++at + 1]) last = next;
    const after = own[at + 1];
    const { start } = first.location.span;
    const { end } = last.location.span;
    spans.push(
      after ? { start, end: after.location.span.start } : { start: before?.location.span.end ?? start, end },
    );
  }
  return spans;
}

/** With a comment behind it, and the end of the line. */
function wholeLines(source: SourceText, { start, end }: Span): Span | undefined {
  const { text } = source;
  const rest = /^[ \t]*((#|\/\/)[^\r\n]*)?(\r?\n|$)/.exec(text.slice(end))?.[0];
  if (rest === undefined || !startsItsLine(source, start)) return undefined;
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: end + rest.length };
}
