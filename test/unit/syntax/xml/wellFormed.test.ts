import assert from 'node:assert/strict';
import { SaxesParser } from 'saxes';
import { parseXml } from '../../../../src/syntax/xml/parseXml';
import { mutate } from '../../../fuzzing/mutate';
import { Random, samples } from '../../../fuzzing/samples';
import { targets } from '../../../fuzzing/targets';
import { xmlDocument } from '../../../fuzzing/xmlDocuments';

/** What saxes takes against the standard: half of a pair in a name, and `?` directly behind that of an instruction. */
const wronglyAccepted = /\p{Cs}|<\?[^\s?]*\?(?!>)/u;

/** What saxes, which follows the standard, has against a text; undefined when it has nothing. */
function refusal(text: string): string | undefined {
  let first: string | undefined;
  // The differences of XML 1.1, which Windows does not read, are of no interest.
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  parser.on('error', ({ message }) => (first ??= message));
  try {
    parser.write(text).close();
  } catch (error) {
    // So it does at half of a pair.
    first ??= String(error);
  }
  return first;
}

const documents = 1500;
const makers = { 'an answer file': samples.xml, 'a document': xmlDocument };

describe('parseXml beside saxes', () => {
  for (const [name, make] of Object.entries(makers))
    it(`has nothing to say of ${name} that is well-formed`, () => {
      for (let seed = 1; seed <= documents; seed++) {
        const text = make(new Random(seed));
        assert.equal(refusal(text), undefined, `seed ${seed}: ${JSON.stringify(text)}`);
        assert.deepEqual(parseXml(text).problems, [], `seed ${seed}: ${JSON.stringify(text)}`);
      }
    });

  const target = targets(undefined).find((one) => one.name === 'xml');
  for (const [name, make] of Object.entries(makers))
    it(`says something of what is changed in ${name} when, and only when, it is no longer well-formed`, () => {
      for (let seed = 1; seed <= documents; seed++) {
        const random = new Random(seed);
        const text = mutate(random, make(random), target?.tokens ?? []);
        assertSameVerdict(text, `seed ${seed}`);
      }
    });

  it('agrees with each character replaced, doubled or left out', () => {
    for (let seed = 1; seed <= 25; seed++) {
      const text = xmlDocument(new Random(seed));
      const random = new Random(seed);
      for (let at = 0; at < text.length; at++) {
        const [before, after] = [text.slice(0, at), text.slice(at + 1)];
        const replacement = random.pick([...'<>&"\'/=!?-[]: ;xé\u0001']);
        for (const changed of [
          before + after,
          before + text.slice(at, at + 1).repeat(2) + after,
          before + replacement + after,
        ])
          assertSameVerdict(changed, `seed ${seed}`);
      }
    }
  });
});

function assertSameVerdict(text: string, what: string): void {
  if (wronglyAccepted.test(text)) return;
  const refused = refusal(text);
  const { problems } = parseXml(text);
  assert.equal(
    problems.length > 0,
    refused !== undefined,
    `${what}: ${JSON.stringify({ refused, problems, text })}`,
  );
}
