import { hide } from '../pipeline/hiddenValues';
import type { Finding } from '../rules/finding';

/** Takes values that nobody is shown out of all that a finding says. What its fixes write into the template stays. */
export const hidingIn =
  (hidden: readonly string[]) =>
  (finding: Finding): Finding =>
    hidden.length
      ? {
          ...finding,
          message: hide(finding.message, hidden),
          related: finding.related.map((one) => ({ ...one, message: hide(one.message, hidden) })),
          fixes: finding.fixes.map((fix) => ({
            ...fix,
            title: hide(fix.title, hidden),
            ...(fix.edits.some(({ newText }) => hide(newText, hidden) !== newText) && { confidential: true }),
          })),
        }
      : finding;
