import type { Finding } from '../../rules/finding';
import type { Answered } from './questions';

/** A finding as it may be written down: what its fixes would write is left out where nobody is shown it. */
export const withoutSecrets = (finding: Finding): Finding =>
  finding.fixes.some(({ confidential }) => confidential)
    ? {
        ...finding,
        fixes: finding.fixes.map((fix) =>
          fix.confidential ? { ...fix, edits: fix.edits.map((edit) => ({ ...edit, newText: '' })) } : fix,
        ),
      }
    : finding;

/** Whether some questions have a value in them that nobody is shown, such as a path that a password is part of. */
export const haveSecrets = (asked: Iterable<Answered>, hidden: readonly string[]): boolean =>
  hidden.length > 0 &&
  [...asked].some(({ path, answer }) => hidden.some((one) => path.includes(one) || answer.includes(one)));
