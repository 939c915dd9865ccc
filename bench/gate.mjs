/**
 * What was measured. A ratio is of two times, or sizes, of one run, the smaller the better: machines differ and are busy.
 * @typedef {object} Row
 * @property {string} id of the row, for the baseline and for `--only`
 * @property {string} what
 * @property {string} figures as they are on this machine: shown, and never judged
 * @property {number} [ratio]
 * @property {number} [budget] of the ratio, the most that it may be
 */

/** A ratio may be so many times what it was; the rest is noise. */
const most = 1.2;

/** Below this share of its budget a ratio is too small for 20 % of it to be more than noise. */
const small = 0.5;

/**
 * Whether something got slower than it may be.
 * @param {Row} row
 * @param {Readonly<Record<string, number>>} baseline the ratios of an earlier state, by their ids
 * @returns {{ verdict: '' | 'ok' | 'new' | 'over budget' | 'slower', before: number | undefined }}
 */
export function judge({ id, ratio, budget }, baseline) {
  const before = Object.hasOwn(baseline, id) ? baseline[id] : undefined;
  if (ratio === undefined) return { verdict: '', before };
  if (budget !== undefined && !(ratio <= budget)) return { verdict: 'over budget', before };
  if (before === undefined) return { verdict: 'new', before };
  const isSmall = budget !== undefined && ratio < small * budget;
  return { verdict: ratio > most * before && !isSmall ? 'slower' : 'ok', before };
}

/** Whether a verdict ends `npm run bench -- --check` with 1. */
export const isBad = (verdict) => verdict === 'over budget' || verdict === 'slower';
