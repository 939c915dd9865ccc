import assert from 'node:assert/strict';
import { parseHcl } from '../../../../src/syntax/hcl/parseHcl';
import { constantString, findAttribute, findBlocks, literalValue } from '../../../../src/syntax/hcl/values';
import { expressionOf } from './support';

describe('the values of HCL expressions', () => {
  const cases: readonly [source: string, value: unknown][] = [
    ['1.5', 1.5],
    ['-2', -2],
    ['!true', false],
    ['null', null],
    ['"a\\tb"', 'a\tb'],
    ['""', ''],
    ['<<E\na\nE', 'a\n'],
    ['(("a"))', 'a'],
    ['[1, "b", [true]]', [1, 'b', [true]]],
    [
      '{ a = 1, "b c" = [], 3 = null }',
      new Map<string, unknown>([
        ['a', 1],
        ['b c', []],
        ['3', null],
      ]),
    ],
    ['{ __proto__ = 1 }', new Map([['__proto__', 1]])],
    ['"a${b}"', undefined],
    ['var.a', undefined],
    ['[1, a]', undefined],
    ['{ (a) = 1 }', undefined],
    ['1 + 1', undefined],
    ['-"a"', undefined],
    ['f()', undefined],
  ];
  for (const [source, expected] of cases) {
    it(JSON.stringify(source), () => {
      const { value } = expressionOf(source);
      assert.deepEqual(literalValue(value), expected);
      if (value.kind === 'template') assert.equal(constantString(value), expected);
    });
  }

  it('finds attributes and blocks by name', () => {
    const { body } = parseHcl('a = 1\nb {}\nc {}\nb "x" {}\n');
    assert.equal(findAttribute(body, 'a')?.name, 'a');
    assert.equal(findAttribute(body, 'b'), undefined);
    assert.equal(findBlocks(body, 'b').length, 2);
  });
});
