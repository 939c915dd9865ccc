import { measureGrowth } from '../fuzz/growth.mjs';

/** Of two sizes sixteen times apart: 1.2 allows for a logarithm. */
const budget = 1.2;

/** How the time of each parser, evaluator, rule, report and fix grows with size, 64 KB to 1 MB: the steepest of all. */
export async function measureSlopes() {
  let parts = 0;
  /** @type {import('../fuzz/growth.mjs').Steep[]} */
  const all = [];
  await measureGrowth([], { seed: 1, seconds: 0 }, (_name, steep) => {
    parts++;
    all.push(...steep);
  });
  const [worst] = all.sort((a, b) => b.slope - a.slope);
  return [
    {
      id: 'slope',
      what: `steepest growth of ${parts} parsers, evaluators, rules, reports and fixes, 64 KB to 1 MB`,
      figures: worst ? `${worst.name}, ${worst.part}, seed ${worst.seed}` : `none above ${budget}`,
      ratio: worst?.slope ?? 1,
      budget,
    },
  ];
}
