import assert from 'node:assert/strict';
import { readSuppressions } from '../../../src/lint/readSuppressions';

describe('readSuppressions', () => {
  /** Ids with the line that they are about, and the comment as it is told. */
  const read = (text: string) =>
    readSuppressions('/p/a.ps1', text).all.map(({ rules, first, last, reason, span }) => ({
      ids: rules.map(({ id, span: at }) => {
        assert.equal(text.slice(at.start, at.end), id);
        return id;
      }),
      line: last === Infinity ? undefined : first === last ? first : [first, last],
      ...(reason !== undefined && { reason }),
      comment: span && text.slice(span.start, span.end),
    }));
  const misunderstood = (text: string) => readSuppressions('/p/a.ps1', text).misunderstood;
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
      '# boxwright-baseline.json is a file',
      '# boxwright-disable.ps1',
      'harem boxwright-disable a',
    ])
      assert.deepEqual([read(text), misunderstood(text)], [[], []], text);
  });

  it('has its reason behind a colon, too, which XML needs', () => {
    const reasonOf = (text: string) => readSuppressions('/p/a.xml', text).all[0]?.reason;
    assert.equal(reasonOf('<!-- boxwright-disable a-b: made later -->'), 'made later');
    assert.deepEqual(ids('<!-- boxwright-disable a-b: made later -->'), ['a-b']);
    assert.equal(reasonOf('<!-- boxwright-disable a-b -->'), undefined);
    assert.equal(reasonOf('# boxwright-disable a --  '), undefined);
  });

  it('is about its own line', () => {
    assert.deepEqual(
      read('one\nreboot # boxwright-disable-line a -- the last one\nthree').map(({ line, reason }) => [
        line,
        reason,
      ]),
      [[1, 'the last one']],
    );
  });

  it('ends where the rule is enabled again', () => {
    const text = [
      'x',
      '# boxwright-disable a, b',
      'y',
      '# boxwright-enable a',
      'z',
      '# boxwright-enable',
      'e',
    ].join('\n');
    assert.deepEqual(
      read(text).map(({ ids: of, line }) => [of, line]),
      [
        [['a'], [1, 3]],
        [['b'], [1, 5]],
      ],
    );
    assert.deepEqual(misunderstood(text), []);
  });

  it('can begin again after its end, and be about the whole file without one', () => {
    const text = ['# boxwright-disable a', '# boxwright-enable a', 'x', '# boxwright-disable a'].join('\n');
    assert.deepEqual(
      read(text).map(({ line }) => line),
      [[0, 1], undefined],
    );
  });

  it('tells of comments that it does not understand, at the word', () => {
    for (const [text, word, message] of [
      ['# boxwright-disable', 'boxwright-disable', /names no rule/],
      ['# boxwright-disabled a', 'boxwright-disabled', /There is no comment 'boxwright-disabled'/],
      ['// boxwright-ignore a', 'boxwright-ignore', /Use boxwright-disable-next-line/],
      ['<!-- boxwright-disable-line -->', 'boxwright-disable-line', /names no rule/],
      ['# boxwright-enable a', '# boxwright-enable a', /nothing above it disables the rule/],
    ] as const) {
      const [one, ...others] = readSuppressions('/p/a.ps1', text).misunderstood;
      assert.deepEqual(others, []);
      assert.match(one?.message ?? '', message);
      assert.equal(one && text.slice(one.span.start, one.span.end), word);
      assert.deepEqual(read(text), []);
    }
  });

  describe('in plain JSON', () => {
    const readJson = (value: unknown, path = '/p/t.json') => {
      const text = JSON.stringify({ _boxwright: value, builders: [] });
      const { all, misunderstood: wrong } = readSuppressions(path, text);
      return [
        all.map(({ rules, first, last, reason }) => [rules.map(({ id }) => id), first, last, reason]),
        wrong.length,
      ];
    };

    it('is a key of the root, for the whole file', () => {
      assert.deepEqual(readJson({ disable: ['a', 'b'], reason: 'a lab' }), [
        [[['a', 'b'], 0, Infinity, 'a lab']],
        0,
      ]);
      assert.deepEqual(readJson({ disable: 'a' }), [[[['a'], 0, Infinity, undefined]], 0]);
    });

    it('says where that is not understood', () => {
      for (const value of ['a', [], {}, { disable: [] }, { off: ['a'] }])
        assert.deepEqual(readJson(value), [[], 1], JSON.stringify(value));
      assert.deepEqual(readJson({ disable: ['a', 1] })[1], 1);
    });

    it('is nothing in other files', () => assert.deepEqual(readJson({ disable: 'a' }, '/p/t.ps1'), [[], 0]));
  });
});
