import { similarWord } from '../../text/similarWord';

/** The one of some names that is meant by another: written with other signs between its words, or with a typing error or two. */
export function similarName(written: string, names: readonly string[]): string | undefined {
  const plain = plainOf(written);
  const same = names.filter((name) => plainOf(name) === plain);
  return same.length === 1 ? same[0] : similarWord(written, names);
}

const plainOf = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
