import type { TextEdit } from '../../text/textEdit';
import type { Fix } from '../finding';

/**
 * One fix that does what several do, under the title of the first. What two of them would write over is written over
 * once; of what they would insert at one place, each text once.
 * @returns undefined where there is none
 */
export function mergeFixes(fixes: readonly Fix[]): Fix | undefined {
  const [first] = fixes;
  if (!first) return undefined;
  const edits = fixes.flatMap((fix) => fix.edits);
  const applicability = fixes.every((fix) => fix.applicability === 'safe') ? 'safe' : 'unsafe';
  return {
    title: first.title,
    applicability,
    edits: [...new Map(edits.map((edit) => [placeOf(edit), edit])).values()],
  };
}

const placeOf = ({ path, span, newText }: TextEdit): string =>
  `${path}:${span.start}:${span.start === span.end ? newText : ''}`;
