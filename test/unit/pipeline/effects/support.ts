import assert from 'node:assert/strict';
import type { Fact } from '../../../../src/pipeline/effects/fact';
import { readEffects } from '../../../../src/pipeline/effects/readEffects';
import type { ScriptLanguage } from '../../../../src/syntax/script/tree';
import { wholeFile } from '../../../../src/text/embeddedText';

/** A fact on one line: `reboot now`, `+firewall 5985`, `-service`, `sysprep quit`. */
export function shown(fact: Fact): string {
  switch (fact.kind) {
    case 'reboot':
      return ['reboot', fact.when, fact.by, fact.preventedBy].filter(Boolean).join(' ');
    case 'remote':
      return [
        `${fact.opens ? '+' : '-'}${fact.part}`,
        fact.port,
        fact.bounces && 'bounces',
        fact.needsPrivateNetwork && 'private',
      ]
        .filter(Boolean)
        .join(' ');
    case 'sysprep':
      return `sysprep ${fact.then}`;
    case 'elevation':
      return fact.certain ? 'elevation' : 'elevation?';
    default:
      return fact.kind;
  }
}

export const effectsOf = (language: ScriptLanguage, text: string) =>
  readEffects(language, wholeFile('/x', text));

const factsOf = (language: ScriptLanguage, text: string): string =>
  effectsOf(language, text)
    .map(({ fact }) => shown(fact))
    .join(', ');

/** One test a spelling: what its facts are, `''` for none. */
export function table(language: ScriptLanguage, rows: Readonly<Record<string, readonly string[]>>): void {
  for (const [expected, texts] of Object.entries(rows))
    for (const text of texts)
      it(`${language}: ${text} → ${expected || 'nothing'}`, () =>
        assert.equal(factsOf(language, text), expected));
}
