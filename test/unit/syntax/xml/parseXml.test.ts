import assert from 'node:assert/strict';
import { parseXml } from '../../../../src/syntax/xml/parseXml';
import { attributeOf, type XmlElement } from '../../../../src/syntax/xml/tree';
import type { Span } from '../../../../src/text/span';
import { assertLinear } from '../../../support/assertLinear';
import { allElements, assertSpans, randomNumbers, realistic } from './support';

/** `a(b 'text')`: the elements of a tree with their texts that are not blank. */
function sketch(element: XmlElement | undefined): string {
  if (!element) return 'nothing';
  const inner = element.children
    .map((child) =>
      child.kind === 'element' ? sketch(child) : child.value.trim() && `'${child.value.trim()}'`,
    )
    .filter(Boolean);
  return element.name.text + (inner.length ? `(${inner.join(' ')})` : '');
}

const messages = (text: string): string[] => parseXml(text).problems.map(({ message }) => message);

describe('parseXml', () => {
  it('gives spans that cover what is written', () => {
    const text = '<a>\r\n <x:b\r\n  one = \'1"\' xmlns:x="u"  >😀<!-- c --><![CDATA[<&]]></x:b >\r\n<d/></a>';
    const { root, comments, problems } = parseXml(text);
    assert.deepEqual(problems, []);
    const cut = (span: Span | undefined): string | undefined => span && text.slice(span.start, span.end);
    const [, b, d] = allElements(root);
    assert.ok(root && b && d);
    assert.equal(cut(root.span), text);
    assert.equal(cut(b.span), text.slice(text.indexOf('<x'), text.indexOf('\r\n<d')));
    assert.equal(cut(b.openTag), '<x:b\r\n  one = \'1"\' xmlns:x="u"  >');
    assert.equal(cut(b.nameSpan), 'x:b');
    assert.equal(cut(b.content), '😀<!-- c --><![CDATA[<&]]>');
    assert.equal(cut(b.closeTag), '</x:b >');
    assert.deepEqual(b.name, { text: 'x:b', prefix: 'x', local: 'b', uri: 'u' });
    const one = attributeOf(b, 'one');
    assert.deepEqual([cut(one?.nameSpan), cut(one?.valueSpan), one?.value], ['one', '1"', '1"']);
    assert.deepEqual(
      b.children.map((child) => child.kind === 'text' && [cut(child.span), cut(child.content), child.cdata]),
      [
        ['😀', '😀', false],
        ['<![CDATA[<&]]>', '<&', true],
      ],
    );
    assert.deepEqual(comments.map(cut), ['<!-- c -->']);
    assert.deepEqual([cut(d.span), d.closeTag, cut(d.content)], ['<d/>', undefined, '']);
    assert.equal(d.content.start, d.span.end);
  });

  for (const [text, value] of [
    ['&lt;&gt;&amp;&quot;&apos;', `<>&"'`],
    ['&#65;&#x1F600;&#x0000e9;', 'A😀é'],
    ['a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['<![CDATA[&amp;\r\n]]>', '&amp;\n'],
    ['&amp;amp;', '&amp;'],
  ] as const)
    it(`reads the text ${JSON.stringify(text)}`, () => {
      const { root, problems } = parseXml(`<a>${text}</a>`);
      assert.deepEqual(problems, []);
      assert.deepEqual(
        root?.children.map((child) => child.kind === 'text' && child.value),
        [value],
      );
    });

  for (const [raw, value] of [
    ['a\r\n\tb', 'a  b'],
    ['&quot;&#10;', '"\n'],
    ['>', '>'],
  ] as const)
    it(`reads the attribute value ${JSON.stringify(raw)}`, () => {
      const { root, problems } = parseXml(`<a b="${raw}"/>`);
      assert.deepEqual(problems, []);
      assert.equal(root?.attributes[0]?.value, value);
    });

  it('looks namespaces up from inside to outside, and the default for elements alone', () => {
    const { root } = parseXml(
      '<a xmlns="u" xmlns:p="v" b=""><p:c p:d=""/><e xmlns="w"><f/></e><g xmlns=""/></a>',
    );
    assert.deepEqual(
      allElements(root).map(({ name }) => name.uri),
      ['u', 'v', 'w', 'w', ''],
    );
    const [a, c] = allElements(root);
    assert.equal(a && attributeOf(a, 'b')?.name.uri, '');
    assert.equal(c && attributeOf(c, 'p:d')?.name.uri, 'v');
  });

  for (const text of [
    realistic,
    realistic.replaceAll('\n', '\r\n'),
    '\uFEFF<a/>',
    '<?xml version="1.1"?><a/>',
    '<a><!----><!-- & < - --><?p & < ?><![CDATA[]]]]></a>',
    '<!DOCTYPE a SYSTEM "x" [<!-- & --><!ENTITY e "<x>&y;">]><a/>',
    '<!DOCTYPE a [<?p ]> ?>]><a/>',
    '<größe/>',
  ])
    it(`has nothing to say of ${JSON.stringify(text.slice(0, 60))}`, () =>
      assert.deepEqual(messages(text), []));

  // What is written, what is kept of it, what is said of it.
  for (const [text, kept, said] of [
    ['<a><b>x && y</b><c/></a>', "a(b('x && y') c)", [/`&amp;`/]],
    ['<a><b>&nbsp;</b><c/></a>', "a(b('&nbsp;') c)", [/`&amp;`/]],
    ['<a><b>&#0;&#xD800;</b></a>', "a(b('&#0;&#xD800;'))", [/`&amp;`/, /`&amp;`/]],
    ['<a><b>1 < 2</b><c/></a>', "a(b('1 < 2') c)", [/`&lt;`/]],
    ['<a><!x><b/></a>', "a('<!x>' b)", [/`&lt;`/]],
    ['<a></><b/></a>', "a('</>' b)", [/`&lt;`/]],
    ['<a><!-- x ---><b/></a>', 'a(b)', [/`--->`/]],
    ['<a><!-- x -- y --><b/></a>', 'a(b)', [/`--`/]],
    ['<a>]]><b/></a>', "a(']]>' b)", [/`]]&gt;`/]],
    ['<a><b>1</B><c/></a>', "a(b('1') c)", [/must be `<\/b>`/]],
    ['<a><b><c/></x><d/></b><e/></a>', 'a(b(c d) e)', [/no open tag/]],
    ['<a><b>t<c/></x><d/></b></a>', "a(b('t' c d))", [/no open tag/]],
    ['<a><b><c></b><d/></a>', 'a(b(c) d)', [/`<\/c>` is missing/]],
    ['<a><b', 'a', [/`<\/a>` is missing/, /`>` is missing/]],
    ['<a><b c="1"', 'a(b)', [/`<\/a>` is missing/, /`>` is missing/]],
    ['<a><!-- & < <b/></a>', 'a', [/`<\/a>` is missing/, /`-->` is missing/]],
    ['<a><![CDATA[ <b/></a>', 'a', [/`<\/a>` is missing/, /`]]>` is missing/]],
    ['<a/><b/>', 'a', [/one root/]],
    ['x<a/>', 'a', [/outside the root element/]],
    ['', 'nothing', [/no XML element/]],
    ['<?xml version="1.0"><a/>', 'a', [/must end/]],
    ['\n<?xml version="1.0"?><a/>', 'a', [/very start/]],
    ['<a b="1" b="2"/>', 'a', [/twice/]],
    ['<a b=1 c="2"/>', 'a', [/must be in quotes/]],
    ['<a p:b=""/>', 'a', [/`xmlns:p="…"`/]],
    ['<a>\u0001\ud800</a>', "a('\u0001\ud800')", [/not allowed/]],
  ] as const)
    it(`keeps what it can of ${JSON.stringify(text)}`, () => {
      const file = parseXml(text);
      assert.equal(sketch(file.root), kept);
      assertSpans(file, text);
      assert.equal(file.problems.length, said.length, JSON.stringify(file.problems));
      said.forEach((pattern, index) => assert.match(file.problems[index]?.message ?? '', pattern));
    });

  it('keeps a value without quotes, and attributes behind mistakes', () => {
    const { root } = parseXml('<a b=1 x $ c="2"d="3" e=\n></a>');
    assert.deepEqual(
      root?.attributes.map(({ name, value }) => `${name.text}=${value}`),
      ['b=1', 'c=2', 'd=3', 'e='],
    );
  });

  // While somebody types, what stands around the place stays what it was.
  for (const [text, kept, said] of [
    ['<a>\n<b\n<c>1</c></a>', "a(c('1'))", [/`>` is missing/]],
    ['<a>\n<b x="1"\n<c>1</c></a>', "a(b c('1'))", [/`>` is missing/]],
    ['<a>\n<b x="1"\n<c>1</c></b></a>', "a(b(c('1')))", [/`>` is missing/]],
    ['<a><b <c <d/></a>', 'a(d)', [/`>` is missing/, /`>` is missing/]],
    ['<a><b>1\n<c>2</c><d/></a>', "a(b('1') c('2') d)", [/`<\/b>` is missing/]],
    ['<a><b>1</\n<c>2</c></a>', "a(b('1</') c('2'))", [/`<\/b>` is missing/, /`&lt;`/]],
    ['<a><b>1</b\n<c/></a>', "a(b('1') c)", [/`>` is missing/]],
    ['<a><b>1</b x><c/></a>', "a(b('1') c)", [/only contain a name/]],
    ['<a><!-- x\n<b/><!-- y --></a>', 'a(b)', [/`-->` is missing/]],
    ['<a><!--\n<b/></a>', 'a(b)', [/`-->` is missing/]],
    ['<a><![CDATA[x\n<b/></a>', 'a(b)', [/`]]>` is missing/]],
    ['<a><?x\n<b/></a>', 'a(b)', [/`\?>` is missing/]],
    ['<!DOCTYPE a [\n<a><b/></a>', 'a(b)', [/not closed/]],
    ['<a><b c="1 d="2">x</b></a>', "a(b('x'))", [/This value is not closed: `"`/]],
    ['<a><b c="1>x</b><d e="2"/></a>', "a(b('x') d)", [/This value is not closed: `"`/]],
    ["<a><b c=\"1\n<d e='2'/></a>", 'a(b d)', [/`>` is missing/, /This value is not closed: `"`/]],
    ['<a><b c="1 < 2" d=""/></a>', 'a(b)', [/`&lt;`/]],
    ['<a><b c= d="2"/></a>', 'a(b)', [/needs a value/]],
    ['<a><b c=1" d="2"/></a>', 'a(b)', [/must be in quotes/]],
    ['<a><b/ c="2"/></a>', 'a(b)', [/slash/]],
    ['<a/><!DOCTYPE a>', 'a', [/before its root/]],
    ['<a:b:c/>', 'a:b:c', [/one colon/]],
    ['<a xmlns:xml="x" xmlns:p=""/>', 'a', [/cannot be redeclared/, /not empty/]],
    ['<a xmlns:p="u" xmlns:q="u" p:x="" q:x=""/>', 'a', [/twice/]],
    ['<?xml encoding="utf-8"?><a/>', 'a', [/must look like/]],
    ['<a><? x?></a>', 'a', [/name of a processing/]],
  ] as const)
    it(`goes on behind ${JSON.stringify(text)}`, () => {
      const file = parseXml(text);
      assert.equal(sketch(file.root), kept);
      assertSpans(file, text);
      assert.equal(file.problems.length, said.length, JSON.stringify(file.problems));
      said.forEach((pattern, index) => assert.match(file.problems[index]?.message ?? '', pattern));
    });

  it('gives an open value no more than belongs to it', () => {
    for (const [text, values] of [
      ['<a b="1 c="2"/>', ['1', '2']],
      ['<a b="1\n c="2"/>', ['1', '2']],
      ['<a b="1/><c d="2"/>', ['1']],
      ['<a b="1', ['1']],
      ['<a b="x c=" d="2"/>', ['x c=', '2']],
    ] as const)
      assert.deepEqual(
        parseXml(text).root?.attributes.map(({ value }) => value),
        values,
        text,
      );
  });

  it('points at the mistake', () => {
    const text = '<a>\r\n😀 &x</a>';
    assert.deepEqual(
      parseXml(text).problems.map(({ span }) => span),
      [{ start: text.indexOf('&'), end: text.indexOf('&') + 1 }],
    );
  });

  it('expands no entities of a document type', () => {
    const lines = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`);
    const text = `<!DOCTYPE a [<!ENTITY l0 "lol">${lines.join('')}]><a>&l9;</a>`;
    const { root, problems } = parseXml(text);
    assert.equal(sketch(root), "a('&l9;')");
    assert.equal(problems.length, 1);
  });

  it('stops at a depth, says so once, and does not overflow', () => {
    const { root, problems } = parseXml('<a>'.repeat(50_000) + '</a>'.repeat(50_000));
    assert.equal(allElements(root).length, 200);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['This is nested more than 200 levels deep and is not read.'],
    );
  });

  it('looks for a prefix through any number of declarations', () => {
    assert.doesNotThrow(() => parseXml('<a xmlns:p="u">'.repeat(50_000) + '<q:b/>'));
  });

  it('says only so much', () => {
    assert.equal(messages('<a>' + '& '.repeat(10_000) + '</a>').length, 100);
  });

  for (const piece of [
    '<',
    '<a ',
    '<a b="',
    '</x> ',
    '<a></x> ',
    '<!-- ',
    '<!-- a -->',
    '<!--\n',
    '<![CDATA[\n',
    '<?a\n',
    '<!DOCTYPE a [\n',
    '<a><',
    '<é',
    '<a b="\'',
    '&#',
    '&',
    '-',
    '\u0001',
    ']]>',
    '<!',
    'a="1" ',
  ])
    it(`reads a long row of ${JSON.stringify(piece)} in time`, () => {
      for (const start of ['<r ', '<r>'])
        assertLinear(
          start + piece,
          (length) => start + piece.repeat(length / piece.length),
          assertSpansOnly,
          100_000 * piece.length,
        );
    });

  it('never throws, and keeps its spans inside the text, wherever the text is cut off', () => {
    for (let end = 0; end <= realistic.length; end++) {
      const text = realistic.slice(0, end);
      assertSpans(parseXml(text), text);
    }
  });

  it('never throws, whatever is typed in between', () => {
    const random = randomNumbers(7);
    const pieces = [
      '<',
      '>',
      '"',
      "'",
      '&',
      ';',
      '/',
      '!',
      '--',
      '-->',
      '<!--',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '=',
    ];
    pieces.push(
      '<!DOCTYPE',
      '[',
      'xml',
      ':',
      '\r',
      '\r\n',
      '\0',
      '\ud83d',
      '\ude00',
      '&#',
      'x',
      ' ',
      '</',
      '-',
      'é',
    );
    const pick = (length: number): number => Math.floor(random() * length);
    for (let round = 0; round < 3000; round++) {
      let text = round % 3 ? realistic.slice(pick(900), 900 + pick(600)) : '';
      for (let i = pick(12) + 1; i > 0; i--) {
        const at = pick(text.length + 1);
        text = text.slice(0, at) + (pieces[pick(pieces.length)] ?? '') + text.slice(at + pick(3));
      }
      assert.doesNotThrow(() => assertSpans(parseXml(text), text), JSON.stringify(text));
    }
  });
});

/** In place of `assertSpans`, which is no good for very many elements. */
function assertSpansOnly(text: string): void {
  for (const { span } of parseXml(text).problems)
    assert.ok(span.start <= span.end && span.end <= text.length);
}
