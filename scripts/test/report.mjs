/**
 * @typedef {object} Result
 * @property {string} title
 * @property {'passed' | 'failed' | 'skipped'} state
 * @property {number} [ms]
 * @property {string} [error] where failed: message and stack
 * @property {string} [reason] where skipped
 */

/**
 * Prints results as they come, one line each with its tier, and the failures again with the sums at the end: of a long
 * log often only the end is kept. Several tiers may run at once.
 */
export class Report {
  #tiers = [];

  /** Tiers are listed at the end in the order in which they are asked for. */
  tier(name) {
    const tier = new TierReport(name);
    this.#tiers.push(tier);
    return tier;
  }

  /**
   * Prints what failed, a line per tier, then the last line of all.
   * @returns {number} the exit code: 1 after a failure, or when nothing passed
   */
  finish() {
    const sum = (state) => this.#tiers.reduce((total, { counts }) => total + counts[state], 0);
    console.log('');
    for (const failure of this.#tiers.flatMap(({ failures }) => failures)) console.log(failure);
    for (const { name, seconds, counts } of this.#tiers) {
      console.log(`${label(name)}${inWords((state) => counts[state])} in ${seconds.toFixed(1)} s`);
    }
    console.log(inWords(sum));
    return sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
  }
}

/** The results of one tier, whose jobs may run at once. */
class TierReport {
  counts = { passed: 0, failed: 0, skipped: 0 };
  /** From the beginning of its first job to the end of its last one. */
  seconds = 0;
  /** As printed. */
  failures = [];
  #began;
  #isSkipped = false;

  constructor(name) {
    this.name = name;
  }

  begin() {
    if (this.#began === undefined) this.#print('begins');
    this.#began ??= Date.now();
  }

  end() {
    this.seconds = (Date.now() - this.#began) / 1000;
  }

  /** @param {Result} result */
  add({ title, state, ms, error, reason }) {
    this.counts[state]++;
    const time = ms === undefined ? '' : ` (${Math.round(ms)} ms)`;
    if (state === 'passed') this.#print(`ok ${title}${time}`);
    if (state === 'failed') this.#fail(`FAILED ${title}${time}\n${indent(error ?? 'no message')}`);
    if (state === 'skipped') this.#print(`skipped ${title}: ${reason ?? 'no reason given'}`);
  }

  /** All of a tier that can't run here, with the number of its tests. */
  skipAll(tests, reason) {
    if (this.#isSkipped) return;
    this.#isSkipped = true;
    this.counts.skipped += tests;
    this.#print(`skipped as a whole: ${reason}`);
  }

  #fail(text) {
    this.failures.push(label(this.name) + text);
    this.#print(text);
  }

  #print(text) {
    console.log(label(this.name) + text);
  }
}

const label = (name) => name.padEnd(6) + ' ';

const inWords = (of) => `${of('passed')} passed, ${of('failed')} failed, ${of('skipped')} skipped`;

const indent = (text) => text.trimEnd().replace(/^/gm, '    ');
