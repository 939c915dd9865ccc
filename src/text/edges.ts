/** A text without some characters at its ends. */
export function trimCharacters(
  text: string,
  characters: string,
  { atStart = true, atEnd = true }: { atStart?: boolean; atEnd?: boolean } = {},
): string {
  let [start, end] = [0, text.length];
  while (atStart && start < end && characters.includes(text.charAt(start))) start++;
  while (atEnd && end > start && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** A path of either kind without the slashes at its end. */
export const withoutEndSlashes = (path: string): string => trimCharacters(path, '\\/', { atStart: false });

/** What stands behind the last slash of a path of either kind. */
export const lastPart = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** The letters, digits and underscores right before an offset. */
export function wordBefore(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && /\w/.test(text.charAt(start - 1))) start--;
  return text.slice(start, offset);
}
