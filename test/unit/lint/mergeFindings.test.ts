import assert from 'node:assert/strict';
import { mergeFindings } from '../../../src/lint/mergeFindings';
import type { Finding } from '../../../src/rules/finding';

describe('mergeFindings', () => {
  const path = '/p/a.ps1';
  const finding = (text: string, at: string, more: Partial<Finding> = {}): Finding => ({
    rule: 'reboot-in-provisioner',
    severity: 'warning',
    message: 'It restarts.',
    location: { path, span: { start: text.indexOf(at), end: text.indexOf(at) + at.length } },
    related: [],
    fixes: [],
    ...more,
  });

  describe('of the same finding of several templates', () => {
    const from = (template: string, severity: Finding['severity'], more: Partial<Finding> = {}) =>
      finding('Restart', 'Restart', {
        severity,
        related: [{ message: 'Run here.', location: { path: template, span: { start: 1, end: 2 } } }],
        ...more,
      });

    it('makes one, with the worst severity and all that is related', () => {
      const [first, ...others] = mergeFindings([
        from('/p/a.json', 'warning'),
        from('/p/b.json', 'error'),
        from('/p/a.json', 'info'),
      ]);
      assert.deepEqual(others, []);
      assert.equal(first?.severity, 'error');
      assert.deepEqual(
        first.related.map(({ location }) => location.path),
        ['/p/a.json', '/p/b.json'],
      );
    });

    it('takes the fix of the first that has one', () => {
      const fixes = [{ title: 'Mend', applicability: 'safe', edits: [] }] as const;
      const [merged] = mergeFindings([from('/p/a.json', 'error'), from('/p/b.json', 'error', { fixes })]);
      assert.deepEqual(merged?.fixes, fixes);
    });

    it('keeps what is said otherwise or elsewhere', () => {
      const text = 'Restart Restart';
      const other = { path, span: { start: 8, end: 15 } };
      const all = [
        finding(text, 'Restart'),
        finding(text, 'Restart', { message: 'Else.' }),
        finding(text, 'Restart', { location: other }),
        finding(text, 'Restart', { rule: 'file-missing' }),
      ];
      assert.deepEqual(mergeFindings(all), all);
    });
  });
});
