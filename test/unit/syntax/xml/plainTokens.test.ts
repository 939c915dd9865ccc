import assert from 'node:assert/strict';
import { parseXml } from '../../../../src/syntax/xml/parseXml';
import { realistic } from './support';

const body = realistic.slice(realistic.indexOf('?>') + '?>'.length);

describe('readPlain', () => {
  it('finds the same as saxes', () => {
    // A processing instruction is not plain: saxes reads what follows.
    const instruction = '<?p ?>';
    const plain = parseXml(' '.repeat(instruction.length) + body);
    assert.deepEqual(plain.problems, []);
    assert.deepEqual(parseXml(instruction + body), plain);
  });

  it('hands over to saxes before any tag', () => {
    // As long as each other.
    const [comment, instruction] = ['<!---->', '<?ppp?>'];
    for (const { index } of body.matchAll(/<\/?\w/g)) {
      const [before, after] = [body.slice(0, index), body.slice(index)];
      const { root, problems } = parseXml(before + instruction + after);
      assert.deepEqual(problems, []);
      assert.deepEqual(root, parseXml(before + comment + after).root);
    }
  });
});
