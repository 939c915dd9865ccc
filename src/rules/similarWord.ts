/** The one of some words that differs from another by a typing error or two; undefined where there is none or more. */
export function similarWord(written: string, words: readonly string[]): string | undefined {
  const near = words.map((word) => ({
    word,
    distance: distanceOf(written.toLowerCase(), word.toLowerCase()),
  }));
  const least = Math.min(...near.map(({ distance }) => distance));
  const [one, ...others] = near.filter(({ distance }) => distance === least);
  return one && !others.length && least <= Math.min(2, written.length / 4) ? one.word : undefined;
}

/** How many letters have to be put in, taken out or changed. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let at = 1; at <= b.length; at++) {
      const changed = (row[at - 1] ?? 0) + (letter === b[at - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
