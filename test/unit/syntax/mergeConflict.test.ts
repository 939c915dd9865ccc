import assert from 'node:assert/strict';
import { templateProblems } from '../../../src/pipeline/template/templateProblems';
import { independentProblems } from '../../../src/syntax/independentProblems';
import { mergeConflictIn } from '../../../src/syntax/mergeConflict';

const conflict = (ours: string, theirs: string) =>
  `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> other\n`;

describe('a merge conflict', () => {
  const problemsIn = (name: string, text: string) =>
    independentProblems(text, (one) => templateProblems(name, one)).map(({ message, span }) => [
      text.slice(span.start, span.end),
      message.slice(0, 16),
    ]);
  const json = (more: string) => `{\n"builders": [],\n${more}"provisioners": []\n}\n`;
  const hcl = (more: string) => `source "null" "a" {\n  communicator = "none"\n${more}}\n`;

  for (const [name, text] of [
    ['t.json', json(conflict('"a": "b",', '"a": "c",'))],
    ['t.json', json(conflict('"a": "b",', '"a": "c",') + conflict('"d": 1,', '"d": 2,'))],
    ['t.pkr.hcl', hcl(conflict('  ssh_host = "a"', '  ssh_host = "b"'))],
    ['t.pkr.hcl', hcl(conflict('  ssh_host = "a"', '  ssh_host = "b"').replaceAll('\n', '\r\n'))],
  ] as const)
    it(`is one mistake in ${name}, at its first line: ${text.length} characters`, () =>
      assert.deepEqual(problemsIn(name, text), [['<<<<<<< HEAD', 'A merge conflict']]));

  it('is not a mistake elsewhere in the file, nor what only looks like one', () => {
    const heredoc = `locals {\n  text = <<EOF\n${conflict('a', 'b')}EOF\n}\n`;
    assert.deepEqual(problemsIn('t.pkr.hcl', heredoc), []);
    const before = problemsIn('t.pkr.hcl', `locals {\n  a = \n}\n${heredoc}`);
    assert.deepEqual(
      before.filter(([, message]) => message?.startsWith('A merge')),
      [],
    );
    assert.equal(before.length, 1);
    for (const text of [
      '<<<<<<< HEAD\n',
      '=======\n>>>>>>> a\n',
      '  <<<<<<< a\n=======\n>>>>>>> a\n',
      '<<<<<<<\n=======\n>>>>>>>\n',
    ])
      assert.equal(mergeConflictIn(text), undefined, text);
  });
});
