import type { Repair } from './repair';

/** What is wrong, by the message of saxes. None shows what is written: it may be a password. */
const byMessage: Readonly<Record<string, string>> = {
  'disallowed character in tag name.': 'This character can not stand in a tag name.',
  'disallowed character in attribute name.': 'An attribute is expected here, as in `name="value"`.',
  'disallowed character in closing tag.': 'Only the name and `>` are expected in a close tag.',
  'disallowed character.': 'In an attribute `<` must be written as `&lt;`. Is a quote missing before it?',
  'forward-slash in opening tag not followed by >.': 'A `>` is expected behind this slash.',
  'attribute without value.': 'This attribute needs a value in quotes.',
  'no whitespace between attributes.': 'A blank is expected between two attributes.',
  'unquoted attribute value.': 'The value of an attribute must stand in quotes.',
  'malformed comment.': 'A comment can not contain `--`.',
  'the string "]]>" is disallowed in char data.': 'In text `]]>` must be written as `]]&gt;`.',
  'an XML declaration must be at the start of the document.':
    'The XML declaration must be the very first thing in the file.',
};

/** What the tree builder sees better itself: which tags belong together, and where the text ends. */
const ignored =
  /^(unexpected close tag|unmatched closing tag|unclosed tag|unexpected end|inappropriately located doctype|duplicate attribute)/;

/** A sentence for a message of saxes; undefined for one that is not to be shown. */
export function explainFailure(message: string): string | undefined {
  return ignored.test(message) ? undefined : (byMessage[message] ?? 'This is no valid XML.');
}

const byRepair: Readonly<Record<Repair['kind'], string>> = {
  reference:
    'In XML `&` must be written as `&amp;`, unless it begins a reference such as `&quot;` or `&#160;`.',
  less: 'In XML `<` must be written as `&lt;`, unless it begins a tag.',
  dash: 'A comment can not end with `--->`; write `-->`.',
  character: 'This character is not allowed in XML.',
};

export const explainRepair = (kind: Repair['kind']): string => byRepair[kind];

/** A sentence for what the end of the text cuts off. */
export function explainCutOff(rest: string): string {
  if (rest.startsWith('<!--')) return 'This comment is not closed: `-->` is missing.';
  if (rest.startsWith('<![CDATA[')) return 'This CDATA section is not closed: `]]>` is missing.';
  if (rest.startsWith('<!DOCTYPE')) return 'This document type declaration is not closed.';
  if (rest.startsWith('<?')) return 'This processing instruction is not closed: `?>` is missing.';
  return 'This tag is not closed: `>` is missing.';
}
