import assert from 'node:assert/strict';
import { logFolding } from '../../../../src/language/log/logFolding';
import { logSymbols } from '../../../../src/language/log/logSymbols';
import { duration, messages } from '../../../support/messages';

/** A step with its lines, the line where the next begins, and what is known of it. */
const step = (
  build: string,
  first: number,
  last: number,
  next?: number,
  more: { began?: number; ended?: number; failed?: true } = {},
) => ({
  first,
  last,
  next,
  step: { build, kind: 'provision', text: `step of ${build} at ${first}`, began: 0, ...more },
});

describe('folding of a log', () => {
  it('is by steps, up to where another build goes on, and by noise', () => {
    const steps = [step('a', 0, 9, 4), step('b', 4, 8), step('a', 10, 10)];
    assert.deepEqual(logFolding({ steps, noise: [{ first: 5, last: 7 }] }), [
      { kind: 'step', first: 0, last: 3 },
      { kind: 'step', first: 4, last: 8 },
      { kind: 'noise', first: 5, last: 7 },
    ]);
  });

  it('needs more than a line', () => {
    assert.deepEqual(logFolding({ steps: [step('a', 3, 9, 4)], noise: [{ first: 5, last: 5 }] }), []);
  });
});

describe('the outline of a log', () => {
  const builds = new Map([
    ['a', { first: 0, last: 9 }],
    ['b', { first: 4, last: 8 }],
  ]);

  it('has the builds with their own steps', () => {
    const found = logSymbols(
      { builds, steps: [step('a', 0, 9), step('b', 4, 8), step('a', 6, 9)] },
      { ...messages, duration },
    );
    assert.deepEqual(
      found.map(({ name, kind, first, last, children }) => [name, kind, first, last, children.length]),
      [
        ['a', 'build', 0, 9, 2],
        ['b', 'build', 4, 8, 1],
      ],
    );
    assert.deepEqual(found[1]?.children[0], {
      name: 'step of b at 4',
      detail: '',
      kind: 'provision',
      first: 4,
      last: 8,
      children: [],
    });
  });

  it('says how long steps took and which failed, as far as it is known', () => {
    const steps = [
      step('a', 0, 1, 2, { began: 1000, ended: 4000 }),
      step('a', 2, 3, 4, { began: 1000, ended: 2000, failed: true }),
      step('a', 4, 5, 6, { began: 1000, failed: true }),
      step('a', 6, 7, undefined, { began: 0, ended: 5 }),
    ];
    assert.deepEqual(
      logSymbols({ builds, steps }, { ...messages, duration })[0]?.children.map(({ detail }) => detail),
      ['<3000 ms>', '<failed>, <1000 ms>', '<failed>', ''],
    );
  });
});
