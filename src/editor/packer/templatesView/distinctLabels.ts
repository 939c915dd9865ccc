/** Labels shorter than this fit into a narrow side bar. UTF-16 units. */
const fits = 24;
/** A shorter beginning is worth its room. */
const shortestDropped = 10;
/** What is left says too little below this. */
const shortestLeft = 3;

const separator = /[\s\-_./\\:,]/;

/**
 * Labels of which the part that tells them apart is seen first: what a long one shares with another at its beginning gives way
 * to `…`, up to the end of a word.
 */
export function distinctLabels(labels: readonly string[]): string[] {
  const sorted = [...new Set(labels)].sort();
  const shared = new Map<string, number>();
  // Of sorted texts those stand beside each other that have most in common.
  for (const [index, label] of sorted.entries())
    for (const next of sorted.slice(index + 1, index + 2)) {
      const length = commonLength(label, next);
      shared.set(label, Math.max(shared.get(label) ?? 0, length));
      shared.set(next, Math.max(shared.get(next) ?? 0, length));
    }
  return labels.map((label) => {
    const cut = label.length > fits ? lastWordStart(label, shared.get(label) ?? 0) : 0;
    return cut >= shortestDropped ? `…${label.slice(cut)}` : label;
  });
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Where the last word begins before an offset, with enough behind it. */
function lastWordStart(label: string, before: number): number {
  for (let at = Math.min(before, label.length - shortestLeft); at > 0; at--)
    if (separator.test(label[at - 1] ?? '')) return at;
  return 0;
}
