import assert from 'node:assert/strict';
import { applyFixes } from '../../../src/lint/applyFixes';
import type { Applicability, Finding } from '../../../src/rules/finding';

describe('applyFixes', () => {
  type Edit = [start: number, end: number, newText: string, path?: string];
  const graded = (applicability: Applicability, ...fixes: Edit[][]): Finding => ({
    rule: 'x',
    severity: 'error',
    message: '',
    location: { path: '/a', span: { start: 0, end: 0 } },
    related: [],
    fixes: fixes.map((edits) => ({
      title: '',
      applicability,
      edits: edits.map(([start, end, newText, path = '/a']) => ({ path, span: { start, end }, newText })),
    })),
  });
  const finding = (...fixes: Edit[][]) => graded('safe', ...fixes);
  const texts: Record<string, string> = { '/a': 'abcdef', '/b': 'xyz' };
  const applyUpTo = (most: Applicability, ...findings: Finding[]) =>
    Object.fromEntries(applyFixes(findings, (path) => texts[path], most));
  const apply = (...findings: Finding[]) => applyUpTo('safe', ...findings);

  it('takes none that touches another, whatever their order, and many', () => {
    const many = Array.from({ length: 50_000 }, () => finding([[4, 5, 'E']]));
    assert.deepEqual(
      apply(
        finding([[4, 5, 'E']]),
        finding([[0, 1, 'A']]),
        finding([[1, 2, '?']]),
        finding([[2, 3, 'C']]),
        ...many,
      ),
      { '/a': 'AbCdEf' },
    );
  });

  it('applies the first fix of each finding, over several files', () => {
    assert.deepEqual(
      apply(
        finding([[0, 1, 'A']], [[0, 1, '?']]),
        finding([
          [3, 4, 'D'],
          [0, 0, '1', '/b'],
        ]),
        finding(),
      ),
      {
        '/a': 'AbcDef',
        '/b': '1xyz',
      },
    );
  });

  it('takes only one of two fixes that touch, and that one whole', () => {
    assert.deepEqual(
      apply(
        finding([[1, 3, 'X']]),
        finding([
          [3, 3, 'Y'],
          [0, 1, 'Z', '/b'],
        ]),
      ),
      { '/a': 'aXdef' },
    );
  });

  it('applies unsafe fixes only where they are asked for', () => {
    const both = [graded('unsafe', [[0, 1, 'A']]), finding([[3, 4, 'D']])];
    assert.deepEqual(applyUpTo('safe', ...both), { '/a': 'abcDef' });
    assert.deepEqual(applyUpTo('unsafe', ...both), { '/a': 'AbcDef' });
  });

  it('leaves a file that can not be read', () => {
    assert.deepEqual(apply(finding([[0, 1, 'x', '/none']])), {});
  });
});
