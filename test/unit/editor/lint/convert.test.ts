import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Places } from '../../../../src/analysis/places';
import { shownFinding } from '../../../../src/analysis/shownFinding';
import { asEdit, Converter, findingKeyOf, toDiagnostic } from '../../../../src/editor/lint/convert';
import { findingKey } from '../../../../src/rules/finding';
import type { Finding, Severity } from '../../../../src/rules/finding';
import type { TextEdit } from '../../../../src/text/textEdit';
import { memoryFiles } from '../../../support/memoryFiles';

const text = '{\r\n  "memory": "é2048"\r\n}';
const files = memoryFiles({ '/w/a.json': text, '/w/b.json': 'one\ntwo' });
const span = { start: text.indexOf('2048'), end: text.indexOf('2048') + 4 };

const finding = (severity: Severity): Finding => ({
  rule: 'memory-below-4gb',
  severity,
  message: 'Too little.',
  location: { path: '/w/a.json', span },
  fixes: [],
  related: [{ message: 'Set here.', location: { path: '/w/b.json', span: { start: 4, end: 7 } } }],
});

/** As the analysis tells it, and the editor shows it. */
const diagnosticOf = (severity: Severity) => toDiagnostic(shownFinding(finding(severity), new Places(files)));

const plain = ({ start, end }: vscode.Range) => [start.line, start.character, end.line, end.character];

describe('findings in the editor', () => {
  const { Error, Warning, Information, Hint } = vscode.DiagnosticSeverity;
  for (const [severity, shown] of [
    ['error', Error],
    ['warning', Warning],
    ['info', Information],
    ['hint', Hint],
  ] as const)
    it(`are shown with the severity of the rule: ${severity}`, () => {
      assert.equal(diagnosticOf(severity).severity, shown);
    });

  it('are drawn faint or struck through where their rule says so', () => {
    const { Unnecessary, Deprecated } = vscode.DiagnosticTag;
    const tagsOf = (rule: string) =>
      toDiagnostic(shownFinding({ ...finding('hint'), rule }, new Places(files))).tags;
    assert.deepEqual(tagsOf('unused-variable'), [Unnecessary]);
    assert.deepEqual(tagsOf('removed-key'), [Deprecated]);
    assert.equal(tagsOf('memory-below-4gb'), undefined);
  });

  it('stand where the linter found them, with their rule, its page, and places that have to do with it', () => {
    const diagnostic = diagnosticOf('error');
    assert.deepEqual(plain(diagnostic.range), [1, 14, 1, 18]);
    assert.equal(diagnostic.source, 'boxwright');
    const code = diagnostic.code as { value: string; target: vscode.Uri };
    assert.equal(code.value, 'memory-below-4gb');
    assert.equal(code.target.scheme, 'command');
    assert.equal(code.target.path, 'boxwright.openRule');
    const [rule] = JSON.parse(code.target.query) as unknown[];
    assert.equal(rule, 'memory-below-4gb');
    assert.equal(findingKeyOf(diagnostic), findingKey(finding('error')));
    assert.deepEqual(
      diagnostic.relatedInformation?.map(({ message, location }) => [
        message,
        location.uri.fsPath,
        plain(location.range),
      ]),
      [['Set here.', vscode.Uri.file('/w/b.json').fsPath, [1, 0, 1, 3]]],
    );
  });

  it('say which offset a position has', () => {
    const converter = new Converter(files);
    assert.equal(converter.offset('/w/a.json', new vscode.Position(1, 14)), span.start);
  });

  for (const [from, editOf] of [
    ['the editor’s own commands', (edits: readonly TextEdit[]) => new Converter(files).edit(edits)],
    ['the analysis', (edits: readonly TextEdit[]) => asEdit(new Places(files).edits(edits))],
  ] as const)
    it(`are fixed by edits of ${from}, before which a file is made that is not there yet`, () => {
      const edit = editOf([
        { path: '/w/a.json', span, newText: '4096' },
        { path: '/w/new.ps1', span: { start: 0, end: 0 }, newText: 'exit 0' },
      ]);
      const { steps } = edit as unknown as { steps: [string, string, vscode.Range?, string?][] };
      const [a, made] = ['/w/a.json', '/w/new.ps1'].map((file) => vscode.Uri.file(file).fsPath);
      assert.deepEqual(
        steps.map(([kind, file, range, newText]) => [kind, file, range && plain(range), newText]),
        [
          ['replace', a, [1, 14, 1, 18], '4096'],
          ['create', made, undefined, undefined],
          ['replace', made, [0, 0, 0, 0], 'exit 0'],
        ],
      );
    });
});
