import assert from 'node:assert/strict';
import { parseHcl } from '../../../../src/syntax/hcl/parseHcl';
import type { Body } from '../../../../src/syntax/hcl/tree';

/** Names as they are nested: `a{b c{d}}`. */
const outline = (body: Body): string =>
  body.items
    .map((item) => (item.kind === 'attribute' ? item.name : `${item.type}{${outline(item.body)}}`))
    .join(' ');

describe('parseHcl: what survives an error', () => {
  const frame = (line: string): string =>
    `one {\n  a = 1\n${line}\n  b = [\n    "x",\n  ]\n  two {\n    c = 3\n  }\n}\nd = 4\n`;

  /** A half-typed line in the middle of a block; the rest must stay. */
  const lines: readonly [line: string, itself: string][] = [
    ['  foo', ''],
    ['  foo =', 'foo '],
    ['  foo = "bar', 'foo '],
    ['  foo = "${bar', 'foo '],
    ['  foo = "${bar"', 'foo '],
    ['  foo = "${bar(', 'foo '],
    ['  foo = [', 'foo '],
    ['  foo = ["a", "b"', 'foo '],
    ['  foo = ["a", "b', 'foo '],
    ['  foo = { a = 1', 'foo '],
    ['  foo = {', 'foo '],
    ['  foo = f(1,', 'foo '],
    ['  foo = (1 +', 'foo '],
    ['  foo = a.', 'foo '],
    ['  foo = a[', 'foo '],
    ['  foo = a ? b', 'foo '],
    ['  foo = [for x in', 'foo '],
    ['  foo = <<EOT', 'foo '],
    ['  foo = <<-EOT\n    text "\n    more {', 'foo '],
    ['  foo {', 'foo{} '],
    ['  foo "x" {', 'foo{} '],
    ['  foo "x"', 'foo{} '],
    ['  foo "x', 'foo{} '],
    ['  foo = 1 }', 'foo '],
    ['  foo = 1 ]', 'foo '],
    ['  { foo = 1', 'foo '],
    ['  ]', ''],
    ['  ?', ''],
  ];
  for (const [line, itself] of lines) {
    it(JSON.stringify(line), () => {
      const { body, problems } = parseHcl(frame(line));
      assert.ok(problems.length > 0);
      assert.equal(outline(body), `one{a ${itself}b two{c}} d`);
      const one = body.blocks[0];
      assert.deepEqual(one?.body.blocks.at(-1)?.type, 'two');
    });
  }

  it('finds out by the indentation which block has lost its brace', () => {
    const text = 'a {\n  b {\n    c = 1\n\n  d {\n    e = 2\n  }\n}\nf {\n  g = 3\n}\n';
    const { body, problems } = parseHcl(text);
    assert.equal(outline(body), 'a{b{c} d{e}} f{g}');
    assert.deepEqual(problems, [
      { message: 'This `{` is not closed. Add `}`.', span: { start: 8, end: 9 }, spreads: true },
    ]);
  });

  it('finds out by the indentation which brace is one too many', () => {
    const { body, problems } = parseHcl('a {\n  b = 1\n  }\n  c = 2\n}\nd = 3\n');
    assert.equal(outline(body), 'a{b c} d');
    assert.equal(problems.length, 1);
  });

  it('reads a file without indentation as well as it can', () => {
    const { body } = parseHcl('a {\nb = \nc = 2\nd {\ne = [1, ?]\nf = 3\n}\n}\n');
    assert.equal(outline(body), 'a{b c d{e f}}');
  });

  it('keeps the other items of a list and of an object', () => {
    const { body } = parseHcl('a = [\n  "b",\n  ? ?,\n  "c" "d",\n]\ne = {\n  f = 1\n  g\n  h = 2\n}\n');
    const [a, e] = body.attributes.map((attribute) => attribute.value);
    assert.ok(a?.kind === 'tuple' && e?.kind === 'object');
    assert.equal(a.items.length, 3);
    assert.deepEqual(
      e.items.map((item) => item.key.kind === 'variable' && item.key.name),
      ['f', 'h'],
    );
  });

  it('keeps the text around an interpolation that can not be read', () => {
    const { body } = parseHcl('a = <<EOT\none ${x y} two\n${ \nthree\nEOT\nb = 1\n');
    assert.equal(outline(body), 'a b');
    const value = body.attributes[0]?.value;
    assert.ok(value?.kind === 'template');
    assert.equal(
      value.parts.map((part) => (part.kind === 'text' ? part.value : '#')).join(''),
      'one # two\n# \nthree\n',
    );
  });
});
