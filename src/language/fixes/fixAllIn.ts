import { editsOf } from '../../lint/applyFixes';
import type { Finding } from '../../rules/finding';
import type { TextEdit } from '../../text/textEdit';

/**
 * The edits that fix all of a file's findings that can be fixed in the file itself: where it is saved, no other file must
 * change.
 */
export const fixAllIn = (path: string, findings: readonly Pick<Finding, 'fixes'>[]): TextEdit[] =>
  editsOf(
    findings.map(({ fixes }) => ({
      fixes: fixes.filter(({ edits }) => edits.every((edit) => edit.path === path)),
    })),
  );
