import { RecentMap } from './recentMap';

/**
 * A function of a text that remembers its last results: while one file is edited, all others are the same texts as
 * before. The results are shared, so they must not be changed.
 * @param most how many are kept; the one that was asked for longest ago goes first
 */
export function memoizeByText<Result>(
  compute: (text: string) => Result,
  most = 400,
): (text: string) => Result {
  const results = new RecentMap<Result>(most);
  return (text) => {
    const result = results.get(text) ?? compute(text);
    results.set(text, result);
    return result;
  };
}
