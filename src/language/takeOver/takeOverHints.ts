import type { Messages } from '../messages';
import type { TemplateMark } from './templateMarks';

/** A word behind a command. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** Behind the commands of a file with which Packer connects. Builds that differ say it once: the lens says which they are. */
export function takeOverHints(
  marks: readonly TemplateMark[],
  { packerConnects }: Pick<Messages, 'packerConnects'>,
): InlayHint[] {
  const texts = new Map(
    marks.filter(({ opens }) => opens).map(({ location, text }) => [location.span.end, text]),
  );
  return [...texts].map(([offset, tooltip]) => ({ offset, label: packerConnects, tooltip }));
}
