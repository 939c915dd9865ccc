import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/text/textEdit';

describe('applyEdits', () => {
  it('applies edits in any order, and insertions at one place in theirs', () => {
    const edits = [
      { span: { start: 5, end: 6 }, newText: '!' },
      { span: { start: 0, end: 1 }, newText: 'J' },
      { span: { start: 6, end: 6 }, newText: '1' },
      { span: { start: 6, end: 6 }, newText: '2' },
    ];
    assert.equal(applyEdits('hello world', edits), 'Jello!12world');
  });

  it('refuses edits that overlap', () => {
    const edits = [
      { span: { start: 0, end: 3 }, newText: 'a' },
      { span: { start: 2, end: 4 }, newText: 'b' },
    ];
    assert.throws(() => applyEdits('hello', edits), RangeError);
  });
});
