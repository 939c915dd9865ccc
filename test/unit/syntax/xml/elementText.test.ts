import assert from 'node:assert/strict';
import { elementText } from '../../../../src/syntax/xml/elementText';
import { parseXml } from '../../../../src/syntax/xml/parseXml';
import { SourceText } from '../../../../src/text/sourceText';
import { assertLinear } from '../../../support/assertLinear';

function embedded(inner: string) {
  const source = new SourceText('/a.xml', `<a>${inner}</a>`);
  const { root } = parseXml(source.text);
  assert.ok(root);
  const text = elementText(root, source);
  return {
    ...text,
    /** What stands where a stretch comes from. */
    cut: (start: number, end: number) => source.slice(text.locate({ start, end }).span),
    source,
  };
}

describe('elementText', () => {
  it('leads each character back to what it comes from', () => {
    const { text, cut } = embedded('é &quot;a&amp;b&quot;\r\n&#x1F600;<!-- x --><![CDATA[&lt;]]>!');
    assert.equal(text, 'é "a&b"\n😀&lt;!');
    assert.deepEqual(
      Array.from({ length: text.length }, (_, i) => cut(i, i + 1)),
      ['é', ' ', '&quot;', 'a', '&amp;', 'b', '&quot;', '\r\n', '&#x1F600;', '&#x1F600;', ...'&lt;!'],
    );
  });

  it('leads stretches back from the first to the last character', () => {
    const { text, cut } = embedded('say &quot;hi&quot;<!-- x --> now');
    assert.equal(cut(4, 8), '&quot;hi&quot;');
    assert.equal(cut(5, 7), 'hi');
    assert.equal(cut(7, 9), '&quot;<!-- x --> ');
    assert.equal(cut(0, text.length), 'say &quot;hi&quot;<!-- x --> now');
  });

  it('gives places between characters, and stays inside', () => {
    const { source, ...found } = embedded('a&lt;b');
    const at = (offset: number) => found.locate({ start: offset, end: offset }).span;
    assert.deepEqual(
      [0, 1, 2, 3].map(at),
      [3, 4, 8, 9].map((start) => ({ start, end: start })),
    );
    assert.deepEqual(found.locate({ start: -5, end: found.text.length + 5 }), {
      path: '/a.xml',
      span: { start: 3, end: 9 },
    });
    assert.equal(source.slice(at(99)), '');
  });

  it('leaves inner elements out', () => {
    const { text, cut } = embedded('a<b>x</b>c');
    assert.equal(text, 'ac');
    assert.equal(cut(1, 2), 'c');
  });

  it('places an empty text in its element', () => {
    assert.deepEqual(embedded('').locate({ start: 0, end: 0 }).span, { start: 3, end: 3 });
  });

  it('finds places in a text of many references in time', () => {
    assertLinear(
      'references',
      (length) => '&amp;x'.repeat(length / 6),
      (text) => {
        const found = embedded(text);
        for (let i = 0; i < found.text.length; i++)
          assert.equal(found.locate({ start: i, end: i + 1 }).span.start, 3 + (i >> 1) * 6 + (i & 1) * 5);
      },
      300_000,
    );
  });
});
