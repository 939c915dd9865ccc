import assert from 'node:assert/strict';
import { findingKey } from '../../../src/rules/finding';
import type { Finding } from '../../../src/rules/finding';

describe('The key of a finding', () => {
  const finding: Finding = {
    rule: 'file-missing',
    severity: 'error',
    message: "The file 'a' does not exist.",
    location: { path: '/p/a.json', span: { start: 1, end: 4 } },
    related: [],
    fixes: [],
  };

  it('is the same for the same finding, however grave it is and whatever is related to it', () => {
    const other = { message: 'Here.', location: finding.location };
    assert.equal(findingKey({ ...finding, severity: 'hint', related: [other] }), findingKey(finding));
  });

  it('is another for another rule, place or message', () => {
    const { path, span } = finding.location;
    const keys = [
      finding,
      { ...finding, rule: 'path-case' },
      { ...finding, location: { path, span: { ...span, start: 2 } } },
      { ...finding, location: { path, span: { ...span, end: 5 } } },
      { ...finding, message: "The file 'b' does not exist." },
    ].map(findingKey);
    assert.equal(new Set(keys).size, keys.length);
  });

  it('is short, as each diagnostic carries one', () => {
    assert.ok(findingKey({ ...finding, message: 'x'.repeat(10_000) }).length < 40);
  });
});
