/**
 * A function of a text that remembers its last results: while one file is edited, all others are the same texts as
 * before. The results are shared, so they must not be changed.
 * @param most how many are kept; the one that was asked for longest ago goes first
 */
export function memoizeByText<Result>(
  compute: (text: string) => Result,
  most = 400,
): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    const known = results.get(text);
    const result = known ?? compute(text);
    // Set anew, it stands last: a Map keeps the order of insertion.
    if (known !== undefined) results.delete(text);
    results.set(text, result);
    const [oldest] = results.keys();
    if (results.size > most && oldest !== undefined) results.delete(oldest);
    return result;
  };
}
