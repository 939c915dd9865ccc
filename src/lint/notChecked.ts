import type { Pipeline } from '../pipeline/pipeline';
import type { Finding } from '../rules/finding';
import type { Rule } from '../rules/rule';
import type { Unread } from '../text/fileSource';

/**
 * What a report says of a file that was not read or not checked whole. It is no rule: nobody turns it off, and it ends the
 * command line with its own exit code, so that no missing finding passes for a sound file.
 */
export const notCheckedId = 'not-checked';

export const notChecked = (path: string, message: string): Finding => ({
  rule: notCheckedId,
  severity: 'error',
  message,
  location: { path, span: { start: 0, end: 0 } },
  related: [],
  fixes: [],
});

const badName = 'This name is not in UTF-8 and cannot be opened, so it was not checked. Rename it.';

/** In words, for a file or folder that was found in a search. */
export const unreadMessages: Readonly<Record<Unread, string>> = {
  denied: 'The system does not allow Boxwright to read this, so it was not checked.',
  notText: 'This is not text in UTF-8 or UTF-16, so it was not checked.',
  tooLarge: 'This is larger than 5 MB, so it was not checked.',
  badFileName: badName,
  badFolderName: badName,
};

/** Of files that something leads to and that could not be read. */
export const unreadFindings = (unread: ReadonlyMap<string, Unread>): Finding[] =>
  [...unread].map(([path, why]) => notChecked(path, unreadMessages[why]));

/** Of a template that has more builds with more steps than are checked. @param path where it is told */
export function uncheckedBuilds(path: string, { template, unchecked }: Pipeline): Finding[] {
  const [first] = unchecked;
  if (!first) return [];
  const { length } = template.builds;
  return [
    notChecked(
      path,
      `All builds together have too many steps, so ${unchecked.length} of the ${length} were not checked: those from '${first.shownName}' on. Move some of them into another template.`,
    ),
  ];
}

/** A mistake of ours, or a limit of the machine, costs the file or rule that meets it, and no other. */
export const failed = (path: string, error: unknown, rule?: Rule): Finding =>
  notChecked(
    path,
    `${rule ? `The rule '${rule.id}'` : 'Boxwright'} failed at this file, which may have more problems than are listed: ${
      error instanceof Error ? error.message : String(error)
    }`,
  );
