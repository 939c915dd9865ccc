import assert from 'node:assert/strict';
import { applySuppressions } from '../../../src/lint/applySuppressions';
import { readConfiguration } from '../../support/configurations';
import type { Finding } from '../../../src/rules/finding';
import { rules } from '../../../src/rules/rules';
import { applyEdits } from '../../../src/text/textEdit';
import { memoryFiles } from '../../support/memoryFiles';

describe('applySuppressions', () => {
  let path = '/p/a.ps1';
  beforeEach(() => (path = '/p/a.ps1'));
  const configured = (config: object = {}) =>
    readConfiguration('/p', memoryFiles({ '/p/boxwright.json': JSON.stringify(config) }, '/p'));
  const finding = (text: string, at: string, more: Partial<Finding> = {}): Finding => ({
    rule: 'reboot-in-provisioner',
    severity: 'warning',
    message: 'It restarts.',
    location: { path, span: { start: text.indexOf(at), end: text.indexOf(at) + at.length } },
    related: [],
    fixes: [],
    ...more,
  });
  const applied = (text: string, findings: readonly Finding[], config?: object, selected = rules) =>
    applySuppressions({ path, text, findings, rules: selected }, () => configured(config)).findings;
  const shown = (text: string, findings: readonly Finding[], config?: object, selected = rules) =>
    applied(text, findings, config, selected).map(({ rule }) => rule);

  describe('leaves out what a comment switches off', () => {
    it('in the line below', () => {
      const text = 'A\n# boxwright-disable-next-line reboot-in-provisioner -- it is the last\nB\nC\n';
      assert.deepEqual(shown(text, [finding(text, 'B')]), []);
      assert.deepEqual(shown(text, [finding(text, 'B'), finding(text, 'C')]), ['reboot-in-provisioner']);
      assert.deepEqual(shown(text, [finding(text, 'B'), finding(text, 'B\n', { rule: 'file-missing' })]), [
        'file-missing',
      ]);
    });

    it('in the whole file, above the comment, too', () => {
      const text = 'A\n# boxwright-disable reboot-in-provisioner\nB\n';
      assert.deepEqual(shown(text, [finding(text, 'A'), finding(text, 'B')]), []);
    });

    it('of several rules', () => {
      const text = '# boxwright-disable-next-line file-missing, reboot-in-provisioner\nB\n';
      assert.deepEqual(shown(text, [finding(text, 'B'), finding(text, 'B', { rule: 'file-missing' })]), []);
    });
  });

  it('keeps what is left out, with the reason', () => {
    const text = 'A # boxwright-disable-line reboot-in-provisioner -- it is the last\nB\n';
    const { findings, suppressed } = applySuppressions(
      { path, text, findings: [finding(text, 'A'), finding(text, 'B')], rules },
      () => configured(),
    );
    assert.equal(findings.length, 1);
    assert.deepEqual(
      suppressed.map(({ by, reason, finding: { location } }) => [by, reason, location.span.start]),
      [['comment', 'it is the last', 0]],
    );
  });

  it('wants reasons where the project does', () => {
    const text = 'A # boxwright-disable-line reboot-in-provisioner\n';
    const reasons = (config: object, written = text) =>
      applied(written, [finding(written, 'A')], config).map(({ message }) => message);
    assert.deepEqual(reasons({}), []);
    assert.deepEqual(reasons({ requireReason: true }), [
      'This suppression comment gives no reason. Add one after --.',
    ]);
    assert.deepEqual(reasons({ requireReason: true }, text.replace('\n', ' -- the last\n')), []);
  });

  it('leaves out what stands between two comments, and nothing around them', () => {
    const text = 'A\n# boxwright-disable reboot-in-provisioner\nB\n# boxwright-enable\nC\n';
    assert.deepEqual(
      applied(text, [finding(text, 'A'), finding(text, 'B'), finding(text, 'C')]).map(
        ({ location }) => text[location.span.start],
      ),
      ['A', 'C'],
    );
  });

  describe('tells of comments without effect', () => {
    const unused = (text: string, findings: readonly Finding[] = [], config?: object) =>
      applied(text, findings, config).filter(({ rule }) => rule === 'unused-suppression');
    const mended = (text: string) => {
      const [edit] = unused(text)[0]?.fixes[0]?.edits ?? [];
      return edit && applyEdits(text, [edit]);
    };

    it('at the rule that finds nothing', () => {
      const text = 'A\n# boxwright-disable-next-line reboot-in-provisioner, file-missing\nB\n';
      const [one, ...others] = unused(text, [finding(text, 'B')]);
      assert.deepEqual(others, []);
      assert.ok(one);
      assert.equal(text.slice(one.location.span.start, one.location.span.end), 'file-missing');
      assert.equal(one.severity, 'hint');
      assert.match(one.message, /'file-missing' reports nothing here/);
      assert.deepEqual(one.fixes, [], 'the other rule is needed');
    });

    it('at a rule that does not exist', () => {
      const [one] = unused('# boxwright-disable no-such\n');
      assert.match(one?.message ?? '', /^This suppression comment has no effect: there is no rule 'no-such'/);
    });

    it('as the project wants it', () => {
      const text = '# boxwright-disable file-missing\n';
      assert.deepEqual(unused(text, [], { rules: { 'unused-suppression': 'off' } }), []);
      const [one] = unused(text, [], { rules: { 'unused-suppression': 'error' } });
      assert.equal(one?.severity, 'error');
    });

    it('but not of rules that were not asked', () => {
      const text = '# boxwright-disable file-missing\n';
      const some = (...ids: string[]) => rules.filter(({ id }) => ids.includes(id));
      assert.deepEqual(shown(text, [], {}, some('unused-suppression')), []);
      assert.deepEqual(shown(text, [], {}, some('file-missing')), []);
      assert.deepEqual(shown(text, [], {}, some('file-missing', 'unused-suppression')), [
        'unused-suppression',
      ]);
    });

    it('and removes them with their line', () => {
      assert.equal(mended('A\n  # boxwright-disable file-missing -- why\nB\n'), 'A\nB\n');
      assert.equal(mended('A\r\n# boxwright-disable file-missing\r\nB\r\n'), 'A\r\nB\r\n');
      assert.equal(mended('# boxwright-disable file-missing'), '');
      path = '/p/a.xml';
      assert.equal(mended('<a>\n  <!-- boxwright-disable file-missing -->\n</a>'), '<a>\n</a>');
    });

    it('and not with what else stands in the line', () => {
      for (const [name, text] of [
        ['a.xml', '<!-- boxwright-disable file-missing --><a/>\n'],
        ['a.ps1', '<# boxwright-disable file-missing #> Get-Item\n'],
        ['a.json', '"inline": ["# boxwright-disable file-missing",\n"x"]\n'],
        ['a.ps1', 'Get-Item # boxwright-disable file-missing\n'],
        ['a.ps1', '<# boxwright-disable file-missing\n more #>\n'],
        ['a.ps1', '<#\nboxwright-disable file-missing\n#>\n'],
      ] as const) {
        path = `/p/${name}`;
        assert.equal(unused(text).length, 1, text);
        assert.equal(mended(text), undefined, text);
      }
    });
  });
});
