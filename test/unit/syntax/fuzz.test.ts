import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadRuby } from '../../../src/syntax/ruby/loadRuby';
import { hostile, mutate } from '../../fuzzing/mutate';
import { Random, samples } from '../../fuzzing/samples';
import { misplaced, targets } from '../../fuzzing/targets';

/** More of the same: `npm run fuzz`. */
describe('every parser, with texts broken at random', () => {
  const names = ['json', 'powershell', 'batch', 'shell', 'xml', 'ruby', 'userData'] as const;
  for (const name of names)
    it(`${name} never throws, and keeps its places inside the text`, async () => {
      const ruby = name === 'ruby' ? await loadRuby(readFileSync(PRISM_WASM)) : undefined;
      const target = targets(ruby).find((one) => one.name === name);
      assert.ok(target);
      for (let seed = 1; seed <= 400; seed++) {
        const random = new Random(seed);
        const sample = samples[name](random);
        const text: string =
          seed % 40 === 0
            ? hostile(random, sample, target.tokens, 20_000)
            : mutate(random, sample, target.tokens);
        const wrong = misplaced(target.parse(text), text);
        assert.equal(wrong, undefined, `seed ${seed}: ${JSON.stringify(text.slice(0, 2000))}`);
      }
    });
});
