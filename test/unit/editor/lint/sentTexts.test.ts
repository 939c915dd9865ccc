import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SentTexts } from '../../../../src/editor/lint/sentTexts';
import { documentEvents, EndOfLine, workspace } from '../../../support/vscodeStub';

const { LF, CRLF } = EndOfLine;

describe('the texts that the analysis is told', () => {
  let texts: SentTexts;
  let told: unknown[][];
  beforeEach(() => {
    told = [];
    texts = new SentTexts((...call) => told.push(call));
  });
  afterEach(() => {
    texts.dispose();
    workspace.textDocuments.length = 0;
  });
  /** What was told since this was asked last. */
  const news = () => told.splice(0);

  function open(text: string, { name = 'a.ps1', isDirty = true, eol = LF, scheme = 'file' } = {}) {
    const uri = vscode.Uri.file(`/w/${name}`).with({ scheme }) as never;
    const document = { uri, isDirty, eol, getText: () => document.text, text };
    workspace.textDocuments.push(document);
    return document;
  }
  const file = (name = 'a.ps1') => vscode.Uri.file(`/w/${name}`).fsPath;
  type Opened = ReturnType<typeof open>;
  const change = (document: Opened, ...changes: readonly (readonly [number, number, string])[]) =>
    documentEvents.changed.fire({
      document,
      contentChanges: changes.map(([rangeOffset, rangeLength, text]) => ({ rangeOffset, rangeLength, text })),
    });

  it('are whole first, and then what changes in them', () => {
    const document = open('ab');
    change(document, [1, 0, 'b']);
    assert.deepEqual(news(), [['setText', file(), 'ab']]);
    change(document, [2, 0, 'cd'], [0, 1, '']);
    assert.deepEqual(news(), [
      [
        'editText',
        file(),
        [
          { offset: 2, length: 0, text: 'cd' },
          { offset: 0, length: 1, text: '' },
        ],
      ],
    ]);
  });

  it('are whole again where the ends of their lines become others', () => {
    const document = open('a\nb');
    change(document, [0, 0, 'a']);
    Object.assign(document, { eol: CRLF, text: 'a\r\nb' });
    change(document);
    change(document, [4, 0, 'c']);
    assert.deepEqual(
      news().map(([name, , what]) => [name, typeof what === 'string' ? what : undefined]),
      [
        ['setText', 'a\nb'],
        ['setText', 'a\r\nb'],
        ['editText', undefined],
      ],
    );
  });

  it('are not told of where only something else than the text has changed', () => {
    const document = open('a');
    change(document, [0, 0, 'a']);
    news();
    change(document);
    assert.deepEqual(news(), []);
  });

  it('are told once they differ from what is saved, also where that is said after the change', () => {
    const document = open('ab', { isDirty: false });
    change(document, [1, 0, 'b']);
    document.isDirty = true;
    change(document);
    assert.deepEqual(news().slice(-1), [['setText', file(), 'ab']]);
  });

  it('are those of the disk again when they are saved, which is told once', () => {
    const document = open('a');
    change(document, [0, 0, 'a']);
    news();
    document.isDirty = false;
    change(document);
    documentEvents.saved.fire(document);
    documentEvents.closed.fire(document);
    assert.deepEqual(news(), [['setText', file(), undefined]]);
    document.isDirty = true;
    change(document, [1, 0, 'b']);
    assert.deepEqual(news(), [['setText', file(), 'a']], 'whole again');
  });

  it('are those of the disk again when they are given up', () => {
    const document = open('a');
    change(document, [0, 0, 'a']);
    news();
    documentEvents.closed.fire(document);
    assert.deepEqual(news(), [['setText', file(), undefined]]);
  });

  it('have changed, too, where the editor has read a file anew', () => {
    change(open('b', { isDirty: false }), [0, 1, 'b']);
    assert.deepEqual(news(), [['setText', file(), undefined]]);
  });

  it('are not told of where they are saved, and nothing was told', () => {
    const document = open('a', { isDirty: false });
    documentEvents.opened.fire(document);
    change(document);
    documentEvents.saved.fire(document);
    documentEvents.closed.fire(document);
    assert.deepEqual(news(), []);
  });

  it('are told when they are open again as they were left', () => {
    documentEvents.opened.fire(open('a'));
    assert.deepEqual(news(), [['setText', file(), 'a']]);
  });

  it('are those of files alone', () => {
    const document = open('a', { scheme: 'untitled' });
    documentEvents.opened.fire(document);
    change(document, [0, 0, 'a']);
    documentEvents.closed.fire(document);
    texts.sendAll();
    assert.deepEqual(news(), []);
  });

  it('are all told to one that knows nothing yet', () => {
    const [a] = [open('a'), open('b', { name: 'b.ps1' }), open('c', { name: 'c.ps1', isDirty: false })];
    texts.sendAll();
    const both = [
      ['setText', file(), 'a'],
      ['setText', file('b.ps1'), 'b'],
    ];
    assert.deepEqual(news(), both);
    change(a, [1, 0, 'x']);
    assert.equal(news()[0]?.[0], 'editText');
    texts.sendAll();
    assert.deepEqual(news(), both);
  });

  it('are not told any more at the end', () => {
    texts.dispose();
    const document = open('a');
    documentEvents.opened.fire(document);
    change(document, [0, 0, 'a']);
    assert.deepEqual(news(), []);
  });
});
