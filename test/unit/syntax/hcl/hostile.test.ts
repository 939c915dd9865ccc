import assert from 'node:assert/strict';
import { parseHcl } from '../../../../src/syntax/hcl/parseHcl';
import { Parser } from '../../../../src/syntax/hcl/parser';
import { readFileBody } from '../../../../src/syntax/hcl/bodies';
import { Random, generateHcl, mutate } from '../../../hclDifferential/generate';
import { checkSpans, realistic } from './support';

describe('parseHcl: any input', () => {
  it('takes a file cut off anywhere', () => {
    for (let end = 0; end <= realistic.length; end++) {
      const text = realistic.slice(0, end);
      checkSpans(text, parseHcl(text));
    }
  });

  it('takes a file without any one of its characters', () => {
    for (let at = 0; at < realistic.length; at++) {
      const text = realistic.slice(0, at) + realistic.slice(at + 1);
      checkSpans(text, parseHcl(text));
    }
  });

  it('takes 4,000 changed and generated files', () => {
    const random = new Random(20);
    for (let i = 0; i < 2000; i++) {
      const changed = mutate(random, realistic);
      checkSpans(changed, parseHcl(changed));
      const generated = mutate(random, generateHcl(random));
      checkSpans(generated, parseHcl(generated));
    }
  });

  const pieces = [
    'a = 1\n',
    'a {\n',
    'a = "${',
    'a = "\n',
    '[',
    '{',
    '(',
    '[{(',
    '}',
    '"',
    '${"',
    'a = <<E\n',
    '  x ${y}\n',
    '%{if a}',
    '1+',
    'a?b:',
    '-',
    '.c',
    '[0]',
    '[],',
    '/*',
    '/* */',
    '#\n',
    ' ',
    '?\n',
    'é',
    '“',
    '\\q',
    '$',
    '\r',
    'a ',
    'a = [{b = "${c(["',
    'a = "${(\n',
    'a = [\n  [\n',
    '"b" ',
    '${~a~} ',
    '<<A\n',
  ];
  const starts = ['', 'a = ', 'a = "', 'a = [', 'a = {', 'a = <<-E\n', 'a {\n', 'a = b', 'a = "%{if b}'];

  it('takes long repetitions, in a number of steps that grows with the length only', () => {
    for (const start of starts) {
      for (const piece of pieces) {
        const text = (length: number): string => start + piece.repeat(Math.ceil(length / piece.length));
        checkSpans(text(5000), parseHcl(text(5000)));
        for (const byIndentation of [false, true]) {
          const parser = new Parser(text(20_000), byIndentation);
          readFileBody(parser);
          assert.ok(parser.steps <= 2 * 20_100, `${parser.steps} steps for ${start}${piece}…`);
        }
      }
    }
  });

  it('takes a megabyte', () => {
    for (const piece of ['[', 'a {\n', '"${', 'a = <<E\n', '/* */', 'a = [\n', '{a=', '1+', '?\n']) {
      const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
      const start = performance.now();
      parseHcl(text);
      if (process.env.BOXWRIGHT_TIMES)
        console.log(`${JSON.stringify(piece)}: ${Math.round(performance.now() - start)} ms`);
    }
  });
});
