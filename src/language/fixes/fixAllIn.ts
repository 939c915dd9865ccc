import { editsOf } from '../../lint/applyFixes';
import type { Finding } from '../../rules/finding';
import type { TextEdit } from '../../text/textEdit';
import { isSamePath } from '../../text/pathKey';

/**
 * The edits of the safe fixes of a file's findings, as far as they stay in the file itself: where it is saved, no other
 * file must change, and nothing that nobody looked at.
 */
export const fixAllIn = (path: string, findings: readonly Pick<Finding, 'fixes'>[]): TextEdit[] =>
  editsOf(
    findings.map(({ fixes }) => ({
      fixes: fixes.filter(({ edits }) => edits.every((edit) => isSamePath(edit.path, path))),
    })),
    'safe',
  );
