import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Places } from '../../../../src/analysis/places';
import { shownFinding } from '../../../../src/analysis/shownFinding';
import { findingKeyOf, toDiagnostic } from '../../../../src/editor/lint/convert';
import { Problems } from '../../../../src/editor/lint/problems';
import { findingKey } from '../../../../src/rules/finding';
import type { Finding } from '../../../../src/rules/finding';
import { memoryFiles } from '../../../support/memoryFiles';
import { problemsPanel } from '../../../support/vscodeStub';

const file = vscode.Uri.file('/w/a.json').fsPath;
const other = vscode.Uri.file('/w/b.json').fsPath;
const files = memoryFiles({ [file]: 'one\ntwo\nthree', [other]: 'four' });

const finding = (start: number, changes: Partial<Finding> = {}): Finding => ({
  rule: 'memory-below-4gb',
  severity: 'warning',
  message: 'Too little.',
  location: { path: file, span: { start, end: start + 3 } },
  related: [],
  fixes: [],
  ...changes,
});

const shown = (one: Finding) => shownFinding(one, new Places(files));

describe('the linter’s part of the Problems panel', () => {
  let problems: Problems;
  let showsAccepted: boolean;
  /** Where a tool says something, by the path of the file. */
  let ofTool: Map<string, vscode.Range[]>;
  beforeEach(() => {
    ofTool = new Map();
    showsAccepted = true;
    problems = new Problems(
      {
        rangesIn: ({ fsPath }) => ofTool.get(fsPath) ?? [],
        onDidChange: new vscode.EventEmitter<readonly vscode.Uri[]>().event,
      },
      () => showsAccepted,
    );
  });
  afterEach(() => problems.dispose());

  const publish = (findings: readonly Finding[], path = file, accepted: readonly Finding[] = []) =>
    problems.publish([{ path, findings: findings.map(shown), accepted: accepted.map(shown) }]);
  const diagnosticsIn = (path = file) =>
    (problemsPanel.get('boxwright')?.get(vscode.Uri.file(path) as never) ??
      []) as unknown as vscode.Diagnostic[];
  const linesIn = (path?: string) => diagnosticsIn(path).map(({ range }) => range.start.line);

  const diagnosed = (...findings: readonly Finding[]) => findings.map((one) => toDiagnostic(shown(one)));

  it('shows what is accepted as a hint, or not at all', () => {
    const accepted = finding(4, { severity: 'error' });
    publish([finding(0)], file, [accepted]);
    assert.deepEqual(
      diagnosticsIn().map(({ severity }) => severity),
      [vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Hint],
    );
    showsAccepted = false;
    publish([finding(0)], file, [accepted]);
    assert.equal(diagnosticsIn().length, 1);
  });

  it('shows each finding at its place, as bad as it is', () => {
    publish([finding(0, { severity: 'error' }), finding(4), finding(8, { severity: 'hint' })]);
    const { Error, Warning, Hint } = vscode.DiagnosticSeverity;
    assert.deepEqual(linesIn(), [0, 1, 2]);
    assert.deepEqual(
      diagnosticsIn().map(({ severity }) => severity),
      [Error, Warning, Hint],
    );
  });

  it('replaces what it showed of a file, and leaves other files', () => {
    publish([finding(0), finding(4)]);
    publish([finding(0, { location: { path: other, span: { start: 0, end: 4 } } })], other);
    publish([finding(8)]);
    assert.deepEqual([linesIn(), linesIn(other)], [[2], [0]]);
    publish([]);
    assert.deepEqual([linesIn(), linesIn(other)], [[], [0]]);
    assert.deepEqual([problems.countIn(file), problems.countIn(other)], [0, 1]);
  });

  it('leaves to a tool what that says of the same place', () => {
    ofTool.set(file, [new vscode.Range(1, 1, 1, 2)]);
    publish([finding(0), finding(4), finding(8)]);
    assert.deepEqual(linesIn(), [0, 2]);
    assert.equal(problems.countIn(file), 2);
    const [first, second, third] = diagnosed(finding(0), finding(4), finding(8));
    assert.ok(first && second && third);
    assert.deepEqual(
      [first, second, third].map((diagnostic) => problems.keyOf(file, diagnostic)),
      [findingKey(finding(0)), undefined, findingKey(finding(8))],
    );
    ofTool.clear();
    publish([finding(0), finding(4), finding(8)]);
    assert.deepEqual(linesIn(), [0, 1, 2]);
  });

  it('knows the finding of a diagnostic, also of one that has the same words', () => {
    const all = [finding(0), finding(4), finding(4, { rule: 'other' }), finding(4, { message: 'Else.' })];
    publish(all);
    assert.deepEqual(
      diagnosticsIn().map((diagnostic) => problems.keyOf(file, diagnostic)),
      all.map(findingKey),
    );
  });

  it('knows it of a copy that the editor hands out, and of no diagnostic of others', () => {
    publish([finding(0)]);
    const [diagnostic] = diagnosticsIn();
    assert.ok(diagnostic);
    const { range, message, severity, source, code } = diagnostic;
    const copy = { range, message, severity, source, code } as vscode.Diagnostic;
    assert.equal(problems.keyOf(file, copy), findingKey(finding(0)));
    assert.equal(problems.keyOf(other, copy), undefined);
    assert.equal(problems.keyOf(file, { ...copy, source: 'packer validate' }), undefined);
    assert.equal(findingKeyOf({ ...copy, code: 'text' }), undefined);
    publish([finding(4)]);
    assert.equal(problems.keyOf(file, copy), undefined);
  });
});

describe('the key of a finding', () => {
  it('is the same for the same, and another one for another place, rule or message', () => {
    const one = finding(0);
    const others = [
      finding(1),
      finding(0, { rule: 'b' }),
      finding(0, { message: 'Too little' }),
      finding(0, { location: { path: file, span: { start: 0, end: 4 } } }),
    ];
    assert.equal(findingKey({ ...one, fixes: [], severity: 'error' }), findingKey(finding(0)));
    assert.equal(new Set([one, ...others].map(findingKey)).size, 5);
  });

  it('is short, however long the message is', () => {
    assert.ok(findingKey(finding(0, { message: 'x'.repeat(10_000) })).length < 50);
  });
});
