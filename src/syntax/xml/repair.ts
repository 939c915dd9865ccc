import { resolveReference } from './references';

/** What was replaced in a text: one character. */
export interface Repair {
  readonly at: number;
  readonly kind: 'reference' | 'less' | 'dash' | 'character';
}

/** A text of the same length in which the tokenizer finds its way, and the mistakes that were taken out of it. */
export interface Repaired {
  readonly text: string;
  /** In the order of the text; also those in comments and the like, where they may be no mistakes. */
  readonly repairs: readonly Repair[];
  /** Length of the XML declaration. It is blanked: the tokenizer reads the text as a fragment, which has none. */
  readonly declaration: number;
}

/** Without the flag `u`, with which the search is slower: pairs are written out. */
const nameStart =
  '(?:[:A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D' +
  '\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD]|[\\uD800-\\uDB7F][\\uDC00-\\uDFFF])';

/** What each kind of trouble begins with: most characters are passed over after one look. */
const beginning = '[\\0-\\x08\\v\\f\\x0E-\\x1F&<\\-\\uD800-\\uDFFF\\uFFFE\\uFFFF]';

const kinds = [
  // Characters that XML has not.
  '[\\0-\\x08\\v\\f\\x0E-\\x1F\\uFFFE\\uFFFF]',
  // Half of a pair makes the tokenizer throw.
  '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
  // At any other `&` the tokenizer swallows everything up to the next semicolon, tags too. Which numbers are
  // characters is not for a pattern to say.
  '&(?!(?:amp|lt|gt|quot|apos);)(?:#(?:[0-9]+|x[0-9a-fA-F]+);)?',
  // At `<!` with anything else it swallows the rest of the text.
  `<(?!/?${nameStart}|\\?|!--|!\\[CDATA\\[|!DOCTYPE)`,
  // It does not see the end of a comment behind one more dash. The dashes of `<!--` are not such.
  '-(?=-->)(?<!<!-?-)',
];
const trouble = new RegExp(`(?=${beginning})(?:${kinds.join('|')})`, 'g');

/**
 * Takes out what would make saxes lose more than the mistake itself. Behind it every `<` outside of a tag, comment
 * and the like begins one.
 */
export function repair(source: string): Repaired {
  const repairs: Repair[] = [];
  const declaration = /^\uFEFF?<\?xml[\t\n\r ][^<>]*>?/.exec(source)?.[0].length ?? 0;
  const text = source.replace(trouble, (written: string, at: number) => {
    if (written.length > 2 && resolveReference(written) !== undefined) return written;
    repairs.push({ at, kind: kindOf(written) });
    return ' ' + written.slice(1);
  });
  return { text: ' '.repeat(declaration) + text.slice(declaration), repairs, declaration };
}

function kindOf(written: string): Repair['kind'] {
  if (written.startsWith('&')) return 'reference';
  if (written === '<') return 'less';
  return written === '-' ? 'dash' : 'character';
}
