/**
 * @typedef {object} Result
 * @property {string} title
 * @property {'passed' | 'failed' | 'skipped'} state
 * @property {number} [ms]
 * @property {string} [error] where failed: message and stack
 * @property {string} [reason] where skipped
 */

/** Prints results as they come, one line each, and the sums at the end. */
export class Report {
  #tiers = [];

  /** The results that follow belong to this tier. */
  begin(name) {
    this.#tiers.push({ name, started: Date.now(), seconds: 0, passed: 0, failed: 0, skipped: 0 });
    console.log(`\n${name}`);
  }

  end() {
    const tier = this.#tiers.at(-1);
    tier.seconds = (Date.now() - tier.started) / 1000;
  }

  /** @param {Result} result */
  add({ title, state, ms, error, reason }) {
    this.#tiers.at(-1)[state]++;
    const time = ms === undefined ? '' : ` (${Math.round(ms)} ms)`;
    if (state === 'passed') console.log(`  ok ${title}${time}`);
    if (state === 'failed') console.log(`  FAILED ${title}${time}\n${indent(error ?? 'no message')}`);
    if (state === 'skipped') console.log(`  skipped ${title}: ${reason ?? 'no reason given'}`);
  }

  /** A whole tier that can't run here, with the number of its tests. */
  skipTier(tests, reason) {
    const tier = this.#tiers.at(-1);
    tier.skipped += tests;
    console.log(`  skipped tier ${tier.name}: ${reason}`);
  }

  /**
   * Prints a line per tier, then the last line of all.
   * @returns {number} the exit code: 1 after a failure, or when nothing passed
   */
  finish() {
    const sum = (state) => this.#tiers.reduce((total, tier) => total + tier[state], 0);
    console.log('');
    for (const { name, seconds, ...tier } of this.#tiers) {
      console.log(`${name.padEnd(6)} ${counts((state) => tier[state])} in ${seconds.toFixed(1)} s`);
    }
    console.log(counts(sum));
    return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
  }
}

const counts = (of) => `${of('passed')} passed, ${of('failed')} failed, ${of('skipped')} skipped`;

const indent = (text) => text.trimEnd().replace(/^/gm, '    ');
