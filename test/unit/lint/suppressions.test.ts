import assert from 'node:assert/strict';
import { readSuppressions } from '../../../src/lint/readSuppressions';

describe('readSuppressions', () => {
  /** Ids with the line that they are about, and the comment as it is told. */
  const read = (text: string, path = '/p/a.ps1') =>
    readSuppressions(path, text).all.map(({ rules, first, last, reason, span }) => ({
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

  for (const [name, text, comment] of [
    ['a.pkr.hcl', '# boxwright-disable a-b', '# boxwright-disable a-b'],
    ['a.ps1', '# boxwright-disable a-b', '# boxwright-disable a-b'],
    ['a.sh', 'reboot # boxwright-disable a-b', '# boxwright-disable a-b'],
    ['Vagrantfile', '# boxwright-disable a-b', '# boxwright-disable a-b'],
    ['boxwright.json', '// boxwright-disable a-b', '// boxwright-disable a-b'],
    ['b.pkr.hcl', 'x = 1 /* boxwright-disable a-b */ y', '/* boxwright-disable a-b */'],
    ['a.xml', '<!-- boxwright-disable a-b --><a/>', '<!-- boxwright-disable a-b -->'],
    ['without-blanks.xml', '<!--boxwright-disable a-b-->', '<!--boxwright-disable a-b-->'],
    ['block.ps1', '<# boxwright-disable a-b #> Get-Item', '<# boxwright-disable a-b #>'],
    ['a.cmd', 'rem boxwright-disable a-b', 'rem boxwright-disable a-b'],
    ['capitals.bat', 'REM boxwright-disable a-b', 'REM boxwright-disable a-b'],
    ['label.cmd', ':: boxwright-disable a-b', ':: boxwright-disable a-b'],
    ['named-in-capitals.ps1', '# Boxwright-Disable a-b', '# Boxwright-Disable a-b'],
    ['shouted.cmd', 'REM BOXWRIGHT-DISABLE a-b', 'REM BOXWRIGHT-DISABLE a-b'],
  ] as const)
    it(`reads comments as in ${name}`, () =>
      assert.deepEqual(read(`${text}\nnext`, name), [{ ids: ['a-b'], line: undefined, comment }]));

  describe('in a comment of several lines', () => {
    for (const [name, before, after] of [
      ['a.ps1', '<#\n  Makes the image.', '#>'],
      ['a.pkr.hcl', '/*\n * Makes the image.', ' */'],
      ['a.xml', '<a/><!--\n', '-->'],
      ['Vagrantfile', '=begin\nMakes the image.', '=end'],
    ] as const) {
      it(`are lines of ${name}`, () => {
        const text = `${before}\n  boxwright-disable a -- known\n${after}\nx`;
        assert.deepEqual(read(text, name), [
          { ids: ['a'], line: undefined, reason: 'known', comment: undefined },
        ]);
      });

      it(`are about what is below ${name}'s comment`, () => {
        const text = `${before}\nboxwright-disable-next-line a\nand more\n${after}\nx`;
        assert.deepEqual(
          read(text, name).map(({ line }) => line),
          [5],
        );
      });

      it(`are none behind the end of that in ${name}`, () =>
        assert.deepEqual(read(`${before}\n${after}\nboxwright-disable a\n`, name), []));
    }

    it('end with it', () => {
      assert.deepEqual(ids('<#\nboxwright-disable a #>'), ['a']);
      assert.deepEqual(
        read('/*\n * boxwright-disable a */', '/p/a.pkr.hcl').map((one) => one.ids),
        [['a']],
      );
    });
  });

  it('are not what only looks like a comment', () => {
    for (const [name, text] of [
      ['a.ps1', "'# boxwright-disable a'"],
      ['a.ps1', '$help = @"\n# boxwright-disable a\n"@'],
      ['a.ps1', '// boxwright-disable a'],
      ['a.cmd', 'echo # boxwright-disable a'],
      ['a.cmd', '# boxwright-disable a'],
      ['a.sh', 'cat <<EOF\n# boxwright-disable a\nEOF'],
      ['a.sh', 'rem boxwright-disable a'],
      ['a.xml', '<a># boxwright-disable a</a>'],
    ] as const)
      assert.deepEqual(readSuppressions(name, text), { all: [], misunderstood: [] }, text);
  });

  it('are those of scripts that stand in a template', () => {
    for (const [name, text] of [
      ['a.pkr.hcl', 'inline = [<<EOF\n# boxwright-disable a\nEOF\n]'],
      ['Vagrantfile', 'x = <<~EOF\n  REM boxwright-disable a\nEOF'],
    ] as const)
      assert.deepEqual(
        read(text, name).map((one) => one.ids),
        [['a']],
        text,
      );
  });

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
    for (const [name, text] of [
      ['a.pkr.hcl', '/* boxwright-disable a\nmore */'],
      ['a.xml', '<!-- boxwright-disable a\nmore -->'],
      ['a.ps1', '<# boxwright-disable a\nmore #>'],
    ] as const)
      assert.deepEqual(read(text, name), [{ ids: ['a'], line: undefined, comment: undefined }]);
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
    const reasonOf = (text: string, name = 'a.xml') => readSuppressions(name, text).all[0]?.reason;
    assert.equal(reasonOf('<!-- boxwright-disable a-b: made later -->'), 'made later');
    assert.deepEqual(
      read('<!-- boxwright-disable a-b: made later -->', 'a.xml').map((one) => one.ids),
      [['a-b']],
    );
    assert.equal(reasonOf('<!-- boxwright-disable a-b -->'), undefined);
    assert.equal(reasonOf('# boxwright-disable a --  ', 'a.ps1'), undefined);
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
      ['<#\nBoxwright-Ignore a\n#>', 'Boxwright-Ignore', /Use boxwright-disable-next-line/],
      ['<# boxwright-disable-line #>', 'boxwright-disable-line', /names no rule/],
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
