import type { Position } from '../../text/sourceText';
import type { Messages } from '../messages';
import type { TemplateMark } from './templateMarks';

/** A mark with the place where it ends. */
interface PlacedMark extends Pick<TemplateMark, 'opens' | 'text'> {
  readonly location: { readonly range: { readonly end: Position } };
}

/** A word behind a command. */
export interface InlayHint {
  readonly at: Position;
  readonly label: string;
  readonly tooltip: string;
}

/** Behind the commands of a file with which Packer connects. Builds that differ say it once: the lens says which they are. */
export function takeOverHints(
  marks: readonly PlacedMark[],
  { packerConnects }: Pick<Messages, 'packerConnects'>,
): InlayHint[] {
  const hints = new Map<string, InlayHint>();
  for (const { opens, text, location } of marks) {
    const { end: at } = location.range;
    if (opens) hints.set(`${at.line}:${at.character}`, { at, label: packerConnects, tooltip: text });
  }
  return [...hints.values()];
}
