import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as gateModule from '../../../bench/gate.mjs';

describe('npm run bench -- --check', () => {
  let gate: typeof gateModule;
  before(async () => {
    const file = pathToFileURL(path.join(REPO_ROOT, 'bench', 'gate.mjs')).href;
    gate = (await import(file)) as typeof gateModule;
  });
  const verdict = (ratio: number | undefined, budget: number | undefined, before?: number) => {
    const row = {
      id: 'a',
      what: 'something',
      figures: '1 ms',
      ...(ratio !== undefined && { ratio }),
      ...(budget !== undefined && { budget }),
    };
    return gate.judge(row, before === undefined ? {} : { a: before }).verdict;
  };
  const isBad = (...given: Parameters<typeof verdict>) => gate.isBad(verdict(...given));

  it('takes what is within its budget and as fast as before', () => {
    assert.equal(verdict(1, 1, 1), 'ok');
    assert.equal(verdict(1.2, undefined, 1), 'ok');
    assert.equal(isBad(1, 1, 1), false);
  });

  it('refuses what is over its budget, also where it was before', () => {
    assert.equal(verdict(1.01, 1, 1.5), 'over budget');
    assert.equal(isBad(1.01, 1, 1.5), true);
  });

  it('refuses what could not be measured', () => {
    assert.equal(isBad(NaN, 1, 1), true);
  });

  it('refuses what is more than a fifth slower than before', () => {
    assert.equal(verdict(0.91, 1, 0.75), 'slower');
    assert.equal(verdict(1.21, undefined, 1), 'slower');
    assert.equal(isBad(0.91, 1, 0.75), true);
  });

  it('takes what is slower and still far from its budget, where a fifth is noise', () => {
    assert.equal(verdict(0.4, 1, 0.1), 'ok');
  });

  it('judges no absolute figures, and takes what is new within its budget', () => {
    assert.equal(verdict(undefined, undefined), '');
    assert.equal(verdict(1, 1), 'new');
    assert.equal(isBad(1, 1), false);
    assert.equal(verdict(2, 1), 'over budget');
  });

  it('has a baseline of ratios, sorted', () => {
    const text = readFileSync(path.join(REPO_ROOT, 'bench', 'baseline.json'), 'utf8');
    const ids = Object.keys(JSON.parse(text) as Record<string, number>);
    assert.ok(ids.length > 0);
    assert.deepEqual(ids, [...ids].sort());
  });
});
