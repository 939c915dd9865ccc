import assert from 'node:assert/strict';
import { takeOverHints } from '../../../../src/language/takeOver/takeOverHints';
import { takeOverLens } from '../../../../src/language/takeOver/takeOverLens';
import { templateMarks } from '../../../../src/language/takeOver/templateMarks';
import type { TemplateMark } from '../../../../src/language/takeOver/templateMarks';
import type { Template } from '../../../../src/pipeline/template/template';
import { messages } from '../../../support/messages';
import { answerFile, jsonTemplate } from '../../../support/ruleTests';
import { pipelineOf } from '../../../support/templates';

const mark = (given: Partial<TemplateMark> & { end?: number } = {}): TemplateMark => ({
  location: { path: '/w/Autounattend.xml', span: { start: 0, end: given.end ?? 9 } },
  text: 'Packer connects here (WinRM, port 5985)',
  builds: [],
  opens: true,
  targets: [{ name: 'a', location: { path: '/w/a.json', span: { start: 3, end: 5 } } }],
  template: undefined,
  ...given,
});

describe('the lens where Packer connects', () => {
  const nameOf = (path: string) => path.slice('/w/'.length);

  it('says so, and no more where it holds for all that leads there', () => {
    assert.equal(takeOverLens(mark(), nameOf), 'Packer connects here (WinRM, port 5985)');
  });

  it('names the builds and the template that differ', () => {
    assert.equal(
      takeOverLens(mark({ builds: ['a', 'b'], template: '/w/x.json' }), nameOf),
      'Packer connects here (WinRM, port 5985): a, b – x.json',
    );
  });

  it('is one sentence with the builds that it is about', () => {
    const text = 'Where Packer connects is not known. How Packer connects is not known.';
    assert.equal(takeOverLens(mark({ text }), nameOf), text);
    assert.equal(
      takeOverLens(mark({ text, builds: ['a'] }), nameOf),
      'Where Packer connects is not known. How Packer connects is not known: a',
    );
  });
});

describe('the hint where Packer connects', () => {
  /** A mark in one line, which the analysis has placed. */
  const placed = (given: Parameters<typeof mark>[0] & { line?: number } = {}) => {
    const one = mark(given);
    const { start, end } = one.location.span;
    const { line = 0 } = given;
    const range = { start: { line, character: start }, end: { line, character: end } };
    return { ...one, location: { ...one.location, range } };
  };

  it('stands behind the command, with what the lens says', () => {
    assert.deepEqual(takeOverHints([placed({ end: 7, line: 3 })], messages), [
      {
        at: { line: 3, character: 7 },
        label: '<connects>',
        tooltip: 'Packer connects here (WinRM, port 5985)',
      },
    ]);
  });

  it('stands there once, however many builds differ', () => {
    const marks = [placed(), placed({ text: 'by SSH' }), placed({ end: 20 }), placed({ line: 1 })];
    assert.deepEqual(
      takeOverHints(marks, messages).map(({ at, tooltip }) => [at.line, at.character, tooltip]),
      [
        [0, 9, 'by SSH'],
        [0, 20, 'Packer connects here (WinRM, port 5985)'],
        [1, 9, 'Packer connects here (WinRM, port 5985)'],
      ],
    );
  });

  it('does not stand at a builder of which something is only said', () => {
    assert.deepEqual(takeOverHints([placed({ opens: false })], messages), []);
  });
});

describe('the marks of a file', () => {
  const answers = '/project/Autounattend.xml';
  const text = jsonTemplate({});
  const pipeline = pipelineOf(text, {
    [answers]: answerFile({ firstLogon: ['winrm quickconfig -q', 'shutdown /r /t 0'] }),
    '/project/template.json': text,
  });
  const linted = (template: Template) => ({ subject: { kind: 'template', template } as const, pipeline });

  it('are those in it alone', () => {
    const all = ['/project/template.json', answers, '/project/x'].map((path) =>
      templateMarks([linted(pipeline.template)], path),
    );
    assert.equal(all.flat().length, 1);
    assert.deepEqual(all[2], []);
  });

  it('name their templates where several lead there', () => {
    const [one] = [answers, '/project/template.json'].filter(
      (path) => templateMarks([linted(pipeline.template)], path).length,
    );
    assert.ok(one);
    const names = (...leading: ReturnType<typeof linted>[]) =>
      templateMarks(leading, one).map(({ template }) => template);
    assert.deepEqual(names(linted(pipeline.template)), [undefined]);
    const other = { ...pipeline.template, path: '/project/other.json' };
    assert.deepEqual(names(linted(pipeline.template), linted(other)), [
      pipeline.template.path,
      '/project/other.json',
    ]);
  });

  it('are none for an answer file that no template uses', () => {
    const subject = { kind: 'answerFile', path: answers } as const;
    assert.deepEqual(templateMarks([{ subject, pipeline }], answers), []);
  });
});
