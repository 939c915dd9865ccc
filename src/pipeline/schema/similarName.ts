import { similarWord } from '../../text/similarWord';

/**
 * The one of some names that is meant by another: written with other signs between its words, or with a typing error or two.
 * @param names of options and types, as the schemas have them
 */
export function similarName(written: string, names: readonly string[]): string | undefined {
  const plain = plainOf(written);
  const same = names.filter((name) => plainName(name) === plain);
  return same.length === 1 ? same[0] : similarWord(written, names);
}

const plainOf = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/** There are only so many names, and all options of a component are compared. */
const plainNames = new Map<string, string>();

function plainName(name: string): string {
  const plain = plainNames.get(name) ?? plainOf(name);
  plainNames.set(name, plain);
  return plain;
}
