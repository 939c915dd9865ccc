/** What is wrong, as users read it. None shows what is written: it may be a password. */
export const messages = {
  // Characters and references
  character: 'This character is not allowed in XML.',
  reference:
    'In XML `&` must be written as `&amp;`, unless it begins a reference such as `&quot;` or `&#160;`.',
  less: 'In XML `<` must be written as `&lt;`, unless it begins a tag.',
  lessInAttribute: 'In an attribute `<` must be written as `&lt;`.',
  brackets: 'In text `]]>` must be written as `]]&gt;`.',

  // Tags
  tagNotClosed: 'This tag is not closed: `>` is missing.',
  tagName: 'This character can not stand in a tag name.',
  colons: 'A name can have one colon, between its prefix and the rest.',
  slash: 'A `>` is expected behind this slash.',
  closeTag: 'Only the name and `>` are expected in a close tag.',
  noOpenTag: 'This close tag has no open tag.',

  // Attributes
  attribute: 'An attribute is expected here, as in `name="value"`.',
  noValue: 'This attribute needs a value in quotes.',
  noQuotes: 'The value of an attribute must stand in quotes.',
  noBlank: 'A blank is expected between two attributes.',
  twice: 'This attribute stands twice in the tag.',
  reservedNamespace: 'The prefixes `xml` and `xmlns` and their namespaces can not be declared otherwise.',
  emptyNamespace: 'A prefix needs a namespace that is not empty.',

  // What is neither a tag nor text
  comment: 'A comment can not contain `--`.',
  commentEnd: 'A comment can not end with `--->`; write `-->`.',
  commentNotClosed: 'This comment is not closed: `-->` is missing.',
  cdataNotClosed: 'This CDATA section is not closed: `]]>` is missing.',
  instruction: 'The name of a processing instruction is expected behind `<?`.',
  instructionNotClosed: 'This processing instruction is not closed: `?>` is missing.',
  declaration: 'The XML declaration must look like `<?xml version="1.0" encoding="utf-8"?>`.',
  declarationNotClosed: 'The XML declaration must end with `?>`.',
  declarationPlace: 'The XML declaration must be the very first thing in the file.',
  documentTypeNotClosed: 'This document type declaration is not closed.',
  documentTypePlace: 'A file has one document type declaration only, before its root element.',

  // The whole
  outside: 'Outside of the root element no text may stand.',
  noElement: 'This file holds no XML element.',
  secondRoot: 'A file has one root element only; this one is not read.',
} as const;

export const valueNotClosed = (quote: string): string => `This value is not closed: \`${quote}\` is missing.`;
export const elementNotClosed = (name: string): string =>
  `This element is not closed: \`</${name}>\` is missing.`;
export const wrongCloseTag = (name: string): string =>
  `The open tag of this element is \`<${name}>\`; this must be \`</${name}>\`.`;
export const unknownPrefix = (prefix: string): string =>
  `The prefix \`${prefix}\` is not declared: \`xmlns:${prefix}="…"\` is missing.`;
export const tooDeep = (levels: number): string =>
  `This is nested more than ${levels} levels deep and is not read.`;
