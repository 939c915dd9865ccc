import { hostile, mutate } from './mutate';
import { Random, samples } from './samples';
import type { SampleKind } from './samples';
import { misplaced } from './targets';
import type { Target } from './targets';

/** What a parser did wrong with one text. */
export interface Failure {
  /** Makes the text again: `npm run fuzz -- PARSER --seed SEED --once`. */
  readonly seed: number;
  readonly what: string;
  /** The smallest text found that shows it; of what only takes too long, the text itself. */
  readonly input: string;
}

/** Milliseconds that a million UTF-16 units may take, and any shorter text. */
export const limit = 250;

/** Parsers that refuse longer texts get such as they still read. */
const longestRead: Readonly<Partial<Record<SampleKind, number>>> = { ruby: 480_000, userData: 49_000 };

/** The text of a seed: mostly a real one with some changes, every 25th a large one, every 500th up to 10 MB. */
export function makeText(target: Target, seed: number): string {
  const random = new Random(seed);
  const sample = samples[target.name](random);
  const longest = longestRead[target.name];
  if (seed % 500 === 250 && longest === undefined)
    return hostile(random, sample, target.tokens, 1_000_000 * (1 + random.below(9)));
  if (seed % 25 === 0) return hostile(random, sample, target.tokens, longest ?? 980_000);
  return mutate(random, sample, target.tokens);
}

/** Tries the text of one seed. */
export function tryOne(target: Target, seed: number): Failure | undefined {
  const text = makeText(target, seed);
  const start = performance.now();
  const what = wrongWith(target, text);
  if (what !== undefined)
    return { seed, what, input: smallest(text, (part) => wrongWith(target, part) === what) };
  if (performance.now() - start < limit) return undefined;
  const allowed = limit * Math.max(1, text.length / 1_000_000);
  let time = Infinity;
  for (let attempt = 0; attempt < 3 && time > allowed; attempt++) time = Math.min(time, timeOf(target, text));
  if (time <= allowed) return undefined;
  return {
    seed,
    what: `takes ${Math.round(time)} ms for ${text.length} characters, allowed are ${Math.round(allowed)}`,
    input: text,
  };
}

/** Of the clock and of the processor the lower one: other work on the machine shall not count. */
function timeOf(target: Target, text: string): number {
  const start = performance.now();
  const before = process.cpuUsage();
  target.parse(text);
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - start, (user + system) / 1000);
}

/** Without the numbers, so that a smaller text shows the same. */
function wrongWith(target: Target, text: string): string | undefined {
  try {
    return misplaced(target.parse(text), text)?.replace(/:.*/, ' lies outside of the text');
  } catch (error) {
    return `throws ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
}

/** Leaves out stretches, ever smaller ones, as long as the text still fails. */
function smallest(text: string, fails: (text: string) => boolean): string {
  const until = performance.now() + 5000;
  let current = text;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let at = 0; at < current.length;) {
      if (performance.now() > until) return current;
      const without = current.slice(0, at) + current.slice(at + size);
      if (fails(without)) current = without;
      else at += size;
    }
  }
  return current;
}
