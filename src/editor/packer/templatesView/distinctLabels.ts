/** Labels shorter than this fit into a narrow side bar. UTF-16 units. */
const fits = 24;
/** A shorter beginning is worth its room. */
const shortestDropped = 10;
/** What is left says too little below this. */
const shortestLeft = 3;

const separator = /[\s\-_./\\:,]/g;

/**
 * Labels of which the part that tells them apart is seen first: what a long one shares with another at its beginning gives way
 * to `…`, up to the start of a word. What is left is the end of no other label.
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
  const owners = new Map<string, number>();
  for (const label of sorted)
    for (const start of [0, ...wordStarts(label)]) {
      const end = label.slice(start);
      owners.set(end, (owners.get(end) ?? 0) + 1);
    }
  return labels.map((label) => {
    if (label.length <= fits) return label;
    const last = Math.min(shared.get(label) ?? 0, label.length - shortestLeft);
    const cut = wordStarts(label).findLast(
      (start) => start <= last && start >= shortestDropped && owners.get(label.slice(start)) === 1,
    );
    return cut === undefined ? label : `…${label.slice(cut)}`;
  });
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

/** Where words begin that follow others: after each separator. */
function wordStarts(label: string): number[] {
  return [...label.matchAll(separator)].map(({ index }) => index + 1);
}
