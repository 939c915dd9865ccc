import type { Random } from '../hclDifferential/generate';

/** A small well-formed document with something of everything that XML has, as the random numbers have it. */
export function xmlDocument(random: Random): string {
  const prefixes = random.chance(50) ? ['', 'p:', 'xml:'] : ['', 'p:', 'größe:', '_:'];
  const declarations = prefixes
    .filter((prefix) => prefix && prefix !== 'xml:')
    .map((prefix) => ` xmlns:${prefix.slice(0, -1)}="urn:${random.below(3)}${prefix}"`);
  const root = `root${random.chance(20) ? '-é.·1' : ''}`;
  return [
    random.chance(10) ? '\uFEFF' : '',
    random.chance(50) ? random.pick(xmlDeclarations) : '',
    aside(random),
    random.chance(20) ? random.pick(documentTypes) : '',
    aside(random),
    `<${root}${random.chance(50) ? ' xmlns="urn:x"' : ''}${declarations.join('')}>`,
    content(random, prefixes, 3),
    `</${root}${random.pick(['', ' ', '\n'])}>`,
    aside(random),
  ].join('');
}

const xmlDeclarations = [
  '<?xml version="1.0"?>',
  `<?xml version='1.0' encoding="utf-8" ?>`,
  '<?xml\n version = "1.1" standalone="yes"?>',
  `<?xml version="1.0" encoding='UTF-16' standalone='no'?>`,
];

const documentTypes = [
  '<!DOCTYPE root>',
  '<!DOCTYPE root SYSTEM "a>b" >',
  `<!DOCTYPE root PUBLIC '-//x' "y" [<!ENTITY a "<b>]"> <!-- ' ]> --> <!ELEMENT root ANY>\n] >`,
];

const names = ['a', 'b', 'Order', 'x-1', 'größe', '名前', '𠀀', '_.·'];
const texts = [
  ...[
    'x',
    ' ',
    '\n',
    '\r\n',
    '\t',
    'é',
    '😀',
    '>',
    ']]',
    '"',
    "'",
    '--',
    '?>',
    '/>',
    '=',
    '\u0085',
    '\u2028',
  ],
  ...['&amp;', '&lt;', '&#13;', '&#x1F600;', '&quot;&apos;', '${x}', 'http://a/b?c=d', '\uFFFD', '\u007f'],
];

const many = (random: Random, most: number, make: () => string): string =>
  Array.from({ length: random.below(most + 1) }, make).join('');

const text = (random: Random, without: RegExp): string =>
  many(random, 4, () => random.pick(texts)).replace(without, '');

/** What may stand everywhere outside of tags. */
function aside(random: Random): string {
  return many(random, 2, () =>
    random.pick([
      ' \r\n\t',
      `<!--${text(random, /-/g)}-->`,
      `<!-- <a b="& ]]> -->`,
      `<?${random.pick(names)} ${text(random, /\?/g)}?>`,
      '<?p?>',
      '<?xml-stylesheet href="a"?>',
    ]),
  );
}

function content(random: Random, prefixes: readonly string[], depth: number): string {
  return many(random, 4, () => {
    switch (random.below(depth ? 5 : 3)) {
      case 0:
        // The pieces beside each other could make `]]>`.
        return text(random, /\]|>/g);
      case 1:
        return aside(random);
      case 2:
        return `<![CDATA[${text(random, /\]/g)}<a &]]>`;
      default:
        return element(random, prefixes, depth - 1);
    }
  });
}

function element(random: Random, prefixes: readonly string[], depth: number): string {
  const name = `${random.pick(prefixes)}${random.pick(names)}`;
  const attributes = new Map<string, string>();
  for (let count = random.below(4); count > 0; count--)
    attributes.set(`${random.pick(prefixes)}${random.pick(names)}`, text(random, /["']/g));
  if (random.chance(10)) attributes.set('xmlns', 'urn:y');
  const written = [...attributes].map(([attribute, value]) => {
    const quote = random.pick(['"', "'"]);
    return `${random.pick([' ', '\n  '])}${attribute}${random.pick(['=', ' = '])}${quote}${value}${quote}`;
  });
  const tag = `${name}${written.join('')}${random.pick(['', ' '])}`;
  return random.chance(30) ? `<${tag}/>` : `<${tag}>${content(random, prefixes, depth)}</${name}>`;
}
