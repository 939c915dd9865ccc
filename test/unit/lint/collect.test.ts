import assert from 'node:assert/strict';
import { collect, syntaxMistakes } from '../../../src/lint/collect';
import { readConfiguration } from '../../support/configurations';
import type { Build } from '../../../src/pipeline/template/template';
import type { Report, Rule } from '../../../src/rules/rule';
import { syntaxError } from '../../../src/rules/syntaxError';
import { memoryFiles } from '../../support/memoryFiles';
import { templateOf } from '../../support/templates';

describe('collect', () => {
  const builds = (count: number): readonly Build[] =>
    templateOf({
      builders: Array.from({ length: count }, (_, index) => ({ type: 'null', name: `b${index + 1}` })),
    }).builds;
  const rule: Rule = {
    id: 'reboot-in-provisioner',
    severity: 'warning',
    category: 'template',
    since: '0.1.0',
    summary: 'Something.',
    fixes: ['safe'],
  };
  const report = (start: number, more: Partial<Report> = {}): Report => ({
    message: 'Said.',
    location: { path: '/p/a.ps1', span: { start, end: start + 1 } },
    ...more,
  });
  const configured = (setting?: string) =>
    readConfiguration(
      '/p',
      memoryFiles({
        '/p/boxwright.json': JSON.stringify(setting ? { rules: { [rule.id]: setting } } : {}),
      }),
    );
  const collected = (reports: readonly Report[], own = false, setting?: string, asked: Rule = rule) =>
    collect([{ rule: asked, reports }], configured(setting), () => own).findings;

  it('gives a report the id and the severity of its rule', () => {
    assert.deepEqual(collected([report(1)], true), [
      {
        rule: 'reboot-in-provisioner',
        severity: 'warning',
        message: 'Said.',
        location: { path: '/p/a.ps1', span: { start: 1, end: 2 } },
        related: [],
        fixes: [],
      },
    ]);
  });

  it('takes what a new rule says for information, unless the project gives it a weight', () => {
    const severityOf = (setting?: string, severity: Rule['severity'] = 'error') =>
      collected([report(1)], true, setting, { ...rule, severity, preview: true })[0]?.severity;
    assert.equal(severityOf(), 'info');
    assert.equal(severityOf(undefined, 'hint'), 'hint');
    assert.equal(severityOf('warning'), 'warning');
    assert.equal(severityOf('off'), undefined);
  });

  it('makes one finding of what is said of several builds, and names them', () => {
    const [a, b] = builds(2) as [Build, Build];
    const [finding, ...others] = collected([report(1, { builds: [a] }), report(1, { builds: [b] })]);
    assert.deepEqual(others, []);
    assert.deepEqual(finding?.related, [
      { message: "Affects builds 'b1' and 'b2'.", location: a.typeLocation },
    ]);
  });

  it('names five builds at most, and none where the file is the template itself', () => {
    const all = builds(7);
    const [finding] = collected([report(1, { builds: all })]);
    assert.equal(finding?.related[0]?.message, "Affects builds 'b1', 'b2', 'b3', 'b4', 'b5' and 2 more.");
    assert.deepEqual(collected([report(1, { builds: all })], true)[0]?.related, []);
  });

  it('keeps apart what is said of other places or in other words', () => {
    assert.equal(collected([report(1), report(2), report(1, { message: 'Else.' })]).length, 3);
  });

  it('takes the worse of two severities that reports give themselves', () => {
    const [finding] = collected([report(1, { severity: 'info' }), report(1, { severity: 'error' })]);
    assert.equal(finding?.severity, 'error');
  });

  describe('of reports on builders', () => {
    const of = (build: Build, start: number, newText: string): Report =>
      report(start, {
        ofBuilder: true,
        builds: [build],
        fixes: [
          {
            title: 'Mend',
            applicability: 'safe',
            edits: [{ path: '/p/a.ps1', span: { start, end: start }, newText }],
          },
        ],
      });

    it('makes one at the first, with the others as related places and one fix for all', () => {
      const [a, b] = builds(2) as [Build, Build];
      const [finding, ...others] = collected([of(a, 1, 'x'), of(b, 5, 'x')], true);
      assert.deepEqual(others, []);
      assert.equal(finding?.location.span.start, 1);
      assert.deepEqual(finding.related, [
        { message: "Also affects build 'b2'.", location: { path: '/p/a.ps1', span: { start: 5, end: 6 } } },
      ]);
      assert.deepEqual(
        finding.fixes.map(({ edits }) => edits.map(({ span }) => span.start)),
        [[1, 5]],
      );
    });

    it('edits a place that they share once', () => {
      const [a, b] = builds(2) as [Build, Build];
      const [finding] = collected([of(a, 1, 'x'), of(b, 1, 'x')], true);
      assert.equal(finding?.fixes[0]?.edits.length, 1);
      assert.deepEqual(finding.related, []);
    });
  });

  it('weighs as the project wants', () => {
    assert.deepEqual(collected([report(1)], true, 'off'), []);
    assert.equal(collected([report(1)], true, 'error')[0]?.severity, 'error');
    assert.equal(collected([report(1)], true, 'hint')[0]?.severity, 'hint');
  });
});

describe('the syntax errors by which other rules go', () => {
  const found: Report = { message: 'Said.', location: { path: '/p/a.ps1', span: { start: 1, end: 2 } } };

  it('are those that the rule has said, which is not asked again', () => {
    const asked: Rule[] = [];
    const again = (rule: Rule) => (asked.push(rule), []);
    assert.deepEqual(syntaxMistakes([{ rule: syntaxError, reports: [found] }], again), [found]);
    assert.deepEqual(asked, []);
  });

  it('are found where the rule is off, too, and are none where it fails', () => {
    assert.deepEqual(
      syntaxMistakes([], (rule) => (rule === syntaxError ? [found] : [])),
      [found],
    );
    const fails = () => {
      throw new Error('no');
    };
    assert.deepEqual(syntaxMistakes([], fails), []);
  });
});
