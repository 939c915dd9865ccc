import assert from 'node:assert/strict';
import { parseHcl } from '../../../../src/syntax/hcl/parseHcl';
import { applyEdits } from '../../../../src/text/textEdit';
import { checkSpans, expressionOf, realistic, sketch } from './support';

describe('parseHcl: the tree', () => {
  it('reads a realistic file without errors, every span in its place', () => {
    const file = parseHcl(realistic);
    assert.deepEqual(file.problems, []);
    checkSpans(realistic, file);
    assert.deepEqual(
      file.body.items.map(
        (item) => item.kind === 'block' && [item.type, ...item.labels.map((l) => l.value)].join(' '),
      ),
      ['variable iso_url', 'locals', 'source virtual-box office', 'build'],
    );
  });

  const expressions: readonly [source: string, expected: string][] = [
    ['1', 'number‹1›'],
    ['1.5e-3', 'number‹1.5e-3›'],
    ['true', 'boolean‹true›'],
    ['null', 'null‹null›'],
    ['my-name', 'variable‹my-name›'],
    ['größe', 'variable‹größe›'],
    ['-x', 'unary(- variable‹x›)'],
    ['!x.y', 'unary(! access(variable‹x› attribute(y)))'],
    ['1 + 2 * 3', 'binary(+ number‹1› binary(* number‹2› number‹3›))'],
    ['1 - 2 - 3', 'binary(- binary(- number‹1› number‹2›) number‹3›)'],
    ['a || b && c == d', 'binary(|| variable‹a› binary(&& variable‹b› binary(== variable‹c› variable‹d›)))'],
    ['a < b != c >= d', 'binary(!= binary(< variable‹a› variable‹b›) binary(>= variable‹c› variable‹d›))'],
    [
      '-a + b % c / d',
      'binary(+ unary(- variable‹a›) binary(/ binary(% variable‹b› variable‹c›) variable‹d›))',
    ],
    [
      'a ? b : c ? d : e',
      'conditional(variable‹a› variable‹b› conditional(variable‹c› variable‹d› variable‹e›))',
    ],
    ['(\na\n)', 'parentheses(variable‹a›)'],
    ['[]', 'tuple()'],
    ['[1,\n2, # c\n]', 'tuple(number‹1› number‹2›)'],
    ['{}', 'object()'],
    ['{ a = 1, b : 2 }', 'object((variable‹a› number‹1›) (variable‹b› number‹2›))'],
    ['{\n  a = 1\n  (b) = 2,\n}', 'object((variable‹a› number‹1›) (parentheses(variable‹b›) number‹2›))'],
    ['[for x in y : x]', 'for(tuple x variable‹y› variable‹x› no)'],
    [
      '{\nfor k, v in y :\nk => v... if v\n}',
      'for(object k v variable‹y› variable‹k› variable‹v› yes variable‹v›)',
    ],
    ['f()', 'call(f no)'],
    ['f(1,\n  a...)', 'call(f number‹1› variable‹a› yes)'],
    ['a::b::c(1,)', 'call(a::b::c number‹1› no)'],
    [
      'a.b[0]["c"].0',
      'access(variable‹a› attribute(b) index(number‹0› no) index(template(quoted text(c)) no) index(number‹0› yes))',
    ],
    ['a[*].b', 'access(variable‹a› splat(yes) attribute(b))'],
    ['a.*.b', 'access(variable‹a› splat(no) attribute(b))'],
    ['f(1).b', 'access(call(f number‹1› no) attribute(b))'],
    ['""', 'template(quoted)'],
    ['"a${b}c"', 'template(quoted text(a) interpolation(variable‹b›) text(c))'],
    ['"${"${b}"}"', 'template(quoted interpolation(template(quoted interpolation(variable‹b›))))'],
    ['"%{ if a }b%{ else }c%{ endif }"', 'template(quoted ifDirective(variable‹a› text(b) text(c)))'],
    [
      '"%{ for k, v in a }${v}%{ endfor }"',
      'template(quoted forDirective(k v variable‹a› interpolation(variable‹v›)))',
    ],
    ['" a ${~ b ~} c"', 'template(quoted text( a) interpolation(variable‹b›) text(c))'],
  ];
  for (const [source, expected] of expressions) {
    it(JSON.stringify(source), () => {
      const { text, value } = expressionOf(source);
      assert.equal(sketch(value, text), expected);
      assert.equal(text.slice(value.span.start, value.span.end), source);
    });
  }

  const strings: readonly [source: string, value: string][] = [
    ['"a\\n\\t\\r\\"\\\\"', 'a\n\t\r"\\'],
    ['"\\u00e9\\U0001F600"', 'é😀'],
    ['"$${a} %%{b}"', '${a} %{b}'],
    ['"100% $5 $$"', '100% $5 $$'],
    ['"$$${a}"', '$${a}'],
    ['<<E\n  a\n\n  $${b}\nE', '  a\n\n  ${b}\n'],
    ['<<-E\n    a\n\n      b\n  E', 'a\n\n  b\n'],
    ['<<E\nC:\\new "x"\nE', 'C:\\new "x"\n'],
    ['<<E\r\na\r\nE', 'a\r\n'],
    ['<<E\nE', ''],
    ['"e\u0301"', 'é'],
  ];
  for (const [source, expected] of strings) {
    it(`the string of ${JSON.stringify(source)}`, () => {
      const { text, value } = expressionOf(source);
      assert.equal(value.kind, 'template');
      if (value.kind !== 'template') return;
      assert.equal(value.parts.map((part) => part.kind === 'text' && part.value).join(''), expected);
      assert.equal(text.slice(value.span.start, value.span.end), source);
    });
  }

  it('gives the stretches of an attribute and of a block', () => {
    const text = '\ufefftype "a\\n" b { # x\r\n  key = "väl😀ue" /* y */\r\n}\r\n';
    const file = parseHcl(text);
    assert.deepEqual(file.problems, []);
    const show = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    const block = file.body.blocks[0];
    assert.ok(block?.openBrace && block.closeBrace);
    assert.equal(show(block.span), text.slice(1, -2));
    assert.equal(show(block.typeSpan), 'type');
    assert.deepEqual(
      block.labels.map((label) => [label.value, show(label.span), label.quoted]),
      [
        ['a\n', '"a\\n"', true],
        ['b', 'b', false],
      ],
    );
    assert.equal(show(block.openBrace) + show(block.closeBrace), '{}');
    assert.equal(show(block.body.span), ' # x\r\n  key = "väl😀ue" /* y */\r\n');
    const attribute = block.body.attributes[0];
    assert.ok(attribute?.value.kind === 'template');
    assert.equal(show(attribute.span), 'key = "väl😀ue"');
    assert.equal(show(attribute.nameSpan), 'key');
    assert.equal(show(attribute.value.contentSpan), 'väl😀ue');
    assert.deepEqual(
      file.comments.map(({ style, span }) => [style, show(span)]),
      [
        ['#', '# x'],
        ['/*', '/* y */'],
      ],
    );
  });

  it('gives the stretch of a heredoc: content and closing marker', () => {
    const text = 'a = <<-EOT\n  x ${y}\n  EOT\nb = 1\n';
    const value = parseHcl(text).body.attributes[0]?.value;
    assert.ok(value?.kind === 'template');
    assert.equal(text.slice(value.contentSpan.start, value.contentSpan.end), '  x ${y}\n');
    assert.equal(text.slice(value.span.start, value.span.end), '<<-EOT\n  x ${y}\n  EOT');
  });

  it('has what a fix needs to add an attribute behind the last one', () => {
    const text = 'a "b" {\n    c = 1 # one\n}\n';
    const last = parseHcl(text).body.blocks[0]?.body.attributes.at(-1);
    assert.ok(last);
    const lineStart = text.lastIndexOf('\n', last.span.start) + 1;
    const indent = text.slice(lineStart, last.span.start);
    const at = text.indexOf('\n', last.span.end);
    const edited = applyEdits(text, [{ span: { start: at, end: at }, newText: `\n${indent}d = 2` }]);
    assert.equal(edited, 'a "b" {\n    c = 1 # one\n    d = 2\n}\n');
  });
});
