import assert from 'node:assert/strict';
import { parseJson } from '../../../../src/syntax/json/parseJson';
import { stringOffsets } from '../../../../src/syntax/json/stringOffsets';
import type { JsonNode } from '../../../../src/syntax/json/tree';

/** The value of a tree, as JSON.parse would give it. */
function plain(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case 'object':
      return Object.fromEntries(node.properties.map(({ name, value }) => [name.value, plain(value)]));
    case 'array':
      return node.items.map(plain);
    case 'null':
      return null;
    case undefined:
      return undefined;
    default:
      return node?.value;
  }
}

describe('parseJson', () => {
  for (const text of [
    '{}',
    '[]',
    '{"a": [1, -2.5e3, true, false, null, "x\\n\\u00e9"], "b": {"c": {}}}',
    '"😀"',
  ])
    it(`reads ${text} as JSON.parse does`, () => {
      const file = parseJson(text);
      assert.deepEqual(plain(file.root), JSON.parse(text));
      assert.deepEqual(file.problems, []);
    });

  it('gives spans that cover what is written', () => {
    const text = ' {"a": [10, "b"]}';
    const { root } = parseJson(text);
    assert.ok(root?.kind === 'object');
    const [property] = root.properties;
    assert.ok(property?.value?.kind === 'array');
    const cut = ({ span }: { span: { start: number; end: number } }) => text.slice(span.start, span.end);
    assert.equal(cut(root), '{"a": [10, "b"]}');
    assert.equal(cut(property), '"a": [10, "b"]');
    assert.equal(cut(property.name), '"a"');
    assert.deepEqual(property.value.items.map(cut), ['10', '"b"']);
  });

  it('keeps what stands around a half-typed property', () => {
    const { root, problems } = parseJson('{"a": 1, "b": , "c": 3, "d"}');
    assert.deepEqual(plain(root), { a: 1, b: undefined, c: 3, d: undefined });
    assert.ok(problems.length > 0);
  });

  for (const [marked, message] of [
    ['{"a": ‹1› "b": 2}', 'A comma is missing after this.'],
    ['{"a": ["x‹"›\n  "y"]}', 'A comma is missing after this.'],
    ['{"a": {"b": 1‹}› // so\n "c": 2}', 'A comma is missing after this.'],
    ['{"a": 1‹,›}', 'This comma is one too many: nothing follows it.'],
    ['[1‹,›\n]', 'This comma is one too many: nothing follows it.'],
    ['{"a": 1,‹,› "b": 2}', 'Something is missing before this comma.'],
    ['{‹"a"› 1}', 'A colon is missing after this name.'],
    ['{"a": ‹}›', 'A value is missing here.'],
    ['{"a": 1, ‹2›: 3}', 'A name in double quotes is missing here.'],
    ['["a"‹:› 1]', 'A list cannot contain names. Write it in braces.'],
    ['[{"a": 1‹]›', '`}` is missing before this `]`.'],
    ['{"a": [1‹}›', '`]` is missing before this `}`.'],
    ['{\n"a": {\n"b": 1\n}‹\n›', '`}` is missing at the end of the file: the `{` in line 1 is not closed.'],
    ['{"a": [\n1, ‹2›', '`]` is missing at the end of the file: the `[` in line 1 is not closed.'],
    ['{"a": 1}‹}›', 'This `}` closes nothing.'],
    [
      '{"a": 1} ‹{›}',
      'Nothing can follow the end of the JSON value. Perhaps a bracket above is one too many.',
    ],
    ['{"a": ‹"x›\n}', 'The closing quote of this string is missing.'],
    ['{"a": 1 ‹/* x›', 'This comment is not closed: `*/` is missing.'],
    [
      '{"a": ‹yes›}',
      'This is not a JSON value. Write a string in double quotes, a number, true, false or null.',
    ],
    ['{"a": ‹"C:\\dir"›}', 'This is not a JSON escape. Write \\\\ for a backslash.'],
  ] as const)
    it(`says first what is wrong, and where: ${marked.replace(/\n/g, '\\n')}`, () => {
      const [before = '', inner = '', after = ''] = marked.split(/[‹›]/);
      const [first] = parseJson(before + inner + after).problems;
      assert.deepEqual(first && { message: first.message, span: first.span }, {
        message,
        span: { start: before.length, end: before.length + inner.length },
      });
    });

  it('says of each place one thing', () => {
    for (const text of ['{"a": [1, {"b": 2', '{"a": 1,}', '{"a" 1 "b": [}'])
      assert.equal(
        new Set(parseJson(text).problems.map(({ span }) => span.start)).size,
        parseJson(text).problems.length,
      );
  });

  it('keeps what comes before the end of a cut-off text', () => {
    assert.deepEqual(plain(parseJson('{"a": [1, {"b": 2').root), { a: [1, { b: 2 }] });
  });

  it('accepts comments and tells where they are', () => {
    const text = '{ // one\n"a": /* two */ 1 }';
    const { root, comments, problems } = parseJson(text);
    assert.deepEqual(plain(root), { a: 1 });
    assert.deepEqual(
      comments.map(({ start, end }) => text.slice(start, end)),
      ['// one', '/* two */'],
    );
    assert.deepEqual(problems, []);
  });

  it('refuses what is nested too deeply in a sentence, and does not overflow', () => {
    const { root, problems } = parseJson('['.repeat(100_000));
    assert.equal(root, undefined);
    assert.match(problems[0]?.message ?? '', /more than 500 levels/);
  });

  for (const piece of ['{]}[', '[{]}', '{"a":]}['])
    it(`does not overflow where brackets do not match: ${piece} again and again`, () => {
      assert.doesNotThrow(() => parseJson(`{"a": [${piece.repeat(100_000)}`));
      // Some of them are no depth.
      const { problems } = parseJson(`[${'[}],'.repeat(50)}1]`);
      assert.ok(problems.every(({ message }) => !message.startsWith('This is nested more')));
    });

  it('keeps a comment that is not closed within the text', () =>
    assert.deepEqual(parseJson('/*').comments, [{ start: 0, end: 2 }]));

  it('never throws, and keeps its spans inside the text, wherever the text is cut off', () => {
    const text = '{"builders": [{"type": "null", "n": [1, "a\\"b", {"x": null}]}], /* c */ "z": tru}';
    for (let end = 0; end <= text.length; end++) {
      const cut = text.slice(0, end);
      const check = (node: JsonNode | undefined) => {
        if (!node) return;
        assert.ok(node.span.start >= 0 && node.span.end <= end && node.span.start <= node.span.end);
        if (node.kind === 'array') node.items.forEach(check);
        if (node.kind === 'object') node.properties.forEach(({ value }) => check(value));
      };
      const file = parseJson(cut);
      check(file.root);
      for (const { span } of file.problems) assert.ok(span.start <= span.end && span.end <= end);
    }
  });
});

describe('stringOffsets', () => {
  it('finds each character of the value behind escapes', () => {
    const raw = '"a\\n\\u0041\\\\b"';
    assert.deepEqual(stringOffsets(raw, 10), [11, 12, 14, 20, 22, 23]);
  });
});
