import assert from 'node:assert/strict';
import { fixAllIn } from '../../../../src/language/fixes/fixAllIn';
import { quickFixes } from '../../../../src/language/fixes/quickFixes';
import type { Finding, Fix } from '../../../../src/rules/finding';
import { memoryFiles } from '../../../support/memoryFiles';
import { messages } from '../../../support/messages';

const script = '/w/setup.ps1';
const template = '/w/t.json';
const text = 'Restart-Computer\nsysprep\n';
const files = memoryFiles({ [script]: text, [template]: '{}' }, '/w');

const fix = (title: string, start: number, path = script): Fix => ({
  title,
  applicability: 'safe',
  edits: [{ path, span: { start, end: start + 1 }, newText: title }],
});

const finding = (rule: string, start: number, fixes: readonly Fix[] = [], path = script): Finding => ({
  rule,
  severity: 'error',
  message: `${rule} at ${start}`,
  location: { path, span: { start, end: start + 1 } },
  related: [],
  fixes,
});

const titles = (findings: readonly Finding[], inFile = findings) =>
  quickFixes({ findings, inFile, files }, messages).map(({ title, isPreferred }) =>
    isPreferred ? `${title} (preferred)` : title,
  );

const unsafe = (title: string, start: number): Fix => ({ ...fix(title, start), applicability: 'unsafe' });

describe('quick fixes of findings', () => {
  it('are the fixes of the rule, the first preferred, then what suppresses it', () => {
    assert.deepEqual(titles([finding('a', 0, [fix('one', 0), fix('two', 0)])]), [
      'one (preferred)',
      'two',
      '<line a>',
      '<file a>',
    ]);
  });

  it('turn nothing off that is no rule', () =>
    assert.deepEqual(titles([finding('not-checked', 0), finding('invalid-configuration', 0)]), []));

  it('say of which finding they are', () => {
    const [a, b] = [finding('a', 0, [fix('one', 0)]), finding('b', 18, [fix('two', 18)])];
    const found = quickFixes({ findings: [a, b], inFile: [a, b], files }, messages);
    assert.equal(found.find(({ title }) => title === 'two')?.finding, b);
    assert.equal(found.find(({ title }) => title === '<line a>')?.finding, a);
  });

  it('fix all of a rule where a file has several that can be fixed', () => {
    const [a, b, c] = [finding('a', 0, [fix('one', 0)]), finding('a', 18, [fix('two', 18)]), finding('a', 3)];
    assert.ok(!titles([a], [a, c]).includes('<fix all a>'));
    const all = quickFixes({ findings: [a], inFile: [a, b, c], files }, messages).find(
      ({ title }) => title === '<fix all a>',
    );
    assert.deepEqual(
      all?.edits.map(({ newText }) => newText),
      ['one', 'two'],
    );
  });

  it('fix one by one what would decide something for the user', () => {
    const [a, b] = [finding('a', 0, [unsafe('one', 0)]), finding('a', 18, [unsafe('two', 18)])];
    assert.deepEqual(titles([a], [a, b]), ['one (preferred)', '<line a>', '<file a>']);
  });

  it('offer once what suppresses a rule', () => {
    assert.deepEqual(titles([finding('a', 0), finding('a', 18)]), ['<line a>', '<file a>']);
  });

  it('write the comments that suppress it', () => {
    const found = quickFixes({ findings: [finding('a', 18)], inFile: [], files }, messages);
    assert.deepEqual(
      found.map(({ edits }) => edits),
      [
        [
          {
            path: script,
            span: { start: 17, end: 17 },
            newText: '# boxwright-disable-next-line a\n',
          },
        ],
        [{ path: script, span: { start: 0, end: 0 }, newText: '# boxwright-disable a\n' }],
      ],
    );
  });

  it('turn the rule off in the project where a file has no comments', () => {
    const found = quickFixes({ findings: [finding('a', 0, [], template)], inFile: [], files }, messages);
    assert.deepEqual(
      found.map(({ title }) => title),
      ['<project a>'],
    );
    assert.equal(found[0]?.edits[0]?.path, '/w/boxwright.json');
  });

  it('leave the project alone where a comment at the top of the file is enough', () => {
    const shell = finding('a', 0, [], '/w/a.sh');
    const own = memoryFiles({ '/w/a.sh': '#!/bin/sh\nreboot\n' }, '/w');
    assert.deepEqual(
      quickFixes({ findings: [shell], inFile: [], files: own }, messages).map(({ title }) => title),
      ['<file a>'],
    );
  });

  it('do not suppress what is said of a suppression', () => {
    assert.deepEqual(titles([finding('unused-suppression', 0, [fix('remove', 0)])]), ['remove (preferred)']);
  });
});

describe('fixing all of a file', () => {
  it('takes the first fix that changes that file alone', () => {
    const both = { ...fix('both', 3), edits: [...fix('b', 3).edits, ...fix('t', 0, template).edits] };
    const edits = fixAllIn(script, [
      finding('a', 0, [fix('one', 0), fix('other', 1)]),
      finding('b', 3, [both, fix('own', 3)]),
      finding('c', 9, [fix('elsewhere', 0, template)]),
    ]);
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['one', 'own'],
    );
  });

  it('leaves what would decide something for the user', () => {
    const edits = fixAllIn(script, [
      finding('a', 0, [unsafe('one', 0), fix('other', 0)]),
      finding('b', 3, [fix('b', 3)]),
    ]);
    assert.deepEqual(
      edits.map(({ newText }) => newText),
      ['b'],
    );
  });
});
