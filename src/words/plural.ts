/** A count with its noun, in English: `1 file`, `3 files`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Picks the sentence for a count. Languages put the plural into other words of the sentence, too, so both sentences are
 * written out, with the count in each.
 * @param locale a language tag, whose rules say for which counts the singular stands: in French also for 0
 */
export const plural = (count: number, one: string, other: string, locale = 'en'): string =>
  new Intl.PluralRules(locale).select(count) === 'one' ? one : other;
