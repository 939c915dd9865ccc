/** The one of some words that differs from another by a typing error or two; undefined where there is none or more. */
export function similarWord(written: string, words: readonly string[]): string | undefined {
  if (written.length > longest) return undefined;
  const most = Math.min(2, written.length / 4);
  const near = words
    .filter((word) => Math.abs(word.length - written.length) <= most)
    .map((word) => ({ word, distance: distanceOf(written.toLowerCase(), word.toLowerCase()) }));
  const least = Math.min(...near.map(({ distance }) => distance));
  const [one, ...others] = near.filter(({ distance }) => distance === least);
  return one && !others.length && least <= most ? one.word : undefined;
}

/** UTF-16 units: no name is longer. */
const longest = 80;

/** How many letters have to be put in, taken out, changed, or swapped with the next one. */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let index = 0; index < a.length; index++) {
    const next = [index + 1];
    for (let at = 1; at <= b.length; at++) {
      const changed = (row[at - 1] ?? 0) + (a[index] === b[at - 1] ? 0 : 1);
      const isSwapped = index > 0 && at > 1 && a[index] === b[at - 2] && a[index - 1] === b[at - 1];
      const swapped = isSwapped ? (before[at - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(changed, swapped, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
