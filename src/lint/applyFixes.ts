import { applyEdits } from '../text/textEdit';
import type { TextEdit } from '../text/textEdit';
import type { Finding } from '../rules/finding';

/**
 * Applies the first fix of each finding. Of fixes that touch the same stretch of text only the first is taken; the
 * next run of the linter, over the changed text, brings the others.
 * @param read the text of a file
 * @returns the new text of each changed file
 */
export function applyFixes(
  findings: readonly Finding[],
  read: (path: string) => string | undefined,
): Map<string, string> {
  const taken = editsOf(findings);
  const changed = new Map<string, string>();
  for (const path of new Set(taken.map((edit) => edit.path))) {
    const text = read(path);
    if (text === undefined) continue;
    changed.set(
      path,
      applyEdits(
        text,
        taken.filter((edit) => edit.path === path),
      ),
    );
  }
  return changed;
}

/** The edits of the first fix of each finding, without those that touch another's. */
export function editsOf(findings: readonly Pick<Finding, 'fixes'>[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of findings) {
    const [fix] = fixes;
    if (fix && !fix.edits.some((edit) => taken.some((other) => collide(edit, other))))
      taken.push(...fix.edits);
  }
  return taken;
}

/** Edits that touch, too: two insertions at one place could need one another's comma. */
const collide = (a: TextEdit, b: TextEdit): boolean =>
  a.path === b.path && a.span.start <= b.span.end && b.span.start <= a.span.end;
