import assert from 'node:assert/strict';
import { formatDuration } from '../../../src/words/durations';
import type { DurationOptions } from '../../../src/words/durations';

const minute = 60_000;
const hour = 60 * minute;

describe('formatDuration', () => {
  const cases: readonly (readonly [milliseconds: number, options: DurationOptions, text: string])[] = [
    [0, {}, '0 sec'],
    [499, {}, '0 sec'],
    [4_400, {}, '4 sec'],
    [59_600, {}, '1 min'],
    [2 * minute + 5_000, {}, '2 min 5 sec'],
    [30 * minute, {}, '30 min'],
    [hour, {}, '1 hr'],
    [hour + 2 * minute + 40_000, {}, '1 hr 2 min'],
    [-1, {}, '0 sec'],
    [5 * minute, { width: 'long' }, '5 minutes'],
    [minute, { width: 'long' }, '1 minute'],
    [150_000, { width: 'long' }, '2 minutes 30 seconds'],
    [6 * hour, { width: 'long' }, '6 hours'],
    [59_999, { accuracy: 'minutes' }, '59 sec'],
    [2 * minute - 1, { accuracy: 'minutes' }, '1 min'],
    [hour + 2 * minute - 1, { accuracy: 'minutes' }, '1 hr 1 min'],
    [500, { accuracy: 'milliseconds' }, '500 ms'],
    [0, { accuracy: 'milliseconds' }, '0 sec'],
    [1_500, { accuracy: 'milliseconds' }, '2 sec'],
    [2 * minute + 5_000, { locale: 'de' }, '2 Min., 5 Sek.'],
  ];
  for (const [milliseconds, options, text] of cases)
    it(`is ${text} for ${milliseconds} ms ${JSON.stringify(options)}`, () =>
      // Languages write spaces of several widths.
      assert.equal(formatDuration(milliseconds, options).replace(/\s/g, ' '), text));
});
