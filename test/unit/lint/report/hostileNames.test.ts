import assert from 'node:assert/strict';
import { jsonReport } from '../../../../src/lint/report/json';
import { jsonText, Lines, painted, printable } from '../../../../src/lint/report/lines';
import { sarifReport } from '../../../../src/lint/report/sarif';
import { stylishReport } from '../../../../src/lint/report/stylish';
import { unixReport } from '../../../../src/lint/report/unix';
import type { Finding } from '../../../../src/rules/finding';
import { memoryFiles } from '../../../support/memoryFiles';

/** All that a name can have and a terminal or CI service would act on. */
const name = 'a\n::error::b\u001b]0;c\u0007\u009b2J\u202ed\u2028e\u007f\ud800##vso[x]##[y][z](command:w)';

/** Anything that is no text. */
// eslint-disable-next-line no-control-regex
const active = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]|##(vso)?\[/;

const file = `/p/${name}.json`;
const location = { path: file, span: { start: 0, end: 1 } };
const finding: Finding = {
  rule: 'removed-key',
  severity: 'error',
  message: `The build '${name}' is wrong.`,
  location,
  related: [{ message: `It is '${name}'.`, location }],
  fixes: [{ title: `Rename '${name}'`, applicability: 'safe', edits: [{ ...location, newText: name }] }],
};
const input = {
  findings: [finding],
  files: [file],
  sources: memoryFiles({ [file]: `{"name": ""}` }, '/p'),
  cwd: '/p',
};

describe('Names with control characters', () => {
  for (const [format, report, lines] of [
    ['stylish', stylishReport(input, false), 5],
    ['stylish, in a narrow terminal', stylishReport(input, false, 60), undefined],
    ['unix', unixReport(input), 1],
  ] as const)
    it(`are spelled out in the format ${format}`, () => {
      assert.doesNotMatch(report, active);
      assert.doesNotMatch(report, /^\s*::/m);
      assert.match(report, /a\\n::error::b\\x1b\]0;c\\x07\\x9b2J\\u202ed\\u2028e\\x7f\\ud800/);
      if (lines !== undefined) assert.equal(report.trimEnd().split('\n').length, lines);
    });

  it('are the same for who parses JSON, and text for who prints it', () => {
    const report = jsonReport(input, '1.0.0');
    assert.doesNotMatch(report, /[^\n\x20-\x7e]/);
    const [first] = (JSON.parse(report) as { findings: { message: string; file: string }[] }).findings;
    assert.deepEqual([first?.message, first?.file], [finding.message, `${name}.json`]);
  });

  it('make no links and no controls in SARIF, and are what a fix writes', () => {
    const report = sarifReport(input, [], '1');
    assert.doesNotMatch(report, /[^\n\x20-\x7e]/);
    const { runs } = JSON.parse(report) as {
      runs: {
        results: {
          message: { text: string };
          fixes: { artifactChanges: { replacements: { insertedContent: { text: string } }[] }[] }[];
        }[];
      }[];
    };
    const [result] = runs[0]?.results ?? [];
    assert.ok(result);
    assert.doesNotMatch(result.message.text, active);
    assert.doesNotMatch(result.message.text, /(?<!\\)\[z/);
    assert.match(result.message.text, /\]\(1\)$/);
    assert.equal(result.fixes[0]?.artifactChanges[0]?.replacements[0]?.insertedContent.text, name);
  });
});

describe('Lines', () => {
  it('leave text as it is', () => {
    for (const text of ['', 'a: b', 'ü 😀 → „x“', 'C:\\n', "it's 5 ## a"])
      assert.equal(printable(text), text);
    assert.equal(jsonText({ a: ['ü', 1] }), `${JSON.stringify({ a: ['ü', 1] }, null, 2)}\n`);
  });

  it('begin with no command of a CI service, painted or not', () => {
    const lines = new Lines(true);
    lines.add('  ', painted('red', '::error::'), '::x');
    lines.add('a', '::b');
    assert.equal(lines.toString(), '  \u001b[31m\\x3a:error::\u001b[39m::x\na::b\n');
  });
});
