import assert from 'node:assert/strict';
import { readSuppressions } from '../../../src/lint/readSuppressions';

describe('readSuppressions', () => {
  /** Ids with the line that they are about, and the comment as it is told. */
  const read = (text: string) =>
    readSuppressions(text).map(({ rules, line, span }) => ({
      ids: rules.map(({ id, span: at }) => {
        assert.equal(text.slice(at.start, at.end), id);
        return id;
      }),
      line,
      comment: span && text.slice(span.start, span.end),
    }));
  const ids = (text: string) => read(text).flatMap((one) => one.ids);

  for (const [language, text, comment] of [
    ['HCL, PowerShell, shell, Ruby', '# boxwright-disable a-b', '# boxwright-disable a-b'],
    ['HCL and JSON with comments', '// boxwright-disable a-b', '// boxwright-disable a-b'],
    ['HCL', 'x = 1 /* boxwright-disable a-b */ y', '/* boxwright-disable a-b */'],
    ['XML', '<!-- boxwright-disable a-b --><a/>', '<!-- boxwright-disable a-b -->'],
    ['XML, without blanks', '<!--boxwright-disable a-b-->', '<!--boxwright-disable a-b-->'],
    ['PowerShell', '<# boxwright-disable a-b #> Get-Item', '<# boxwright-disable a-b #>'],
    ['cmd', 'rem boxwright-disable a-b', 'rem boxwright-disable a-b'],
    ['cmd, in capitals', 'REM boxwright-disable a-b', 'REM boxwright-disable a-b'],
    ['cmd, as a label', ':: boxwright-disable a-b', ':: boxwright-disable a-b'],
  ] as const)
    it(`reads comments of ${language}`, () =>
      assert.deepEqual(read(`${text}\nnext`), [{ ids: ['a-b'], line: undefined, comment }]));

  it('reads several rules, and leaves the reason out', () => {
    for (const text of ['a-b, c-d', 'a-b c-d', 'a-b,c-d -- a reason-of mine', 'a-b  ,\tc-d  --because'])
      assert.deepEqual(ids(`# boxwright-disable ${text}`), ['a-b', 'c-d'], text);
  });

  it('is about the line below', () => {
    assert.deepEqual(
      read('one\n  # boxwright-disable-next-line a\nthree').map(({ line }) => line),
      [2],
    );
  });

  it('counts lines as editors do', () => {
    for (const end of ['\n', '\r\n', '\r'])
      assert.equal(read(['x', 'y', '# boxwright-disable-next-line a', 'z'].join(end))[0]?.line, 3);
  });

  it('is with others above the same line', () => {
    const text = '# boxwright-disable-next-line a\n# boxwright-disable-next-line b\nx\n';
    assert.deepEqual(
      read(text).map(({ line }) => line),
      [2, 2],
    );
  });

  it('does not know the end of a comment that goes on', () => {
    for (const text of ['/* boxwright-disable a', '<!-- boxwright-disable a', '<# boxwright-disable a'])
      assert.deepEqual(read(`${text}\nmore`), [{ ids: ['a'], line: undefined, comment: undefined }]);
  });

  it('does not take other words for a comment', () => {
    for (const text of [
      'boxwright-disable a',
      '# see boxwright-disable a',
      '# boxwright-disable',
      '# boxwright-disabled a',
      '# boxwright-disable-line a',
      'harem boxwright-disable a',
    ])
      assert.deepEqual(read(text), [], text);
  });
});
