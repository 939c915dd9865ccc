import { applyEdits } from '../text/textEdit';
import type { TextEdit } from '../text/textEdit';
import type { Applicability, Finding, Fix } from '../rules/finding';
import { PathMap } from '../text/pathMap';
import { lastAtMost } from '../text/sorted';
import type { Span } from '../text/span';

type Fixable = Pick<Finding, 'fixes'>;

/**
 * The fix of a finding that is applied along with those of others: its first one, if that may be.
 * @param most `safe`: what the user did not look at decides nothing; `unsafe`: the user asked for all
 */
export function bulkFix({ fixes: [first] }: Fixable, most: Applicability): Fix | undefined {
  return first && (most === 'unsafe' || first.applicability === 'safe') ? first : undefined;
}

/**
 * Applies the fixes of findings that may be applied in bulk. Of fixes that touch the same stretch of text only the first
 * is taken; the next run of the linter, over the changed text, brings the others.
 * @param read the text of a file
 * @returns the new text of each changed file
 */
export function applyFixes(
  findings: readonly Fixable[],
  read: (path: string) => string | undefined,
  most: Applicability,
): Map<string, string> {
  const byPath = new PathMap<TextEdit[]>();
  for (const edit of editsOf(findings, most)) {
    const edits = byPath.get(edit.path);
    if (edits) edits.push(edit);
    else byPath.set(edit.path, [edit]);
  }
  const changed = new Map<string, string>();
  for (const [path, edits] of byPath) {
    const text = read(path);
    if (text !== undefined) changed.set(path, applyEdits(text, edits));
  }
  return changed;
}

/** The edits of the fixes that may be applied in bulk, without those that touch another's. */
export function editsOf(findings: readonly Fixable[], most: Applicability): TextEdit[] {
  const taken: TextEdit[] = [];
  const stretches = new PathMap<Stretches>();
  for (const finding of findings) {
    const fix = bulkFix(finding, most);
    if (!fix || fix.edits.some(({ path, span }) => stretches.get(path)?.touch(span))) continue;
    for (const edit of fix.edits) {
      const own = stretches.get(edit.path) ?? new Stretches();
      stretches.set(edit.path, own);
      own.add(edit.span);
      taken.push(edit);
    }
  }
  return taken;
}

/** Stretches of a text, of which none is inside of another one. */
class Stretches {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** Whether one ends or begins where another does, too: two insertions at one place could need one another's comma. */
  touch({ start, end }: Span): boolean {
    return (this.ends[lastAtMost(this.starts, end)] ?? -1) >= start;
  }

  add({ start, end }: Span): void {
    // Mostly they come in their order.
    const at = lastAtMost(this.starts, start) + 1;
    this.starts.splice(at, 0, start);
    this.ends.splice(at, 0, end);
  }
}
