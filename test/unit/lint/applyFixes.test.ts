import assert from 'node:assert/strict';
import { applyFixes } from '../../../src/lint/applyFixes';
import type { Finding } from '../../../src/rules/finding';

describe('applyFixes', () => {
  const finding = (...fixes: [start: number, end: number, newText: string, path?: string][][]): Finding => ({
    rule: 'x',
    severity: 'error',
    message: '',
    location: { path: '/a', span: { start: 0, end: 0 } },
    related: [],
    fixes: fixes.map((edits) => ({
      title: '',
      edits: edits.map(([start, end, newText, path = '/a']) => ({ path, span: { start, end }, newText })),
    })),
  });
  const texts: Record<string, string> = { '/a': 'abcdef', '/b': 'xyz' };
  const apply = (...findings: Finding[]) => Object.fromEntries(applyFixes(findings, (path) => texts[path]));

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

  it('leaves a file that can not be read', () => {
    assert.deepEqual(apply(finding([[0, 1, 'x', '/none']])), {});
  });
});
