import type { ListValue } from '../../pipeline/value';
import type { SourceText } from '../../text/sourceText';
import { contains } from '../../text/span';
import type { TextEdit } from '../../text/textEdit';
import { newLine, startsItsLine } from './style';

/**
 * Adds an item behind the last one of a list that is written out where it is used; JSON and HCL2 are alike here.
 * @param item as it is to be written
 * @returns undefined for an empty list, and for one that an expression makes
 */
export function addListItem(source: SourceText, list: ListValue, item: string): TextEdit | undefined {
  const last = list.items.at(-1);
  if (!last || list.definition || !/^\[[^]*\]$/.test(source.slice(list.location.span))) return undefined;
  const { path, span } = last.location;
  if (path !== source.path || !contains(list.location.span, span)) return undefined;
  // A comma in front keeps the text valid whether or not something follows.
  const separator = startsItsLine(source, span.start) ? `,${newLine(source, last.location)}` : ', ';
  return { path, span: { start: span.end, end: span.end }, newText: separator + item };
}
