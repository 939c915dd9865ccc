export interface ListOptions {
  /** Between the last two items; `and` unless given. */
  readonly conjunction?: 'and' | 'or';
  /** How many items are named; of more, these and how many there are. */
  readonly most?: number;
}

/** Names in a sentence, in English: `a, b and c`, and of many `a, b and 3 more`. */
export function listed(
  items: readonly string[],
  { conjunction = 'and', most = Infinity }: ListOptions = {},
): string {
  const shown = items.slice(0, most);
  const left = items.length - shown.length;
  if (left > 0) return `${shown.join(', ')} ${conjunction} ${left} more`;
  const last = shown.pop() ?? '';
  return shown.length ? `${shown.join(', ')} ${conjunction} ${last}` : last;
}

/** As {@link listed}, with each name in quotes. */
export const quotedList = (names: readonly string[], options?: ListOptions): string =>
  listed(
    names.map((name) => `'${name}'`),
    options,
  );
